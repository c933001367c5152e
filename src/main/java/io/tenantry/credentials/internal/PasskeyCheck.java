package io.tenantry.credentials.internal;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import io.tenantry.credentials.internal.PasskeyRows.Made;
import io.tenantry.credentials.internal.PasskeyRows.Stored;
import io.tenantry.platform.web.HubAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks what browsers answer in the name of a passkey, by the rules of WebAuthn. A key belongs to the hub's public address; whoever
 * holds it proves to his device that it is he.
 */
@Component
class PasskeyCheck {
    /** Elliptic curves before RSA: that is all that devices have. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private final HubAddress address;

    PasskeyCheck(HubAddress address) {
        this.address = address;
    }

    /** Made when somebody first uses a passkey: not everybody does, and it takes a while. */
    private static final class Rules {
        static final ObjectConverter CONVERTER = new ObjectConverter();
        // What kind of device it is, nobody asks; so nothing is attested.
        static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
        static final AttestedCredentialDataConverter CREDENTIALS = new AttestedCredentialDataConverter(CONVERTER);

        private Rules() {}
    }

    /** What is put before the numbers of algorithms, the first one preferred. */
    static List<Long> algorithms() {
        return ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList();
    }

    /** The name that keys are made for: the host of the hub's address. */
    String relyingParty() {
        return Objects.requireNonNull(URI.create(address.of("")).getHost());
    }

    /** The key that was made, or null when the answer is none. */
    @Nullable
    Made made(String challenge, String answer) {
        try {
            RegistrationData data = Rules.MANAGER.verifyRegistrationResponseJSON(
                    answer, new RegistrationParameters(server(challenge), PARAMETERS, true, true));
            AuthenticatorData<?> told =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData credential = Objects.requireNonNull(told.getAttestedCredentialData());
            return new Made(
                    written(credential.getCredentialId()),
                    written(Rules.CREDENTIALS.convert(credential)),
                    told.getSignCount(),
                    told.isFlagBE());
        } catch (DataConversionException | VerificationException | IllegalArgumentException no) {
            return null;
        }
    }

    /** How often the key has signed, when the answer is really its; else null. */
    @Nullable
    Long signCount(Stored key, String challenge, String answer) {
        try {
            AuthenticationData data = Rules.MANAGER.verifyAuthenticationResponseJSON(
                    answer, new AuthenticationParameters(server(challenge), record(key), null, true, true));
            return Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
        } catch (DataConversionException | VerificationException | IllegalArgumentException no) {
            return null;
        }
    }

    private static CredentialRecord record(Stored key) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                key.isSynced(),
                null,
                key.signCount(),
                Rules.CREDENTIALS.convert(read(key.credential())),
                null,
                null,
                null,
                null);
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(address.of("")))
                .rpId(relyingParty())
                .challenge(new DefaultChallenge(read(challenge)))
                .build();
    }

    private static String written(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] read(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
