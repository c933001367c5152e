package io.tenantry.automation;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a block or set would do for many people, before it does.
 *
 * @param plannedAt when it is to run once it is applied, or null for at once
 * @param hash of what it does for whom; whoever approves or applies the plan names it
 * @param counts how many people it is for, how many warnings there are, and how many of the people hold a role
 * @param missing who was named and is not there
 * @param shortages products of which there are not enough units for all
 * @param approvalReasons why somebody else has to agree; empty when nobody has to
 * @param decidedBy who agreed or refused
 * @param job what it was applied as
 */
public record CommandPlan(
        UUID id,
        OrganizationId organization,
        @Nullable String title,
        UUID blockId,
        String blockIdentifier,
        int blockVersion,
        @Nullable Instant plannedAt,
        State state,
        String hash,
        Counts counts,
        List<String> missing,
        List<Shortage> shortages,
        List<String> approvalReasons,
        UUID requestedById,
        String requestedBy,
        @Nullable String decidedBy,
        @Nullable String comment,
        @Nullable UUID job,
        Instant createdAt,
        Instant expiresAt) {
    public CommandPlan {
        missing = List.copyOf(missing);
        shortages = List.copyOf(shortages);
        approvalReasons = List.copyOf(approvalReasons);
    }

    /**
     * How much a plan is about.
     *
     * @param blocked people for whom there is no unit of a product that they are to get
     */
    public record Counts(long people, long warnings, long privileged, long blocked) {}

    /**
     * A product of which there are not enough units for everybody.
     *
     * @param needed how many people of the plan take one
     * @param available how many there are
     * @param people who would get none, a hundred at most
     */
    public record Shortage(String product, long needed, long available, List<String> people) {
        public Shortage {
            people = List.copyOf(people);
        }
    }

    /**
     * One of the people of a plan.
     *
     * @param runs the blocks that would run for him, by what the set calls them
     * @param skips those that would not
     * @param warnings what is missing, in sentences
     * @param isBlocked whether there is no unit of a product for him
     */
    public record Person(
            int number,
            UUID userId,
            String upn,
            List<String> runs,
            List<String> skips,
            List<String> warnings,
            boolean isPrivileged,
            boolean isBlocked) {
        public Person {
            runs = List.copyOf(runs);
            skips = List.copyOf(skips);
            warnings = List.copyOf(warnings);
        }

        /** The same, where there is no unit of some products for him. */
        public Person lacking(List<String> products) {
            List<String> all = new ArrayList<>(warnings);
            products.forEach(product -> all.add("No unit of " + product + " is left for " + upn));
            return new Person(number, userId, upn, runs, skips, all, isPrivileged, true);
        }
    }

    /** Where a plan stands. */
    public enum State {
        PLANNED,
        /** Somebody else has to agree first. */
        WAITING,
        APPROVED,
        REJECTED,
        /** It was handed over to a job. */
        APPLIED,
        CANCELLED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one of this name. */
        public static State named(String wireName) {
            return Arrays.stream(values())
                    .filter(state -> state.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
