package io.tenantry.changes;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.internal.ChangeRows;
import io.tenantry.changes.internal.RowPlanning;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plans from files, each row of which says what is to be done with one person. A file whose wrong rows were put right can be sent
 * again: what was applied in between is no difference any more.
 */
@Component
public class ChangeFiles {
    private final Access access;
    private final RowPlanning planning;
    private final ChangeRows rows;

    ChangeFiles(Access access, RowPlanning planning, ChangeRows rows) {
        this.access = access;
        this.planning = planning;
        this.rows = rows;
    }

    /**
     * The plan of a file. A row that cannot be applied is blocked and tells its line and why.
     *
     * @param creates whether rows about people who are not there make them, at their provider where they live at one; undoing
     *     that deletes them
     * @throws Refusal (NOT_PERMITTED) without what each of its edits needs in the organization, (MALFORMED) when it has no rows or
     *     too many
     */
    public Change plan(
            Caller caller, OrganizationId organization, @Nullable String title, List<RowEdit> edits, boolean creates) {
        Set<Permission> needed = Changes.ofRows(edits);
        needed.forEach(permission -> access.require(caller, permission, organization));
        Refusal.unless(
                !edits.isEmpty() && edits.size() <= Selection.NAMED_MAX,
                Refusal.Reason.MALFORMED,
                "A file has at least one row, and at most " + Selection.NAMED_MAX);
        UUID id = planning.plan(caller, organization, title, new RowPlanning.Rows(edits, creates), needed);
        return Changes.found(rows.find(new Reach.Some(Set.of(organization)), id));
    }
}
