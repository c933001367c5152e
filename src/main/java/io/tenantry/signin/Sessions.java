package io.tenantry.signin;

import io.tenantry.access.AccessTokens;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.SignInProof;
import io.tenantry.platform.database.Database;
import io.tenantry.signin.internal.Browsers;
import io.tenantry.signin.internal.PersonSessionRows;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people are signed in, for pages and for the people themselves. */
@Component
public class Sessions {
    private static final String SCHEME = "Bearer ";

    private final Browsers browsers;
    private final PersonSessionRows rows;
    private final AccessTokens tokens;
    private final Database database;
    private final AuditTrail audit;

    Sessions(Browsers browsers, PersonSessionRows rows, AccessTokens tokens, Database database, AuditTrail audit) {
        this.browsers = browsers;
        this.rows = rows;
        this.tokens = tokens;
        this.database = database;
        this.audit = audit;
    }

    /**
     * The sign-in that a request comes with.
     *
     * @param session the browser's, or the one in which the application was let in
     * @param grant what the application was granted, or null for a browser
     */
    public record Current(@Nullable UUID session, @Nullable UUID grant) {}

    /** Whoever is signed in with the browser, or null. */
    public @Nullable SignedIn signedIn(HttpServletRequest request) {
        return browsers.whoever(request);
    }

    /** Signs the person in with this browser. He has just proved who he is. */
    public void signIn(
            OrganizationId organization,
            UUID user,
            SignInProof proof,
            HttpServletRequest request,
            HttpServletResponse response) {
        browsers.signIn(organization, user, proof, request, response);
    }

    /** Ends the session that the browser brings, if any. */
    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        browsers.signOut(request, response);
    }

    /** The sign-in behind the access token that the request bears. */
    public Current current(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Current(null, null);
        }
        UUID grant =
                tokens.verify(authorization.substring(SCHEME.length()).strip()).grant();
        return new Current(grant == null ? null : rows.sessionOf(grant), grant);
    }

    /** Where the person is signed in, the latest first. */
    public List<PersonSession> list(OrganizationId organization, UUID user, Current current) {
        return rows.list(organization, user, current);
    }

    /**
     * Ends one of the person's sessions, and with a browser's all that was granted in it.
     *
     * @return false when he has no such session
     */
    public boolean end(Actor actor, OrganizationId organization, UUID user, UUID id) {
        return database.transaction(new Reach.Some(Set.of(organization)), session -> {
            boolean ended = PersonSessionRows.end(session, organization, user, id);
            if (ended) {
                audit.record(session, actor, event(actor, organization, user, Map.of("session", id)));
            }
            return ended;
        });
    }

    /** Ends all of the person's sessions but the current one, and tells how many. */
    public int endOthers(Actor actor, OrganizationId organization, UUID user, Current current) {
        return database.transaction(new Reach.Some(Set.of(organization)), session -> {
            int ended = PersonSessionRows.endOthers(session, organization, user, current);
            if (ended > 0) {
                audit.record(session, actor, event(actor, organization, user, Map.of("sessions", ended)));
            }
            return ended;
        });
    }

    private static AuditEvent event(Actor actor, OrganizationId organization, UUID user, Map<String, ?> ended) {
        return AuditEvent.done(
                organization,
                "user.session.end",
                new AuditEvent.Target("user", user.toString(), actor.name(), null),
                ended,
                null);
    }
}
