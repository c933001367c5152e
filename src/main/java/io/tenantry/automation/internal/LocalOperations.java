package io.tenantry.automation.internal;

import io.tenantry.automation.Operation;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Carries steps out in the hub's own directory. */
@Component
final class LocalOperations implements OperationProvider {
    private final PersonSteps people;
    private final NewPersonSteps newPeople;
    private final MembershipSteps memberships;
    private final GroupSteps groups;
    private final LicenseSteps licenses;
    private final WorkplaceSteps workplace;
    private final LookUpSteps lookUps;

    LocalOperations(LocalSteps steps, NewPersonSteps newPeople, WorkplaceSteps workplace, LookUpSteps lookUps) {
        people = steps.people();
        memberships = steps.memberships();
        groups = steps.groups();
        licenses = steps.licenses();
        this.newPeople = newPeople;
        this.workplace = workplace;
        this.lookUps = lookUps;
    }

    @Override
    public String provider() {
        return "local";
    }

    @Override
    public Set<Operation> offered() {
        return EnumSet.allOf(Operation.class);
    }

    @Override
    public StepResult run(StepRun step) {
        return switch (step.operation()) {
            case USER_CHANGE -> people.change(step);
            case USER_MANAGER -> people.manager(step);
            case USER_PASSWORD -> people.password(step);
            case USER_SESSIONS -> people.sessions(step);
            case USER_DELETE_IT -> people.delete(step);
            case USER_RESTORE -> people.restore(step);
            case USER_READ_IT -> people.read(step);
            case USER_CREATE -> newPeople.create(step);
            case GUEST_INVITE -> newPeople.invite(step);
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
            case GROUP_OWNER_ADD -> groups.owner(step, true);
            case GROUP_OWNER_REMOVE -> groups.owner(step, false);
            case GROUP_MEMBERS_CLEAR -> groups.clear(step);
            case GROUP_CREATE -> groups.create(step);
            case GROUP_FIND -> lookUps.groups(step);
            case ORGANIZATION_READ_IT -> lookUps.organization(step);
            case ORGANIZATION_LICENSES -> lookUps.products(step);
            case ORGANIZATION_FIND_USERS -> lookUps.people(step);
            case MAILBOX_READ -> workplace.readMailbox(step);
            case MAILBOX_CHANGE -> workplace.changeMailbox(step);
            case DELEGATE_ADD -> workplace.delegate(step, true);
            case DELEGATE_REMOVE -> workplace.delegate(step, false);
            case FILES_DELEGATE -> workplace.files(step, true);
            case FILES_DELEGATE_REMOVE -> workplace.files(step, false);
            case DEVICE_READ_IT -> workplace.readDevice(step);
            case DEVICE_ADD -> workplace.addDevice(step);
            case DEVICE_STATE -> workplace.deviceState(step);
            case DEVICES_RETIRE -> workplace.retireDevices(step);
        };
    }
}
