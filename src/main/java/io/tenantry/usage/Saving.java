package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A seat that is paid for and not needed, or several that nobody has, and how that is known.
 *
 * @param rule why it counts as wasted
 * @param also other rules that it meets; it is counted once
 * @param sku the product of the hub's own licences that it is, or null
 * @param user the hub's own user who holds it, or null
 * @param amountPerMonth what all of its seats cost, in {@code currency}
 * @param evidence what was seen
 * @param confidence how sure it is that nobody misses it, from 1 to 100
 * @param contractEnd until when it has to be paid in any case, or null when nobody said
 * @param foundAt when it was first found
 */
public record Saving(
        OrganizationId organization,
        UUID id,
        SavingRule rule,
        List<SavingRule> also,
        UUID plan,
        String planName,
        UUID application,
        String applicationName,
        String vendor,
        @Nullable UUID sku,
        @Nullable UUID person,
        @Nullable String personName,
        @Nullable UUID user,
        int seats,
        BigDecimal amountPerMonth,
        @Nullable String currency,
        Map<String, Object> evidence,
        int confidence,
        @Nullable LocalDate contractEnd,
        @Nullable Instant lastActive,
        Instant foundAt) {
    public Saving {
        also = withoutImplied(rule, also);
        evidence = Map.copyOf(evidence);
    }

    /** Without what follows from the rest: who has not been there for 90 days has not for 60 either. */
    private static List<SavingRule> withoutImplied(SavingRule reason, List<SavingRule> also) {
        List<SavingRule> kept = new ArrayList<>();
        boolean tellsInactivity = reason.isInactivity();
        for (SavingRule other : also) {
            if (!other.isInactivity() || !tellsInactivity) {
                kept.add(other);
            }
            tellsInactivity |= other.isInactivity();
        }
        return List.copyOf(kept);
    }

    /** Whether the hub itself can take it back. */
    public boolean canReclaim() {
        return sku != null && (user != null || rule == SavingRule.UNASSIGNED);
    }

    /** Why it is wasted, in a sentence. */
    public String reason(Instant now) {
        return switch (rule) {
            case DISABLED_ACCOUNT -> "The account is disabled and still holds a paid seat";
            case NEVER_USED ->
                "Never used since it was first seen on " + day(String.valueOf(evidence.get("firstDiscovered")));
            case INACTIVE_90, INACTIVE_60, INACTIVE_30 -> {
                Instant last = lastActive == null ? now : lastActive;
                yield "Last used on " + last.atOffset(ZoneOffset.UTC).toLocalDate() + ", "
                        + Duration.between(last, now).toDays() + " days ago";
            }
            case CONTAINED -> "All of it is also in " + evidence.get("containedIn") + ", which the person holds too";
            case DUPLICATE -> "The person holds the same subscription more than once";
            case UNASSIGNED -> "%s of %s bought seats are assigned to nobody".formatted(seats, evidence.get("bought"));
        };
    }

    private static String day(String moment) {
        return moment.length() < 10 ? moment : moment.substring(0, 10);
    }
}
