package io.tenantry.signin.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Applications that want a person to prove anew who he is: by {@code prompt=login}, or by {@code max_age} when that was too long ago
 * (OpenID Connect Core, 3.1.2.1).
 */
final class AskedAnew {
    private static final String PROMPT = "prompt";
    private static final String LOGIN = "login";
    private static final String MAX_AGE = "max_age";

    /** As long as it takes to come back here from the login page. */
    private static final Duration WAY_BACK = Duration.ofSeconds(10);

    private AskedAnew() {}

    /** Whether the application wants the person before it to sign in once more. */
    static boolean applies(HttpServletRequest request, Instant signedInAt, Instant now) {
        if (!request.getServletPath().equals("/oauth2/authorize")) {
            return false;
        }
        String age = request.getParameter(MAX_AGE);
        return wantsLogin(request)
                || (age != null && signedInAt.plus(seconds(age)).plus(WAY_BACK).isBefore(now));
    }

    private static boolean wantsLogin(HttpServletRequest request) {
        String prompt = request.getParameter(PROMPT);
        return prompt != null && Arrays.asList(prompt.split(" ", -1)).contains(LOGIN);
    }

    /**
     * Where the application wants to hear that nobody is signed in, when it wants no page shown ({@code prompt=none}); else null. By
     * now the address has been compared with those registered for the application, unless its request was pushed before.
     */
    static @Nullable String silently(HttpServletRequest request) {
        return "none".equals(request.getParameter(PROMPT)) && request.getParameter("request_uri") == null
                ? request.getParameter("redirect_uri")
                : null;
    }

    /** What cannot be read is as strict as can be. */
    private static Duration seconds(String age) {
        return age.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
    }

    /** The application's question as it is asked again after the person has signed in, when that was all it wanted of it. */
    static @Nullable String afterwards(HttpServletRequest request) {
        if (!wantsLogin(request)) {
            return request.getQueryString();
        }
        StringJoiner query = new StringJoiner("&");
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (!parameter.getKey().equals(PROMPT) && !parameter.getKey().equals(MAX_AGE)) {
                for (String value : parameter.getValue()) {
                    query.add(encoded(parameter.getKey()) + '=' + encoded(value));
                }
            }
        }
        return query.add(MAX_AGE + "=0").toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
