package io.tenantry.signin;

import io.tenantry.access.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Keeps the forms on the hub's pages to themselves: each carries a secret that only the page and a cookie know, so that no
 * foreign page can fill one in. Pages run no foreign code, are shown in no frame and kept by no cache.
 */
@Component
public class Forms {
    private static final String COOKIE = "tenantry_form";
    private static final int SECRET_LENGTH = 43;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; "
                    + "frame-ancestors 'none'; base-uri 'none'";

    /** Like {@link #open}, for a page that a script of ours makes more helpful. It does its work without the script too. */
    public String openWithScript(HttpServletRequest request, HttpServletResponse response) {
        String proof = open(request, response);
        response.setHeader("Content-Security-Policy", POLICY + "; script-src 'self'; connect-src 'self'");
        return proof;
    }

    /** Sets what every page with a form has, and gives the secret to put into it. */
    public String open(HttpServletRequest request, HttpServletResponse response) {
        // Kept while the browser has one, so that a page in another tab can still be sent.
        String known = secret(request);
        String proof = known == null ? Secrets.next() : known;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, proof)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path("/")
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        return proof;
    }

    /** Whether a form comes from a page of ours that this browser was shown. */
    public boolean isOurs(HttpServletRequest request, @Nullable String proof) {
        String known = secret(request);
        return proof != null && known != null && Secrets.matches(proof, Secrets.hash(known));
    }

    /** The fields of the form that was sent; none where a page is only looked at. */
    public static Map<String, String> sent(HttpServletRequest request) {
        Map<String, String> fields = new HashMap<>();
        if (request.getMethod().equals("POST")) {
            request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        }
        return fields;
    }

    private static @Nullable String secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && cookie.getValue().length() == SECRET_LENGTH) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
