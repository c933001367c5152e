package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.licensing.AppliesTo;
import io.tenantry.licensing.ServicePlan;
import io.tenantry.licensing.Sku;
import io.tenantry.licensing.Skus;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of products and their service plans, one for the whole installation. */
@RestController
@RequestMapping(Paths.ROOT + "/skus")
class SkusEndpoint {
    static final String IMPORT = Paths.ROOT + "/skus/import";
    private static final Listed<Sku> LISTED = new Listed<>(
            Skus.FIELDS, List.of(Order.ascending(Skus.FIELDS.sortable("displayName"))), Set.of(), SkuBody::of);

    private final Skus skus;
    private final Lists lists;

    SkusEndpoint(Skus skus, Lists lists) {
        this.skus = skus;
        this.lists = lists;
    }

    @Operation(summary = "List products")
    @Exchanges(givesType = SkuBody.class)
    @GetMapping
    @Requires(Permission.PLANS_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> skus.list(caller, query));
    }

    @Operation(summary = "Get a product with its service plans")
    @GetMapping("/{skuId}")
    @Requires(Permission.PLANS_READ_BASIC)
    SkuBody get(Caller caller, @PathVariable String skuId) {
        return SkuBody.of(skus.get(caller, Paths.uuid(skuId, "skuId")));
    }

    /** Takes the file as the body: the CSV of product names and service plan identifiers that Microsoft publishes. */
    @Operation(summary = "Load Microsoft's list of product names")
    @Exchanges(takesFile = "text/csv")
    @PostMapping(
            path = "/import",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Requires(value = Permission.PLANS_WRITE, note = "over all organizations")
    Skus.Loaded load(Caller caller, HttpServletRequest request) throws IOException {
        return skus.load(caller, request.getInputStream());
    }

    /** A product. */
    record SkuBody(
            UUID id,
            String partNumber,
            String displayName,
            String appliesTo,
            @Nullable Integer unitsMax,
            List<PlanBody> servicePlans) {
        static SkuBody of(Sku sku) {
            return new SkuBody(
                    sku.id(),
                    sku.partNumber(),
                    sku.displayName(),
                    sku.appliesTo().stored(),
                    sku.unitsMax(),
                    sku.plans().stream().map(PlanBody::of).toList());
        }
    }

    /** One of its service plans; of no use without one of those it needs. */
    record PlanBody(UUID id, String name, String displayName, boolean forPeople, List<UUID> needsOneOf) {
        static PlanBody of(ServicePlan plan) {
            return new PlanBody(
                    plan.id(), plan.name(), plan.displayName(), plan.appliesTo() == AppliesTo.USER, plan.needsOneOf());
        }
    }

    /** A product as other things name it. */
    record SkuName(UUID id, String partNumber, String displayName) {
        static SkuName of(Sku sku) {
            return new SkuName(sku.id(), sku.partNumber(), sku.displayName());
        }
    }
}
