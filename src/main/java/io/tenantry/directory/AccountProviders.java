package io.tenantry.directory;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where each organization's people and groups live. Mostly that is here. */
@Component
public class AccountProviders {
    private final List<AccountProvider> all;

    AccountProviders(ObjectProvider<AccountProvider> all) {
        this.all = all.orderedStream().toList();
    }

    /** Whether the organization's people and groups live elsewhere. */
    public boolean isElsewhere(OrganizationId organization) {
        return of(organization) != null;
    }

    /** Refuses with CONFLICT what the hub can do only to people who live here. */
    public void requireHere(OrganizationId organization) {
        Refusal.unless(
                !isElsewhere(organization),
                Refusal.Reason.CONFLICT,
                "The organization's people live in a Microsoft tenant, where this has to be done");
    }

    /** Carries a change out where the organization's people live; null when that is here, or when there is nothing to do. */
    @Nullable
    UUID carryOut(OrganizationId organization, @Nullable AccountChange change) {
        AccountProvider elsewhere = change == null ? null : of(organization);
        return elsewhere == null || change == null ? null : elsewhere.carryOut(organization, change);
    }

    /**
     * Lets somebody own a group where that lives elsewhere, or no longer. What is so there already is no fault; groups that live here
     * are left alone.
     */
    public void changeOwner(Group group, User owner, boolean owns) {
        if (group.kind() != Group.Kind.HUB) {
            AccountChange change = owns
                    ? new AccountChange.NewOwner(group.objectId(), owner.objectId())
                    : new AccountChange.FormerOwner(group.objectId(), owner.objectId());
            carryOutUnlessSo(group.organization(), change, owns);
        }
    }

    /** Carries out that something comes or goes; that it is there already, or gone, is no fault. */
    void carryOutUnlessSo(OrganizationId organization, AccountChange change, boolean comes) {
        try {
            carryOut(organization, change);
        } catch (Refusal refusal) {
            if (refusal.reason() != (comes ? Refusal.Reason.CONFLICT : Refusal.Reason.NOT_FOUND)) {
                throw refusal;
            }
        }
    }

    private @Nullable AccountProvider of(OrganizationId organization) {
        for (AccountProvider provider : all) {
            if (provider.keeps(organization)) {
                return provider;
            }
        }
        return null;
    }
}
