package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Order;
import io.tenantry.usage.Reclaim;
import io.tenantry.usage.Reclaims;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Taking savings back, and the ledger of what was really saved. */
@RestController
class ReclaimsEndpoint {
    private static final String RECLAIMS = SavingsEndpoint.SAVINGS + "/reclaims";
    private static final Listed<Reclaim.Item> LEDGER = new Listed<>(
            Reclaims.ledgerFields(),
            List.of(Order.descending(Reclaims.ledgerFields().sortable("realisedAt"))),
            Set.of(),
            ReclaimItemBody::of);

    private final Reclaims reclaims;
    private final Lists lists;
    private final Links links;

    ReclaimsEndpoint(Reclaims reclaims, Lists lists, Links links) {
        this.reclaims = reclaims;
        this.lists = lists;
        this.links = links;
    }

    /**
     * Plans to take licences away. Look at the change that the answer names and apply it, as any other; what it sets free goes into
     * the ledger, and off the subscriptions where that is asked for. Seats that nobody has are taken off at once.
     */
    @Operation(summary = "Reclaim savings")
    @Exchanges(status = 201)
    @PostMapping(RECLAIMS)
    @Requires(
            value = {Permission.USAGE_WRITE, Permission.CHANGE_WRITE, Permission.LICENSE_WRITE},
            note = "organization.plan.write to lower subscriptions")
    ResponseEntity<ReclaimBody> plan(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewReclaimBody body) {
        Reclaim made = reclaims.plan(
                caller,
                Paths.organization(organizationId),
                body.savings(),
                Boolean.TRUE.equals(body.lowerSubscriptions()),
                body.title());
        String location = links.absolute(request, request.getRequestURI() + "/" + made.id());
        return ResponseEntity.created(URI.create(location)).body(ReclaimBody.of(made));
    }

    /** The newest first, at most a hundred, without their items. */
    @Operation(summary = "List reclaims")
    @GetMapping(RECLAIMS)
    @Requires(Permission.USAGE_READ)
    ReclaimList list(Caller caller, @PathVariable String organizationId) {
        return new ReclaimList(reclaims.list(caller, Paths.organization(organizationId)).stream()
                .map(ReclaimBody::of)
                .toList());
    }

    @Operation(summary = "Get a reclaim and what became of it")
    @GetMapping(RECLAIMS + "/{reclaimId}")
    @Requires(Permission.USAGE_READ)
    ReclaimBody get(Caller caller, @PathVariable String organizationId, @PathVariable String reclaimId) {
        return ReclaimBody.of(
                reclaims.get(caller, Paths.organization(organizationId), Paths.uuid(reclaimId, "reclaimId")));
    }

    /** Subscriptions are raised again at once; the licences come back by a change, which the answer names and has to be applied. */
    @Operation(summary = "Give back what was reclaimed")
    @PostMapping(RECLAIMS + "/{reclaimId}/undo")
    @Requires(
            value = {Permission.USAGE_WRITE, Permission.CHANGE_WRITE, Permission.LICENSE_WRITE},
            note = "organization.plan.write where subscriptions were lowered")
    ReclaimBody undo(Caller caller, @PathVariable String organizationId, @PathVariable String reclaimId) {
        return ReclaimBody.of(
                reclaims.undo(caller, Paths.organization(organizationId), Paths.uuid(reclaimId, "reclaimId")));
    }

    /** The newest first. What was given back says when. */
    @Operation(summary = "List what was really saved")
    @Exchanges(givesType = ReclaimItemBody.class)
    @GetMapping(SavingsEndpoint.SAVINGS + "/ledger")
    @Requires(Permission.USAGE_READ)
    Listing ledger(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return lists.list(
                request, caller, LEDGER, query -> reclaims.ledger(caller, Paths.organization(organizationId), query));
    }

    /** Which savings to take back, and whether subscriptions are to be made smaller by what comes free. */
    record NewReclaimBody(
            List<UUID> savings,
            @Nullable Boolean lowerSubscriptions,
            @Nullable String title) {
        NewReclaimBody {
            savings = Given.all(savings, "savings");
        }
    }

    record ReclaimList(List<ReclaimBody> items) {}

    /**
     * Savings that are being taken back.
     *
     * @param state {@code planned}, {@code done}, {@code dropped} or {@code undone}
     * @param changeId the plan that takes licences away, or null where nobody has any
     * @param undoChangeId the plan that gives them back, or null
     */
    record ReclaimBody(
            UUID id,
            String state,
            @Nullable UUID changeId,
            @Nullable UUID undoChangeId,
            boolean lowerSubscriptions,
            @Nullable String problem,
            String requestedBy,
            Instant createdAt,
            @Nullable Instant finishedAt,
            List<LoweringBody> lowerings,
            List<ReclaimItemBody> items) {
        static ReclaimBody of(Reclaim reclaim) {
            return new ReclaimBody(
                    reclaim.id(),
                    reclaim.state().stored(),
                    reclaim.change(),
                    reclaim.undo(),
                    reclaim.lowers(),
                    reclaim.problem(),
                    reclaim.requestedBy(),
                    reclaim.createdAt(),
                    reclaim.finishedAt(),
                    reclaim.lowerings().stream().map(LoweringBody::of).toList(),
                    reclaim.items().stream().map(ReclaimItemBody::of).toList());
        }
    }

    /** By how much a subscription was made smaller. */
    record LoweringBody(
            UUID subscriptionId,
            int units,
            Instant loweredAt,
            @Nullable Instant raisedAt) {
        static LoweringBody of(Reclaim.Lowering lowering) {
            return new LoweringBody(
                    lowering.subscription(), lowering.units(), lowering.loweredAt(), lowering.raisedAt());
        }
    }

    /**
     * A saving as it was when it was reclaimed.
     *
     * @param realisedAt when the seat came free, or null while it has not
     * @param effectiveFrom from when it costs nothing any more, or null where that is not known
     * @param takenBackAt when it was given back, or null
     */
    record ReclaimItemBody(
            UUID id,
            String rule,
            UUID planId,
            String planName,
            UUID skuId,
            @Nullable UUID personId,
            @Nullable String personName,
            @Nullable UUID userId,
            int seats,
            BigDecimal amountPerMonth,
            @Nullable String currency,
            @Nullable LocalDate contractEnd,
            @Nullable Instant realisedAt,
            @Nullable LocalDate effectiveFrom,
            @Nullable Instant takenBackAt,
            Map<String, Object> evidence) {
        static ReclaimItemBody of(Reclaim.Item item) {
            return new ReclaimItemBody(
                    item.id(),
                    item.rule().wireName(),
                    item.plan(),
                    item.planName(),
                    item.sku(),
                    item.person(),
                    item.personName(),
                    item.user(),
                    item.seats(),
                    item.amountPerMonth(),
                    item.currency(),
                    item.contractEnd(),
                    item.realisedAt(),
                    item.effectiveFrom(),
                    item.takenBackAt(),
                    item.evidence());
        }
    }
}
