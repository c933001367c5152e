package io.tenantry.signin.internal;

import io.tenantry.access.Principals;
import io.tenantry.access.Secrets;
import io.tenantry.credentials.SignInProof;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.web.Origins;
import io.tenantry.signin.SignInSettings;
import io.tenantry.signin.SignedIn;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Browsers that people are signed in with: a cookie here, its hash in the database, so that any node knows them. */
@Component
public class Browsers implements SecurityContextRepository {
    private static final String COOKIE = "tenantry_session";

    private final SessionRows rows;
    private final Principals principals;
    private final Origins origins;
    private final SignInSettings settings;
    private final InstantSource clock;

    Browsers(SessionRows rows, Principals principals, Origins origins, SignInSettings settings, InstantSource clock) {
        this.rows = rows;
        this.origins = origins;
        this.principals = principals;
        this.settings = settings;
        this.clock = clock;
    }

    /** Signs the person in with this browser, or once more; a new cookie, whatever the browser brought. */
    public void signIn(
            OrganizationId organization,
            UUID user,
            SignInProof proof,
            HttpServletRequest request,
            HttpServletResponse response) {
        String secret = Secrets.next();
        SessionRows.Arrival arrival = new SessionRows.Arrival(
                Secrets.hash(secret),
                clock.instant().plus(settings.sessions()),
                Device.name(request.getHeader(HttpHeaders.USER_AGENT)),
                origins.address(request),
                proof.methods());
        Person before = signedIn(request);
        UUID session = before == null || !before.id().equals(user) ? null : before.session();
        if (before == null || session == null) {
            rows.insert(organization, Ids.next(), user, arrival);
        } else {
            // What he has let applications do from here goes on.
            rows.renew(before, session, arrival);
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(secret, request).maxAge(settings.sessions()).build().toString());
    }

    /** Whoever is signed in with the browser, or null. */
    @Nullable
    Person signedIn(HttpServletRequest request) {
        String secret = secret(request);
        if (secret == null) {
            return null;
        }
        Person person = rows.living(Secrets.hash(secret), settings.sessionIdle());
        return person != null && principals.mayAct(person.id()) ? person : null;
    }

    /** The same for those who need not know the authorization server's words. */
    public @Nullable SignedIn whoever(HttpServletRequest request) {
        Person person = signedIn(request);
        UUID session = person == null ? null : person.session();
        return person == null || session == null
                ? null
                : new SignedIn(person.organization(), person.id(), session, person.signedInAt(), person.proof());
    }

    /** Ends the session that the browser brings, if any. */
    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        Person person = signedIn(request);
        if (person != null) {
            end(person);
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie("", request).maxAge(0).build().toString());
    }

    void end(Person person) {
        UUID session = person.session();
        if (session != null) {
            rows.end(person.organization(), session);
        }
    }

    private static @Nullable String secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** Lax, not strict: people arrive at the authorization endpoint from the application's own site. */
    private static ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/");
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        Person person = signedIn(request);
        return person == null || AskedAnew.applies(request, person.signedInAt(), clock.instant())
                ? SecurityContextHolder.createEmptyContext()
                : new SecurityContextImpl(person.signedIn());
    }

    /** Nothing but {@link #signIn} signs anyone in. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() == null) {
            signOut(request, response);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return secret(request) != null;
    }
}
