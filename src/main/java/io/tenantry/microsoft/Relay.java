package io.tenantry.microsoft;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.ConnectionRows;
import io.tenantry.microsoft.internal.MirrorReading;
import io.tenantry.microsoft.internal.Passing;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes on to Microsoft what is asked about an organization that lives there, and brings back what it says, word for word. */
@Component
public class Relay {
    private final Access access;
    private final AuditTrail audit;
    private final ConnectionRows connections;
    private final Passing passing;
    private final MirrorReading mirror;

    Relay(Access access, AuditTrail audit, ConnectionRows connections, Passing passing, MirrorReading mirror) {
        this.access = access;
        this.audit = audit;
        this.connections = connections;
        this.passing = passing;
        this.mirror = mirror;
    }

    /** Whether the organization lives at Microsoft. */
    public boolean isNeeded(OrganizationId organization) {
        return connections.isConnected(organization);
    }

    /**
     * What to pass on.
     *
     * @param path what follows the version, with its query
     * @param headers those that matter to Microsoft
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Question(String method, String path, Map<String, String> headers, byte @Nullable [] body) {}

    /**
     * What Microsoft answered.
     *
     * @param base what links in it begin with
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Told(int status, byte[] body, Map<String, String> headers, String base) {}

    /** Asks Microsoft Graph. Needs all the permissions in the organization. */
    public Told graph(Caller caller, OrganizationId organization, List<Permission> needed, Question question) {
        needed.forEach(permission -> access.require(caller, permission, organization));
        return passing.graph(connections.tenant(organization), question);
    }

    /**
     * Asks or tells Partner Center about a customer: by the partner's own connection when it has one, else by the customer's.
     *
     * @param partner the partner's organization
     * @param tenant which has to be the customer's
     * @throws Refusal (NOT_FOUND) when it is another's
     */
    public Told partnerCenter(
            Caller caller,
            OrganizationId partner,
            OrganizationId customer,
            UUID tenant,
            List<Permission> needed,
            Question question) {
        Reach reach = Reach.nowhere();
        for (Permission permission : needed) {
            reach = access.require(caller, permission, customer);
            if (!partner.equals(caller.actor().organization())) {
                access.require(caller, permission, partner);
            }
        }
        Refusal.unless(
                connections.tenant(customer).settings().tenantId().equals(tenant),
                Refusal.Reason.NOT_FOUND,
                "The partner has no such customer with this tenant");
        OrganizationId connected = connections.isConnected(partner) ? partner : customer;
        Told told = passing.partnerCenter(connections.tenant(connected), question);
        if (!question.method().equals("GET") && told.status() < 300) {
            audit.recordAlone(
                    reach,
                    caller.actor(),
                    AuditEvent.done(
                            customer,
                            "subscription.change",
                            new AuditEvent.Target(
                                    "subscription",
                                    question.path().substring(question.path().lastIndexOf('/') + 1),
                                    null,
                                    null),
                            null,
                            null));
            mirror.readPurchases(customer);
        }
        return told;
    }
}
