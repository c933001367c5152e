package io.tenantry.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signing in works.
 *
 * @param publicUrl the address people and programs know the hub by, such as https://hub.example.com; tokens name it as their
 *     issuer. Without it the hub goes by whatever address it is called at
 * @param accessTokens how long an access token holds
 * @param refreshTokens how long after its last use an application can still fetch new tokens
 * @param sessions how long a browser stays signed in
 * @param sessionIdle how long it stays signed in while nobody uses it
 * @param impersonation how long the token holds with which somebody acts as somebody else
 */
@ConfigurationProperties("tenantry")
public record SignInSettings(
        @Nullable String publicUrl,
        @DefaultValue("1h") Duration accessTokens,
        @DefaultValue("30d") Duration refreshTokens,
        @DefaultValue("12h") Duration sessions,
        @DefaultValue("1h") Duration sessionIdle,
        @DefaultValue("15m") Duration impersonation) {
    public SignInSettings {
        if (publicUrl != null && !publicUrl.matches("https?://[^/?#]+")) {
            throw new IllegalArgumentException(
                    "tenantry.public-url is scheme and host, such as https://hub.example.com, and nothing behind them");
        }
    }
}
