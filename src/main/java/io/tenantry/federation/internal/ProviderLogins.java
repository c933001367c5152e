package io.tenantry.federation.internal;

import io.tenantry.access.Secrets;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.OidcSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.secrets.MasterKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The way to a provider and back: authorization code with PKCE, state and nonce; then the ID token, checked. */
@Component
class ProviderLogins {
    private static final Duration TIME_FOR_IT = Duration.ofMinutes(10);
    private static final String FAILED = "The provider did not tell who you are";

    private final Providers providers;
    private final ProviderHttp http;
    private final SourceRows sources;
    private final MasterKey master;
    private final InstantSource clock;

    ProviderLogins(Providers providers, ProviderHttp http, SourceRows sources, MasterKey master, InstantSource clock) {
        this.providers = providers;
        this.http = http;
        this.sources = sources;
        this.master = master;
        this.clock = clock;
    }

    /** Where to send the browser, and what to remember meanwhile. */
    record Departure(String address, PendingLogin pending) {}

    Departure depart(IdentitySource source, OidcSettings settings, String redirectUri, String onward) {
        Provider provider = providers.get(settings);
        String nonce = Secrets.next();
        OAuth2AuthorizationRequest.Builder builder = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(provider.authorizationEndpoint())
                .clientId(settings.clientId())
                .redirectUri(redirectUri)
                .scopes(java.util.Set.copyOf(settings.scopes()))
                .state(Secrets.next())
                .additionalParameters(more -> more.put("nonce", nonce));
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
        OAuth2AuthorizationRequest request = builder.build();
        String verifier = request.getAttribute(PkceParameterNames.CODE_VERIFIER);
        String state = request.getState();
        PendingLogin pending = new PendingLogin(
                PendingLogin.PURPOSE,
                source.id(),
                String.valueOf(state),
                nonce,
                String.valueOf(verifier),
                redirectUri,
                onward,
                clock.instant().plus(TIME_FOR_IT));
        return new Departure(request.getAuthorizationRequestUri(), pending);
    }

    /** Whether the provider that answers is the one that was asked, as far as it says who it is. */
    void checkSender(OidcSettings settings, @Nullable String issuer) {
        Provider provider = providers.get(settings);
        boolean right = issuer == null ? !provider.namesItself() : issuer.equals(provider.issuer());
        Refusal.unless(right, Refusal.Reason.NOT_SIGNED_IN, "Another provider answered than was asked");
    }

    /**
     * Who the provider says the person is.
     *
     * @throws Refusal (NOT_SIGNED_IN) when it does not say, or what it says cannot be believed
     */
    Jwt arrive(IdentitySource source, OidcSettings settings, PendingLogin pending, String code) {
        Provider provider = providers.get(settings);
        JsonNode answer = redeem(source, settings, provider, pending, code);
        String written = answer.path("id_token").asString("");
        Refusal.unless(!written.isEmpty(), Refusal.Reason.NOT_SIGNED_IN, FAILED);
        Jwt token;
        try {
            token = provider.tokens().decode(written);
        } catch (JwtException untrue) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "What the provider says cannot be believed");
        }
        OAuth2TokenValidatorResult result =
                new OidcIdTokenValidator(registration(settings, provider, pending)).validate(token);
        boolean ours = pending.nonce().equals(token.getClaimAsString("nonce"));
        String subject = token.getSubject();
        Refusal.unless(
                !result.hasErrors() && ours && subject != null && !subject.isBlank() && subject.length() <= 512,
                Refusal.Reason.NOT_SIGNED_IN,
                "What the provider says was not meant for this sign-in");
        return token;
    }

    private JsonNode redeem(
            IdentitySource source, OidcSettings settings, Provider provider, PendingLogin pending, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", pending.redirectUri());
        form.put("code_verifier", pending.verifier());
        String sealed = sources.secret(source.organization(), source.id());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        if (sealed != null && provider.secretInHeader()) {
            request.header("Authorization", basic(settings.clientId(), master.decrypt(sealed)));
        } else {
            form.put("client_id", settings.clientId());
            if (sealed != null) {
                form.put("client_secret", master.decrypt(sealed));
            }
        }
        String body = form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        ProviderHttp.Answer answer = http.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
        Refusal.unless(answer.status() == 200, Refusal.Reason.NOT_SIGNED_IN, FAILED);
        return providers.read(answer.body());
    }

    /** As RFC 6749 has it: both parts are encoded like a form first. */
    private static String basic(String name, String secret) {
        String both = encoded(name) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ClientRegistration registration(OidcSettings settings, Provider provider, PendingLogin pending) {
        return ClientRegistration.withRegistrationId(pending.source().toString())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientId(settings.clientId())
                .redirectUri(pending.redirectUri())
                .authorizationUri(provider.authorizationEndpoint())
                .tokenUri(provider.tokenEndpoint())
                .jwkSetUri(provider.jwksUri())
                .issuerUri(provider.issuer())
                .build();
    }
}
