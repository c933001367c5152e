package io.tenantry.directory;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.MembershipRows.Candidate;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Memberships of groups that live elsewhere: carried out there before the directory writes them down. */
@Component
class MembersElsewhere {
    private final Database database;
    private final AccountProviders providers;

    MembersElsewhere(Database database, AccountProviders providers) {
        this.database = database;
        this.providers = providers;
    }

    /** Whether groups of the organization live elsewhere. */
    boolean concerns(OrganizationId organization) {
        return providers.isElsewhere(organization);
    }

    /** Refuses with CONFLICT what cannot be done in one piece to a group that lives elsewhere. */
    void requireHere(OrganizationId organization, Group.Kind kind) {
        if (kind != Group.Kind.HUB) {
            providers.requireHere(organization);
        }
    }

    /** Does nothing for groups that live here. One who is there what he is to be already is no fault. */
    void change(Reach reach, Group group, Candidate member, boolean comes) {
        OrganizationId organization = group.organization();
        if (group.kind() == Group.Kind.HUB || !providers.isElsewhere(organization)) {
            return;
        }
        UUID objectId = objectId(reach, organization, member);
        AccountChange change = comes
                ? new AccountChange.NewMember(group.objectId(), objectId)
                : new AccountChange.FormerMember(group.objectId(), objectId);
        providers.carryOutUnlessSo(organization, change, comes);
    }

    private UUID objectId(Reach reach, OrganizationId organization, Candidate member) {
        Refusal.unless(
                member.kind() != PrincipalKind.SERVICE_ACCOUNT,
                Refusal.Reason.CONFLICT,
                "Service accounts of the hub are not known where the group lives");
        String table = member.kind() == PrincipalKind.USER ? "users" : "groups";
        UUID objectId = database.first(
                reach,
                "SELECT object_id FROM " + table + " WHERE organization_id = ? AND id = ?",
                row -> row.getObject(1, UUID.class),
                organization.value(),
                member.id());
        if (objectId == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such user or group");
        }
        return objectId;
    }
}
