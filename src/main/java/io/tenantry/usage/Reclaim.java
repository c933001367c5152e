package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Savings that somebody wants to have: a plan that takes the licences away, and what came of it.
 *
 * @param change the plan, or null where nobody holds any of the seats
 * @param lowers whether subscriptions are made smaller by what came free
 * @param undo the plan that gives the licences back, or null
 * @param problem why something was not done, or null
 */
public record Reclaim(
        OrganizationId organization,
        UUID id,
        @Nullable UUID change,
        boolean lowers,
        State state,
        @Nullable UUID undo,
        @Nullable String problem,
        List<Item> items,
        List<Lowering> lowerings,
        @Nullable UUID requestedById,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public Reclaim {
        items = List.copyOf(items);
        lowerings = List.copyOf(lowerings);
    }

    /** Where it stands. */
    public enum State {
        /** Its plan has not been carried out. */
        PLANNED,
        DONE,
        /** Its plan was rejected, cancelled or grew too old before anything was done. */
        DROPPED,
        /** Everything was given back. */
        UNDONE;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A saving as it was when it was to be reclaimed.
     *
     * @param realisedAt when the seat came free, or null while it has not
     * @param effectiveFrom from when it costs nothing any more, or null where that is not known
     * @param takenBackAt when it was given back, or null
     */
    public record Item(
            UUID id,
            SavingRule rule,
            UUID plan,
            String planName,
            UUID sku,
            @Nullable UUID person,
            @Nullable String personName,
            @Nullable UUID user,
            int seats,
            BigDecimal amountPerMonth,
            @Nullable String currency,
            Map<String, Object> evidence,
            @Nullable LocalDate contractEnd,
            @Nullable Instant realisedAt,
            @Nullable LocalDate effectiveFrom,
            @Nullable Instant takenBackAt) {}

    /** By how many units a subscription was made smaller, and when that was taken back. */
    public record Lowering(
            UUID subscription,
            int units,
            Instant loweredAt,
            @Nullable Instant raisedAt) {}
}
