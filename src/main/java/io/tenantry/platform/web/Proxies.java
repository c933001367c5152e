package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Proxies whose word is taken for what the client asked for. Anybody else's X-Forwarded headers count for nothing. */
final class Proxies {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final List<IpAddressMatcher> trusted;

    Proxies(List<String> trusted) {
        this.trusted = trusted.stream().map(IpAddressMatcher::new).toList();
    }

    String scheme(HttpServletRequest request) {
        String told = told(request, "X-Forwarded-Proto");
        return told != null && SCHEMES.contains(told.toLowerCase(Locale.ROOT))
                ? told.toLowerCase(Locale.ROOT)
                : request.getScheme();
    }

    /** Host and, where it is not the scheme's own, port. */
    String authority(HttpServletRequest request) {
        String told = told(request, "X-Forwarded-Host");
        if (told != null && isAuthority(told)) {
            return told;
        }
        String host = request.getServerName();
        int port = request.getServerPort();
        boolean usual = port == (request.getScheme().equals("https") ? 443 : 80);
        return usual ? host : host + ":" + port;
    }

    /** Where the request came from: what our own proxy says, or else the other end of the connection. */
    String address(HttpServletRequest request) {
        String told = told(request, "X-Forwarded-For");
        return told != null && isAuthority(told) ? told : request.getRemoteAddr();
    }

    /** The last value, because that is the one our own proxy wrote. */
    private @Nullable String told(HttpServletRequest request, String header) {
        if (trusted.isEmpty()) {
            return null;
        }
        String value = request.getHeader(header);
        if (value == null || trusted.stream().noneMatch(proxy -> proxy.matches(request.getRemoteAddr()))) {
            return null;
        }
        return value.substring(value.lastIndexOf(',') + 1).strip();
    }

    private static boolean isAuthority(String text) {
        return !text.isEmpty()
                && text.length() <= 255
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-:[]".indexOf(c) >= 0));
    }
}
