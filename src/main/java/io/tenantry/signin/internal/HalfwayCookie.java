package io.tenantry.signin.internal;

import io.tenantry.credentials.Halfway;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers in the browser, encrypted, whose password was right, so that any node can ask him for his second factor. It opens nothing
 * by itself, and nothing at all once the password is another one.
 */
@Component
class HalfwayCookie {
    private static final String COOKIE = "tenantry_halfway";
    private static final String PURPOSE = "password proven";
    private static final Duration HOLDS = Duration.ofMinutes(15);

    private final MasterKey master;
    private final JsonMapper json;
    private final InstantSource clock;

    HalfwayCookie(MasterKey master, JsonMapper json, InstantSource clock) {
        this.master = master;
        this.json = json;
        this.clock = clock;
    }

    private record Sealed(
            String purpose,
            UUID organization,
            UUID user,
            @Nullable Instant passwordSetAt,
            @Nullable Duration passwordExpiresIn,
            Instant expiresAt) {}

    void remember(Halfway person, HttpServletRequest request, HttpServletResponse response) {
        Sealed sealed = new Sealed(
                PURPOSE,
                person.organization().value(),
                person.user(),
                person.passwordSetAt(),
                person.passwordExpiresIn(),
                clock.instant().plus(HOLDS));
        set(master.encrypt(json.writeValueAsString(sealed)), HOLDS, request, response);
    }

    /** Whose password was right in this browser a moment ago, or null. */
    @Nullable
    Halfway recall(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return opened(cookie.getValue());
            }
        }
        return null;
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private @Nullable Halfway opened(String value) {
        try {
            Sealed sealed = json.readValue(master.decrypt(value), Sealed.class);
            return sealed.purpose().equals(PURPOSE) && sealed.expiresAt().isAfter(clock.instant())
                    ? new Halfway(
                            new OrganizationId(sealed.organization()),
                            sealed.user(),
                            sealed.passwordSetAt(),
                            false,
                            sealed.passwordExpiresIn())
                    : null;
        } catch (JacksonException | IllegalStateException | IllegalArgumentException forged) {
            return null;
        }
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path("/login")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
