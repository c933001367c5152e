package io.tenantry.signin.internal;

import io.tenantry.access.ServiceAccountClients;
import io.tenantry.signin.SignInClient;
import io.tenantry.signin.SignInSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Everything that may ask for tokens: service accounts for themselves, applications for the people who sign in to them. */
@Component
class Clients implements RegisteredClientRepository {
    /** The client setting that holds the id of the client's organization. */
    static final String ORGANIZATION = "tenantry.organization";

    /** What tokens name as their client that no application has asked for. */
    static final UUID HUB_ITSELF = new UUID(0x7e7a7472_0000_7000L, 0x8000_0000_0000_0100L);

    static final String HUB_ITSELF_NAME = "tenantry-logon";

    private final ServiceAccountClients accounts;
    private final SignInClientRows applications;
    private final SignInSettings settings;

    Clients(ServiceAccountClients accounts, SignInClientRows applications, SignInSettings settings) {
        this.accounts = accounts;
        this.applications = applications;
        this.settings = settings;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are registered over the hub's own API");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        UUID known = UUID.fromString(id);
        if (known.equals(HUB_ITSELF)) {
            return hubItself();
        }
        SignInClientRows.Row application = applications.withId(known);
        return application != null ? registered(application) : registered(accounts.withId(known));
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (clientId.length() > 256 || clientId.indexOf('\0') >= 0) {
            return null;
        }
        SignInClientRows.Row application = applications.named(clientId);
        return application != null ? registered(application) : registered(accounts.named(clientId));
    }

    /** Nobody can authenticate as this one: it is found by its id alone, and has no secret. */
    private RegisteredClient hubItself() {
        return RegisteredClient.withId(HUB_ITSELF.toString())
                .clientId(HUB_ITSELF_NAME)
                .authorizationGrantType(new AuthorizationGrantType("urn:tenantry:logon"))
                .tokenSettings(tokenSettings())
                .build();
    }

    private @Nullable RegisteredClient registered(ServiceAccountClients.@Nullable Client account) {
        if (account == null) {
            return null;
        }
        return RegisteredClient.withId(account.id().toString())
                .clientId(account.clientId())
                .clientSecret(account.secretHash())
                .clientName(account.displayName())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientSettings.builder()
                        .setting(ORGANIZATION, account.organization().toString())
                        .build())
                .tokenSettings(tokenSettings())
                .build();
    }

    private RegisteredClient registered(SignInClientRows.Row row) {
        SignInClient application = row.client();
        RegisteredClient.Builder client = RegisteredClient.withId(
                        application.id().toString())
                .clientId(application.clientId())
                .clientName(application.displayName())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(all -> all.addAll(application.redirectUris()))
                .postLogoutRedirectUris(all -> all.addAll(application.logoutUris()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(application.isPublic())
                        .requireAuthorizationConsent(false)
                        .setting(ORGANIZATION, application.organization().toString())
                        .build())
                .tokenSettings(tokenSettings());
        String secretHash = row.secretHash();
        return secretHash == null
                ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build()
                : client.clientSecret(secretHash)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .build();
    }

    private TokenSettings tokenSettings() {
        return TokenSettings.builder()
                .accessTokenTimeToLive(settings.accessTokens())
                .refreshTokenTimeToLive(settings.refreshTokens())
                .reuseRefreshTokens(false)
                .build();
    }
}
