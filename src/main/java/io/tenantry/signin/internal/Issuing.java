package io.tenantry.signin.internal;

import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** How tokens are made: signed with the current key, refresh tokens random. */
@Component
class Issuing {
    private final OAuth2TokenGenerator<OAuth2Token> generator;

    Issuing(KeyRing keys, TokenClaims claims, RefreshTokens refreshTokens) {
        JwtGenerator signed = new JwtGenerator(new NimbusJwtEncoder((selector, context) -> List.of(keys.current())));
        signed.setJwtCustomizer(claims);
        generator = new DelegatingOAuth2TokenGenerator(signed, refreshTokens);
    }

    OAuth2TokenGenerator<OAuth2Token> generator() {
        return generator;
    }
}
