package io.tenantry.signin.internal;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tenantry.access.Secrets;
import io.tenantry.signin.SignInSettings;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The OAuth 2.1 and OpenID Connect server. Its filters stand before its own paths only; APIs never pass them. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AuthorizationServer {
    private static final int ORDER = -50;

    @Bean
    DelegatingFilterProxyRegistrationBean signInFilters() {
        DelegatingFilterProxyRegistrationBean registration =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.addUrlPatterns("/oauth2/*", "/connect/*", "/userinfo", "/.well-known/*");
        // Aliases are forwarded to the real paths.
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD);
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Aliases> signInAliases() {
        FilterRegistrationBean<Aliases> registration = new FilterRegistrationBean<>(new Aliases());
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(ORDER - 1);
        return registration;
    }

    @Bean
    SecurityFilterChain authorizationServerFilters(
            HttpSecurity http,
            Clients clients,
            Requests requests,
            Browsers browsers,
            Endings endings,
            Issuing issuing) {
        http.securityMatcher("/oauth2/**", "/connect/**", "/userinfo", "/.well-known/**")
                .oauth2AuthorizationServer(
                        server -> configure(server.tokenGenerator(issuing.generator()), clients, requests, endings))
                .authorizeHttpRequests(every -> every.anyRequest().authenticated())
                .securityContext(context -> context.securityContextRepository(browsers))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Disabled, it would come back by itself for paths that are none of the server's, with a session in
                // memory.
                .csrf(forged -> forged.ignoringRequestMatchers(AnyRequestMatcher.INSTANCE))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(failing -> failing.authenticationEntryPoint(endings::askToSignIn))
                .oauth2ResourceServer(resource -> resource.jwt(jwt -> jwt.decoder(endings::decode)));
        return http.build();
    }

    private static void configure(
            OAuth2AuthorizationServerConfigurer server, Clients clients, Requests requests, Endings endings) {
        PublicRefresh publicRefresh = new PublicRefresh(clients);
        server.addObjectPostProcessor(new WithoutServletSession());
        server.clientAuthentication(authentication -> authentication
                        .authenticationConverter(publicRefresh)
                        .authenticationProvider(publicRefresh)
                        .errorResponseHandler(Unanswered::refuseClient)
                        .authenticationProviders(AuthorizationServer::useOurHashes))
                .authorizationEndpoint(
                        endpoint -> endpoint.authenticationProviders(all -> useOurRequests(all, requests))
                                .errorResponseHandler(endings::refuse))
                .tokenEndpoint(endpoint -> endpoint.authenticationProviders(AuthorizationServer::useOurScopes))
                .authorizationServerMetadataEndpoint(metadata -> metadata.authorizationServerMetadataCustomizer(
                        told -> told.claims(AuthorizationServer::tellWhatThereIs)))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(configuration ->
                                configuration.providerConfigurationCustomizer(told -> told.claims(claims -> {
                                    tellWhatThereIs(claims);
                                    claims.put("acr_values_supported", List.of("1", "2"));
                                    claims.put("prompt_values_supported", List.of("none", "login"));
                                    claims.put(
                                            "scopes_supported",
                                            List.of("openid", "profile", "email", "offline_access"));
                                })))
                        .userInfoEndpoint(info -> info.userInfoMapper(endings::userInfo))
                        .logoutEndpoint(logout -> logout.logoutResponseHandler(endings::signedOut)));
    }

    /** Clients believe what discovery says; what the hub does not offer is not in it. */
    private static void tellWhatThereIs(Map<String, Object> claims) {
        List<String> withSecret = List.of("client_secret_basic", "client_secret_post");
        claims.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        claims.put(
                "revocation_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "none"));
        claims.put("introspection_endpoint_auth_methods_supported", withSecret);
        claims.put("grant_types_supported", List.of("authorization_code", "client_credentials", "refresh_token"));
        claims.remove("tls_client_certificate_bound_access_tokens");
        claims.remove("dpop_signing_alg_values_supported");
    }

    private static void useOurHashes(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> provider instanceof JwtClientAssertionAuthenticationProvider
                || provider instanceof X509ClientCertificateAuthenticationProvider);
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                secrets.setPasswordEncoder(new ClientSecrets());
            }
        }
    }

    private static void useOurRequests(List<AuthenticationProvider> providers, Requests requests) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                codes.setAuthenticationValidator(requests);
            }
        }
    }

    private static void useOurScopes(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> provider instanceof OAuth2TokenExchangeAuthenticationProvider
                || provider instanceof OAuth2DeviceCodeAuthenticationProvider);
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider programs) {
                programs.setAuthenticationValidator(context -> {
                    OAuth2ClientCredentialsAuthenticationToken asked = context.getAuthentication();
                    if (!Requests.areModest(asked.getScopes())) {
                        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
                    }
                });
            }
        }
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SignInSettings settings) {
        AuthorizationServerSettings.Builder builder = AuthorizationServerSettings.builder();
        String publicUrl = settings.publicUrl();
        return publicUrl == null ? builder.build() : builder.issuer(publicUrl).build();
    }

    /** What is published for others to check our signatures with. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(KeyRing keys) {
        return (selector, context) -> selector.select(new com.nimbusds.jose.jwk.JWKSet(
                keys.published().stream().map(JWK.class::cast).toList()));
    }

    /** Browsers' sessions are rows of ours; none is kept in this node's memory beside them. */
    private static final class WithoutServletSession implements ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> {
        @Override
        public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
            filter.setSessionAuthenticationStrategy((authentication, request, response) -> {});
            return filter;
        }
    }

    /** Client secrets as {@link Secrets} hashes them. */
    private static final class ClientSecrets implements PasswordEncoder {
        @Override
        public @Nullable String encode(@Nullable CharSequence secret) {
            return secret == null ? null : Secrets.hash(secret.toString());
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
            return secret != null && hash != null && Secrets.matches(secret.toString(), hash);
        }
    }
}
