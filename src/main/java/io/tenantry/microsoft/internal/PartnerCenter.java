package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.Calls.Call;
import io.tenantry.microsoft.internal.Calls.Patience;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Partner Center, where subscriptions are bought. Whoever sells to an organization has access to it, so the connection of the
 * nearest organization above that has one is tried first, and the organization's own after it.
 */
@Component
class PartnerCenter {
    private final Calls calls;
    private final ConnectionRows connections;
    private final Graph graph;
    private final JsonMapper json;

    PartnerCenter(Calls calls, ConnectionRows connections, Graph graph, JsonMapper json) {
        this.calls = calls;
        this.connections = connections;
        this.graph = graph;
        this.json = json;
    }

    /** All subscriptions of a tenant. */
    JsonNode subscriptions(Tenant customer, Patience patience) {
        return send(customer, "GET", "", null, patience).path("items");
    }

    void change(Tenant customer, UUID subscription, Map<String, @Nullable Object> members) {
        send(customer, "PATCH", "/" + subscription, json.writeValueAsBytes(members), Patience.CALLER);
    }

    private JsonNode send(Tenant customer, String method, String rest, byte @Nullable [] body, Patience patience) {
        String path = "/customers/" + customer.settings().tenantId() + "/subscriptions" + rest;
        Refusal refused = null;
        for (Tenant seller : sellers(customer)) {
            try {
                Call call = new Call(method, Service.PARTNER_CENTER.base(seller) + path, body, Map.of());
                return graph.read(calls.send(seller, Service.PARTNER_CENTER, call, patience));
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.PROVIDER_CANNOT
                        && refusal.reason() != Refusal.Reason.NOT_FOUND) {
                    throw refusal;
                }
                // The seller's own answer says more than the customer's, who hardly ever may ask.
                refused = Objects.requireNonNullElse(refused, refusal);
            }
        }
        throw Objects.requireNonNull(refused);
    }

    private List<Tenant> sellers(Tenant customer) {
        OrganizationId above = connections.connectedAbove(customer.organization());
        return Stream.of(above == null ? null : connections.tenant(above), customer)
                .filter(Objects::nonNull)
                .toList();
    }
}
