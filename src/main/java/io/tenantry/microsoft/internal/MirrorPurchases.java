package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.MirrorRun.Counts;
import io.tenantry.microsoft.internal.Calls.Patience;
import io.tenantry.microsoft.internal.Graph.Part;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a tenant has: products and their units, domains, and the subscriptions they were bought with. */
@Component
class MirrorPurchases {
    private static final List<String> PATHS = List.of("/subscribedSkus", "/domains", "/directory/subscriptions");

    /** How Graph says what Partner Center says of a subscription. */
    private static final Map<String, String> STATUS = Map.of(
            "Enabled",
            "active",
            "Warning",
            "expired",
            "Suspended",
            "suspended",
            "LockedOut",
            "disabled",
            "Deleted",
            "deleted");

    private final Graph graph;
    private final PartnerCenter partnerCenter;
    private final JsonMapper json;

    MirrorPurchases(Graph graph, PartnerCenter partnerCenter, JsonMapper json) {
        this.graph = graph;
        this.partnerCenter = partnerCenter;
        this.json = json;
    }

    /**
     * What was read.
     *
     * @param known subscriptions as Graph tells of them
     * @param bought the same as Partner Center does, or null when it cannot be asked now
     * @param notice what could not be read, or null
     */
    record Purchases(
            Json skus,
            Json domains,
            Json known,
            @Nullable Json bought,
            @Nullable String notice) {}

    /** Everything but the subscriptions' terms comes in one call. */
    Purchases read(Tenant tenant, Patience patience) {
        List<Part> parts = graph.batch(tenant, PATHS, patience);
        for (int i = 0; i < parts.size(); i++) {
            int status = parts.get(i).status();
            boolean mayBeMissing = i == 2 && status >= 400 && status < 500 && status != 429;
            if (status != 200 && !mayBeMissing) {
                throw Graph.refusal(status, parts.get(i).body());
            }
        }
        JsonNode known = parts.get(2).body().path("value");
        Json skus = Graph.list(parts.get(0).body().path("value"));
        Json domains = Graph.list(parts.get(1).body().path("value"));
        try {
            Json bought = Graph.list(partnerCenter.subscriptions(tenant, Patience.QUICK));
            return new Purchases(skus, domains, Graph.list(known), bought, null);
        } catch (Refusal refusal) {
            boolean isTold = refusal.reason() != Refusal.Reason.PROVIDER_DOWN
                    && refusal.reason() != Refusal.Reason.TOO_MANY_CALLS;
            return new Purchases(
                    skus,
                    domains,
                    Graph.list(known),
                    isTold ? Graph.list(asBought(known)) : null,
                    "Partner Center does not tell of subscriptions: " + refusal.getMessage());
        }
    }

    /** What Graph knows of subscriptions, for tenants whose seller the hub does not know. Prices and terms are not among it. */
    private ArrayNode asBought(JsonNode known) {
        ArrayNode all = json.createArrayNode();
        for (JsonNode one : known) {
            String id = one.path("commerceSubscriptionId").asString("");
            ObjectNode item = all.addObject();
            item.put("id", id.isEmpty() ? one.path("id").asString("") : id);
            item.put("friendlyName", one.path("skuPartNumber").asString(""));
            item.put("quantity", one.path("totalLicenses").asInt(0));
            item.put("status", STATUS.getOrDefault(one.path("status").asString(""), "pending"));
            item.set("creationDate", one.path("createdDateTime"));
            item.set("commitmentEndDate", one.path("nextLifecycleDateTime"));
        }
        return all;
    }

    static Counts write(Session session, Tenant tenant, Purchases purchases) {
        MirrorLicenses.units(session, tenant.organization().value(), purchases.skus());
        MirrorDomains.write(session, tenant.organization().value(), purchases.domains());
        Json bought = purchases.bought();
        return bought == null
                ? Counts.NONE
                : Counts.ofSubscriptions(
                        MirrorSubscriptions.write(session, tenant.organization().value(), bought, purchases.known()));
    }
}
