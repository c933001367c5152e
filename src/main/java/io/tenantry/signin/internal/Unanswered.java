package io.tenantry.signin.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Says what is wrong with a request that no endpoint of the authorization server took, or whose client is not known. */
final class Unanswered {
    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final String POST = "POST";
    private static final Map<String, String> METHODS = Map.of(
            AUTHORIZE,
            "GET, POST",
            "/oauth2/token",
            POST,
            "/oauth2/introspect",
            POST,
            "/oauth2/revoke",
            POST,
            "/oauth2/jwks",
            "GET",
            "/userinfo",
            "GET, POST",
            "/connect/logout",
            "GET, POST",
            "/.well-known/openid-configuration",
            "GET",
            "/.well-known/oauth-authorization-server",
            "GET");

    private Unanswered() {}

    /** Whether a page may be the answer, rather than a word for a program. */
    static boolean isForPeople(HttpServletRequest request) {
        return request.getServletPath().equals(AUTHORIZE) && !isWrong(request, "GET, HEAD, POST");
    }

    /** Nobody has taken the request, and whoever sent it has not said who he is. */
    static void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String methods = METHODS.get(request.getServletPath());
        if (methods == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (isWrong(request, methods)) {
            response.setHeader("Allow", methods);
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (methods.equals(POST)) {
            refuse(response, OAuth2ErrorCodes.INVALID_CLIENT);
        } else {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"tenantry\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** The client has not proved who it is: that is all it hears. */
    static void refuseClient(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        refuse(
                response,
                failure instanceof OAuth2AuthenticationException refused
                        ? refused.getError().getErrorCode()
                        : OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private static boolean isWrong(HttpServletRequest request, String methods) {
        return !List.of(methods.split(", ")).contains(request.getMethod());
    }

    private static void refuse(HttpServletResponse response, String code) throws IOException {
        if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Basic realm=\"tenantry\", charset=\"UTF-8\"");
        } else {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"" + code + "\"}");
    }
}
