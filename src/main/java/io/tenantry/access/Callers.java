package io.tenantry.access;

import io.tenantry.access.internal.SeenTokens;
import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.audit.Actor;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.AccessLog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out who calls and what he may do, at every call anew; what was already worked out is used only while it surely holds. */
@Component
public class Callers {
    private static final int NO_LIMIT = 0;

    private final SeenTokens tokens;
    private final Standings standings;
    private final ThrottleSettings settings;

    Callers(SeenTokens tokens, Standings standings, ThrottleSettings settings) {
        this.tokens = tokens;
        this.standings = standings;
        this.settings = settings;
    }

    /**
     * The caller who presents this access token.
     *
     * @throws Refusal (NOT_SIGNED_IN) when the token is not valid any more, or its principal may not act
     */
    public Caller bearing(String accessToken, String correlationId) {
        Token token = tokens.living(accessToken);
        UUID actor = token.actor();
        return actor == null
                ? caller(token.principal(), token.client(), correlationId)
                : represented(token.principal(), actor, token.client(), correlationId);
    }

    /**
     * Somebody who acts as somebody else. He may do what that person may, and no more than he might himself; and only as long as
     * he may take on the identity at all.
     */
    public Caller represented(UUID principal, UUID actor, String client, String correlationId) {
        Standing real = active(actor);
        Standing person = active(principal);
        Map<Permission, Reach> own = standings.effective(real);
        Refusal.unless(
                own.getOrDefault(Permission.USER_IMPERSONATE, Reach.nowhere()).covers(person.organization()),
                Refusal.Reason.NOT_SIGNED_IN,
                "The right to act as this person was taken away");
        return new Caller(
                new Actor(
                        actor,
                        kind(real),
                        real.name(),
                        real.organization(),
                        new Actor.Person(person.id(), person.name(), person.organization()),
                        correlationId),
                Standings.shared(standings.effective(person), own),
                client + ' ' + actor,
                settings.callsPerMinute());
    }

    private Standing active(UUID principal) {
        Standing standing = standings.find(principal);
        if (standing == null || !standing.active() || standing.kind() == PrincipalKind.GROUP) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "The account is disabled or was deleted");
        }
        return standing;
    }

    private static Actor.Kind kind(Standing standing) {
        return standing.kind() == PrincipalKind.USER ? Actor.Kind.USER : Actor.Kind.SERVICE_ACCOUNT;
    }

    /** Lets the caller in: from here on the request is his, for endpoints that take a {@link Caller} and for the log. */
    public static void admit(HttpServletRequest request, Caller caller) {
        request.setAttribute(Caller.class.getName(), caller);
        AccessLog.tell(request, caller.self(), caller.actor().id());
    }

    /** Whoever was let in with the request, or null. */
    public static @Nullable Caller admitted(HttpServletRequest request) {
        return request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller : null;
    }

    /** The principal as a caller who uses the program called {@code client}. */
    public Caller caller(UUID principal, String client, String correlationId) {
        Standing standing = active(principal);
        Actor actor =
                new Actor(principal, kind(standing), standing.name(), standing.organization(), null, correlationId);
        Integer own = standing.callsPerMinute();
        return new Caller(
                actor,
                standings.effective(standing),
                client + ' ' + principal,
                own == null ? settings.callsPerMinute() : Math.max(own, NO_LIMIT));
    }
}
