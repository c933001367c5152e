package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.kernel.Refusal;
import org.springframework.stereotype.Component;

/** Steps by the faces of directory and licensing. */
@Component
public final class FaceSteps {
    private final PersonSteps people;
    private final NewPersonSteps newPeople;
    private final MembershipSteps memberships;
    private final GroupSteps groups;
    private final LicenseSteps licenses;
    private final LookUpSteps lookUps;

    FaceSteps(LocalSteps steps, NewPersonSteps newPeople, LookUpSteps lookUps) {
        people = steps.people();
        memberships = steps.memberships();
        groups = steps.groups();
        licenses = steps.licenses();
        this.newPeople = newPeople;
        this.lookUps = lookUps;
    }

    /** Does one of them. */
    public StepResult run(StepRun step) {
        return switch (step.operation()) {
            case USER_CHANGE -> people.change(step);
            case USER_MANAGER -> people.manager(step);
            case USER_DELETE_IT -> people.delete(step);
            case USER_RESTORE -> people.restore(step);
            case USER_READ_IT -> people.read(step);
            case USER_CREATE -> newPeople.create(step);
            case GUEST_READ -> people.guest(step);
            case GROUPS_READ -> memberships.read(step);
            case GROUP_ADD -> memberships.add(step);
            case GROUPS_ADD_ALL -> memberships.addAll(step);
            case GROUP_REMOVE -> memberships.remove(step);
            case GROUPS_REMOVE_ALL -> memberships.removeAll(step);
            case GROUPS_COPY -> memberships.copy(step);
            case LICENSES_READ -> licenses.read(step);
            case LICENSES_CHANGE -> licenses.change(step);
            case LICENSES_REMOVE_ALL -> licenses.removeAll(step);
            case GROUP_READ_IT -> groups.read(step);
            case GROUP_CHANGE -> groups.change(step);
            case GROUP_DELETE -> groups.delete(step);
            case GROUP_MEMBERS_CLEAR -> groups.clear(step);
            case GROUP_CREATE -> groups.create(step);
            case GROUP_OWNER_ADD -> groups.owner(step, true);
            case GROUP_OWNER_REMOVE -> groups.owner(step, false);
            case GROUP_FIND -> lookUps.groups(step);
            case ORGANIZATION_READ_IT -> lookUps.organization(step);
            case ORGANIZATION_LICENSES -> lookUps.products(step);
            case ORGANIZATION_FIND_USERS -> lookUps.people(step);
            case USER_PASSWORD,
                    USER_SESSIONS,
                    GUEST_INVITE,
                    MAILBOX_READ,
                    MAILBOX_CHANGE,
                    DELEGATE_ADD,
                    DELEGATE_REMOVE,
                    FILES_DELEGATE,
                    FILES_DELEGATE_REMOVE,
                    DEVICE_READ_IT,
                    DEVICE_ADD,
                    DEVICE_STATE,
                    DEVICES_RETIRE ->
                throw new Refusal(
                        Refusal.Reason.PROVIDER_CANNOT,
                        "Nothing can do " + step.operation().wireName() + " where the organization lives");
        };
    }
}
