package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.changes.Change;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Groups and licences of people whose properties somebody else plans and writes, in the same transaction. */
@Component
public class Linking {
    private final NamedLinks names;

    Linking(NamedLinks names) {
        this.names = names;
    }

    /** Adds the groups and products that prepared rows name to what is planned, and tells what changing them needs. */
    public Set<Permission> find(Session session, Caller caller, OrganizationId organization) {
        session.run(PreparedSql.WISH);
        Set<Permission> needed = names.find(session, caller, organization);
        session.run(PreparedSql.LINK, organization.value(), organization.value());
        return needed;
    }

    /** Puts them into their groups and gives them their licences. */
    public void apply(Session session, Caller caller, Change change) {
        if (!change.edits().contains(EditKind.MEMBERSHIPS) && !change.edits().contains(EditKind.LICENSES)) {
            return;
        }
        session.run(ChunkSql.TAKE_LINKED, change.id());
        session.run("ANALYZE chunk");
        UUID nobody = Ids.next();
        new PieceWork(session, new Applying.Run(change, nobody, List.of(), List.of(), caller)).link();
    }
}
