package io.tenantry.signin;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Secrets;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.signin.internal.SignInClientRows;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The applications that people of an organization, and of those below it, sign in to through the hub. */
@Component
public class SignInClients {
    private static final int NAME_LONGEST = 256;
    private static final int URIS_MOST = 20;
    private static final int URI_LONGEST = 2_000;

    private final Database database;
    private final SignInClientRows rows;
    private final Access access;
    private final AuditTrail audit;
    private final InstantSource clock;

    SignInClients(Database database, SignInClientRows rows, Access access, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A registered application.
     *
     * @param secret told this once; null for a public application
     */
    public record Created(SignInClient client, @Nullable String secret) {}

    /** The applications of the organization. Needs {@code signinclient.read}. */
    public List<SignInClient> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.SIGN_IN_CLIENT_READ, organization), organization);
    }

    /** Registers an application. Needs {@code signinclient.write}. */
    public Created create(
            Caller caller,
            OrganizationId organization,
            String displayName,
            boolean isPublic,
            List<String> redirectUris,
            List<String> logoutUris) {
        Reach reach = access.require(caller, Permission.SIGN_IN_CLIENT_WRITE, organization);
        String name = displayName.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_LONGEST,
                Refusal.Reason.MALFORMED,
                "A display name has 1 to " + NAME_LONGEST + " characters",
                "displayName");
        Refusal.unless(
                !redirectUris.isEmpty(), Refusal.Reason.MALFORMED, "At least one redirect address", "redirectUris");
        check(redirectUris, "redirectUris");
        check(logoutUris, "logoutUris");
        UUID id = Ids.next();
        SignInClient client = new SignInClient(
                id, organization, id.toString(), name, isPublic, redirectUris, logoutUris, clock.instant());
        String secret = isPublic ? null : Secrets.next();
        database.change(reach, session -> {
            rows.insert(session, client, secret == null ? null : Secrets.hash(secret));
            audit.record(session, caller.actor(), event("signinclient.create", client));
        });
        return new Created(client, secret);
    }

    /** Removes an application; everybody is signed out of it. Needs {@code signinclient.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SIGN_IN_CLIENT_WRITE, organization);
        SignInClient client = rows.list(reach, organization).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND, "There is no such application in the organization", "clientId"));
        database.change(reach, session -> {
            rows.delete(session, organization, id);
            audit.record(session, caller.actor(), event("signinclient.delete", client));
        });
        rows.endGrants(id);
    }

    /** Addresses are compared character by character later, so only such as cannot be misread are taken. */
    private static void check(List<String> uris, String member) {
        Refusal.unless(
                uris.size() <= URIS_MOST, Refusal.Reason.MALFORMED, "At most " + URIS_MOST + " addresses", member);
        for (String uri : uris) {
            Refusal.unless(
                    uri.length() <= URI_LONGEST && isPlain(uri),
                    Refusal.Reason.MALFORMED,
                    "An address is an https URL, or http on this computer, without a fragment, a user or a wildcard",
                    member);
        }
    }

    private static boolean isPlain(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean local = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
            return safe
                    && host != null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && !text.contains("*");
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static AuditEvent event(String action, SignInClient client) {
        Map<String, ?> members = Map.of(
                "displayName", client.displayName(),
                "isPublic", client.isPublic(),
                "redirectUris", client.redirectUris(),
                "logoutUris", client.logoutUris());
        boolean gone = action.endsWith("delete");
        return AuditEvent.done(
                client.organization(),
                action,
                new AuditEvent.Target("sign-in client", client.id().toString(), client.displayName(), null),
                gone ? members : null,
                gone ? null : members);
    }
}
