package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.own.SkusEndpoint.SkuName;
import io.tenantry.licensing.Holder;
import io.tenantry.licensing.Ledger;
import io.tenantry.licensing.LedgerLine;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The units organizations have, who holds them, and what became of what was bought. */
@RestController
class SubscribedSkusEndpoint {
    static final String SUBSCRIBED = Paths.ORGANIZATION + "/subscribed-skus";
    private static final Listed<SubscribedSku> LISTED = new Listed<>(
            SubscribedSkus.FIELDS,
            List.of(Order.ascending(SubscribedSkus.FIELDS.sortable("displayName"))),
            Set.of(Past.AS_OF),
            SubscribedBody::of);
    private static final Listed<Holder> HOLDERS =
            new Listed<>(SubscribedSkus.HOLDER_FIELDS, List.of(), Set.of(Past.AS_OF), HolderBody::of);
    private static final Listed<LedgerLine> LEDGER = new Listed<>(
            Ledger.FIELDS,
            List.of(
                    Order.ascending(Ledger.FIELDS.sortable("organizationName")),
                    Order.ascending(Ledger.FIELDS.sortable("displayName"))),
            Set.of(Past.AS_OF),
            LedgerBody::of);

    private final SubscribedSkus skus;
    private final Ledger ledger;
    private final Lists lists;

    SubscribedSkusEndpoint(SubscribedSkus skus, Ledger ledger, Lists lists) {
        this.skus = skus;
        this.ledger = ledger;
        this.lists = lists;
    }

    @Operation(summary = "List the products an organization has units of")
    @Exchanges(givesType = SubscribedBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(SUBSCRIBED)
    @Requires(Permission.LICENSE_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, LISTED, query -> skus.list(caller, organization, query));
    }

    /** Also those who were given it and do not hold it, with the reason; {@code filter=held eq false} shows these alone. */
    @Operation(summary = "List the people who were given a product")
    @Exchanges(givesType = HolderBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(SUBSCRIBED + "/{skuId}/users")
    @Requires(Permission.LICENSE_READ)
    Listing holders(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String skuId) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID sku = Paths.uuid(skuId, "skuId");
        return lists.list(request, caller, HOLDERS, query -> skus.holders(caller, organization, sku, query));
    }

    @Operation(summary = "What an organization has bought, assigned and uses")
    @Exchanges(givesType = LedgerBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(Paths.ORGANIZATION + "/license-ledger")
    @Requires(Permission.LICENSE_READ_BASIC)
    Listing ledger(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, LEDGER, query -> ledger.of(caller, organization, query));
    }

    @Operation(summary = "What all organizations have bought, assigned and use")
    @Exchanges(givesType = LedgerBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(Paths.ROOT + "/license-ledger")
    @Requires(Permission.LICENSE_READ_BASIC)
    Listing ledgerEverywhere(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LEDGER, query -> ledger.everywhere(caller, query));
    }

    /** Units of a product: by what may be done with them, and how many people hold. */
    record SubscribedBody(
            UUID skuId,
            String partNumber,
            String displayName,
            String appliesTo,
            String capabilityStatus,
            int enabled,
            int warning,
            int suspended,
            int lockedOut,
            int consumed,
            int available) {
        static SubscribedBody of(SubscribedSku subscribed) {
            return new SubscribedBody(
                    subscribed.sku().id(),
                    subscribed.sku().partNumber(),
                    subscribed.sku().displayName(),
                    subscribed.sku().appliesTo().stored(),
                    subscribed.capabilityStatus(),
                    subscribed.units().enabled(),
                    subscribed.units().warning(),
                    subscribed.units().suspended(),
                    subscribed.units().lockedOut(),
                    subscribed.consumed(),
                    subscribed.available());
        }
    }

    /** Somebody who was given a product: directly, through so many groups, and whether he holds it. */
    record HolderBody(
            UUID userId,
            String userPrincipalName,
            String displayName,
            boolean accountEnabled,
            boolean held,
            @Nullable String problem,
            Instant since,
            boolean direct,
            int groups) {
        static HolderBody of(Holder holder) {
            return new HolderBody(
                    holder.userId(),
                    holder.upn(),
                    holder.displayName(),
                    holder.enabled(),
                    holder.problem() == null,
                    holder.problem() == null ? null : holder.problem().stored(),
                    holder.since(),
                    holder.direct(),
                    holder.groups());
        }
    }

    /**
     * One product in one organization. {@code drift} are units that are there and were not bought through the hub, below zero
     * those that were bought and are not there; {@code unused} are held by people whose account is disabled.
     */
    record LedgerBody(
            UUID organizationId,
            String organizationName,
            SkuName sku,
            int bought,
            int enabled,
            int assigned,
            int used,
            int drift,
            int unassigned,
            int unused,
            int waiting) {
        static LedgerBody of(LedgerLine line) {
            return new LedgerBody(
                    line.organization().value(),
                    line.organizationName(),
                    new SkuName(line.skuId(), line.partNumber(), line.displayName()),
                    line.bought(),
                    line.enabled(),
                    line.assigned(),
                    line.used(),
                    line.drift(),
                    line.unassigned(),
                    line.unused(),
                    line.waiting());
        }
    }
}
