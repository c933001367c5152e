package io.tenantry.signin.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the paths that clients of Microsoft Entra ask for tokens at, {@code /TENANT/oauth2/v2.0/token} and the like, whatever
 * tenant they name: a client's account already says where it belongs.
 */
final class Aliases implements Filter {
    private static final Map<String, String> REAL = Map.of(
            "/oauth2/v2.0/token", "/oauth2/token",
            "/oauth2/v2.0/authorize", "/oauth2/authorize",
            "/discovery/v2.0/keys", "/oauth2/jwks",
            "/v2.0/.well-known/openid-configuration", "/.well-known/openid-configuration");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String real = real(((HttpServletRequest) request).getServletPath());
        if (real == null) {
            chain.doFilter(request, response);
        } else {
            request.getRequestDispatcher(real).forward(request, response);
        }
    }

    private static @Nullable String real(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? null : REAL.get(path.substring(second));
    }
}
