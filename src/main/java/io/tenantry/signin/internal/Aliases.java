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
 * Serves the paths that clients of other services ask for tokens at: those of Microsoft Entra, {@code
 * /TENANT/oauth2/v2.0/token} and the like, whatever tenant they name, since a client's account already says where it belongs; and
 * those of Snow Atlas.
 */
final class Aliases implements Filter {
    /** Where clients of Snow Atlas fetch tokens. */
    static final String ATLAS_TOKEN = "/idp/api/connect/token";

    private static final String ATLAS_DISCOVERY = "/idp/.well-known/openid-configuration";

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
        if (path.equals(ATLAS_TOKEN)) {
            return "/oauth2/token";
        }
        if (path.equals(ATLAS_DISCOVERY)) {
            return "/.well-known/openid-configuration";
        }
        int second = path.indexOf('/', 1);
        return second < 0 ? null : REAL.get(path.substring(second));
    }
}
