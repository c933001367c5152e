package io.tenantry.audit;

import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a look at one organization's chain found.
 *
 * @param sealed how many seals there are
 * @param pending events so young that they have no seal yet
 * @param findings what is wrong, from the first bad place on; the first {@value #FINDINGS_MAX} of them
 * @param wrong how many things are wrong in all
 */
public record AuditVerdict(OrganizationId organization, long sealed, long pending, List<Finding> findings, long wrong) {
    static final int FINDINGS_MAX = 100;

    public AuditVerdict {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was changed, taken away or put in. */
    public boolean intact() {
        return wrong == 0;
    }

    /**
     * One bad place.
     *
     * @param sequence the place in the chain; 0 for an event that has none
     * @param event the event there, or null when nobody knows any more
     */
    public record Finding(
            long sequence, Kind kind, @Nullable UUID event, String explanation) {}

    /** What can be wrong with a place in the chain. */
    public enum Kind {
        /** The event is not what was sealed. */
        CHANGED,
        /** The event is gone, its seal is there. */
        MISSING,
        /** The seals of one or more events are gone. */
        GAP,
        /** The event was sealed in another place. */
        REORDERED,
        /** The chain was longer once. */
        TRUNCATED,
        /** The chain was another one once. */
        REWRITTEN,
        /** An event that is old enough to have a seal has none: it was put in, or its seal was taken away. */
        UNSEALED
    }
}
