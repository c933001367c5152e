package io.tenantry.federation.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tenantry.federation.OidcSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Providers' own descriptions and keys, remembered for a few minutes. */
@Component
class Providers {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration KEYS_ASKED_EVERY = Duration.ofSeconds(30);

    /** Signatures that only the provider can make. */
    private static final Set<String> TRUSTED =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final ProviderHttp http;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Cache<String, Provider> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(1_000).build();

    Providers(ProviderHttp http, JsonMapper json, InstantSource clock) {
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The provider.
     *
     * @throws Refusal (PROVIDER_DOWN), (PROVIDER_CANNOT) when it is not what its settings say
     */
    Provider get(OidcSettings settings) {
        Provider remembered = known.getIfPresent(settings.issuer());
        if (remembered != null) {
            return remembered;
        }
        Provider found = discover(settings.issuer());
        known.put(settings.issuer(), found);
        return found;
    }

    /** Asks the provider again, and for its keys too. */
    void ask(OidcSettings settings) {
        Provider found = discover(settings.issuer());
        keys(found.jwksUri());
        known.put(settings.issuer(), found);
    }

    private Provider discover(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode told = read(fetch(base + "/.well-known/openid-configuration"));
        refuseUnless(
                told.path("issuer").asString("").equals(issuer),
                "The provider calls itself '" + shortened(told.path("issuer").asString("")) + "', not '" + issuer
                        + "'");
        List<String> algorithms = texts(told, "id_token_signing_alg_values_supported").stream()
                .filter(TRUSTED::contains)
                .toList();
        refuseUnless(!algorithms.isEmpty(), "The provider signs in no way that can be trusted");
        List<String> methods = texts(told, "token_endpoint_auth_methods_supported");
        String jwks = endpoint(told, "jwks_uri");
        return new Provider(
                issuer,
                endpoint(told, "authorization_endpoint"),
                endpoint(told, "token_endpoint"),
                jwks,
                methods.isEmpty() || methods.contains("client_secret_basic"),
                told.path("authorization_response_iss_parameter_supported").asBoolean(false),
                algorithms,
                NimbusJwtDecoder.withJwkSource(new Keys(jwks))
                        .jwsAlgorithms(all -> algorithms.stream()
                                .map(SignatureAlgorithm::from)
                                .forEach(all::add))
                        .build());
    }

    private String endpoint(JsonNode told, String name) {
        String address = told.path(name).asString("");
        try {
            http.check(URI.create(address));
        } catch (IllegalArgumentException malformed) {
            refuseUnless(false, "The provider tells no usable " + name);
        }
        return address;
    }

    private String fetch(String address) {
        ProviderHttp.Answer answer = http.send(HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "application/json")
                .GET()
                .build());
        refuseUnless(
                answer.status() == 200,
                "The provider answers " + answer.status() + " where it should describe itself: " + address);
        return answer.body();
    }

    /** Reads an answer, whatever it is. */
    JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException none) {
            throw new Refusal(Refusal.Reason.PROVIDER_CANNOT, "The provider's answer is no JSON", "issuer");
        }
    }

    private JWKSet keys(String address) {
        try {
            return JWKSet.parse(fetch(address));
        } catch (ParseException malformed) {
            throw new Refusal(Refusal.Reason.PROVIDER_CANNOT, "The provider's keys cannot be read", "issuer");
        }
    }

    private static List<String> texts(JsonNode told, String name) {
        List<String> all = new ArrayList<>();
        told.path(name).forEach(item -> all.add(item.asString("")));
        return all;
    }

    private static String shortened(String text) {
        return Shortened.to(200, text);
    }

    private static void refuseUnless(boolean condition, String message) {
        Refusal.unless(condition, Refusal.Reason.PROVIDER_CANNOT, message, "issuer");
    }

    /** A provider's keys; asked for again when one is unknown, but not more often than needed. */
    private final class Keys implements JWKSource<SecurityContext> {
        private final String address;
        private @Nullable JWKSet last;
        private Instant askedAt = Instant.EPOCH;

        Keys(String address) {
            this.address = address;
        }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
            List<JWK> found = selector.select(current());
            return found.isEmpty() ? selector.select(renewed()) : found;
        }

        private synchronized JWKSet current() {
            JWKSet set = last;
            return set == null ? renewed() : set;
        }

        private synchronized JWKSet renewed() {
            JWKSet set = last;
            if (set != null && askedAt.plus(KEYS_ASKED_EVERY).isAfter(clock.instant())) {
                return set;
            }
            askedAt = clock.instant();
            JWKSet fresh = keys(address);
            last = fresh;
            return fresh;
        }
    }
}
