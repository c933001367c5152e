package io.tenantry.api.own;

import io.tenantry.changes.Change;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and how far it is.
 *
 * @param edits what it does: set, enable, disable, delete, restore, memberships, licenses
 * @param hash to be named by whoever approves or applies the plan
 * @param missing what was named and is not there, the first thousand
 * @param cost what licences will cost more; null when it changes none
 * @param approvalReasons the rules by which somebody else has to agree
 * @param notUndoable what of it could not be taken back
 */
record PlanBody(
        UUID id,
        @Nullable String title,
        String kind,
        String state,
        List<UUID> organizationIds,
        Map<String, ?> request,
        List<String> edits,
        @Nullable UUID undoes,
        String hash,
        CountsBody counts,
        ProgressBody progress,
        List<String> missing,
        @Nullable CostBody cost,
        List<String> approvalReasons,
        List<String> notUndoable,
        PersonBody requestedBy,
        @Nullable DecisionBody decision,
        @Nullable PersonBody appliedBy,
        @Nullable String problem,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant finishedAt) {
    static PlanBody of(Change change) {
        Change.Decision decision = change.decision();
        Change.Cost cost = change.cost();
        Change.Person applied = change.appliedBy();
        return new PlanBody(
                change.id(),
                change.title(),
                change.subject().stored(),
                change.state().name().toLowerCase(Locale.ROOT),
                change.organizations().stream().map(one -> one.value()).toList(),
                change.request(),
                change.edits().stream().map(EditKind::stored).toList(),
                change.undoes(),
                change.hash(),
                CountsBody.of(change.counts()),
                ProgressBody.of(change),
                change.missing(),
                cost == null ? null : new CostBody(cost.perMonth(), cost.unpriced()),
                change.approvalReasons(),
                change.notUndoable(),
                PersonBody.of(change.requestedBy()),
                decision == null
                        ? null
                        : new DecisionBody(PersonBody.of(decision.by()), decision.at(), decision.comment()),
                applied == null ? null : PersonBody.of(applied),
                change.problem(),
                change.createdAt(),
                change.expiresAt(),
                change.finishedAt());
    }

    /** How many are to be changed, cannot be, are so already, and hold a role. */
    record CountsBody(long planned, long blocked, long unchanged, long privileged) {
        static CountsBody of(Change.Counts counts) {
            return new CountsBody(counts.planned(), counts.blocked(), counts.unchanged(), counts.privileged());
        }
    }

    /** How far it is; an estimate is given while it is being applied. */
    record ProgressBody(
            String state,
            long done,
            long conflicts,
            long failed,
            long left,
            long perSecond,
            @Nullable Long secondsLeft) {
        static ProgressBody of(Change change) {
            Change.Progress progress = change.progress();
            return new ProgressBody(
                    change.state().name().toLowerCase(Locale.ROOT),
                    progress.done(),
                    progress.conflicts(),
                    progress.failed(),
                    progress.left(),
                    Math.round(progress.perSecond()),
                    progress.secondsLeft());
        }
    }

    /** By currency and month, and how many licences have no known price. */
    record CostBody(Map<String, BigDecimal> perMonth, long unpriced) {}

    record PersonBody(@Nullable UUID id, String name) {
        static PersonBody of(Change.Person person) {
            return new PersonBody(person.id(), person.name());
        }
    }

    record DecisionBody(PersonBody by, Instant at, @Nullable String comment) {}

    /**
     * One thing of a plan.
     *
     * @param before the members that change, as they are when the plan is made
     * @param after the same as they will be
     * @param reason why it is blocked, in conflict or failed
     */
    record TargetBody(
            long number,
            UUID organizationId,
            UUID id,
            String name,
            Map<String, ?> before,
            Map<String, ?> after,
            boolean privileged,
            String state,
            @Nullable String reason) {
        static TargetBody of(Subject subject, ChangeTarget target) {
            Members<?> members = ChangeRequests.members(subject);
            return new TargetBody(
                    target.number(),
                    target.organization().value(),
                    target.id(),
                    target.name(),
                    members.renamed(target.before()),
                    members.renamed(target.after()),
                    target.privileged(),
                    target.state().stored(),
                    target.reason());
        }
    }
}
