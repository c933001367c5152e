package io.tenantry.automation.internal;

import io.tenantry.automation.Operation;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Carries steps out in the hub's own directory. */
@Component
final class LocalOperations implements OperationProvider {
    static final String PROVIDER = "local";

    private final FaceSteps faces;
    private final PersonSteps people;
    private final NewPersonSteps newPeople;
    private final WorkplaceSteps workplace;

    LocalOperations(FaceSteps faces, LocalSteps steps, NewPersonSteps newPeople, WorkplaceSteps workplace) {
        this.faces = faces;
        people = steps.people();
        this.newPeople = newPeople;
        this.workplace = workplace;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Set<Operation> offered() {
        return EnumSet.allOf(Operation.class);
    }

    @Override
    public Map<UUID, StepResult.Done> together(List<StepRun> steps) {
        return steps.getFirst().operation() == Operation.USER_READ_IT ? people.read(steps) : Map.of();
    }

    @Override
    public StepResult run(StepRun step) {
        return switch (step.operation()) {
            case USER_PASSWORD -> people.password(step);
            case USER_SESSIONS -> people.sessions(step);
            case GUEST_INVITE -> newPeople.invite(step);
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
            case USER_CHANGE,
                    USER_MANAGER,
                    USER_DELETE_IT,
                    USER_RESTORE,
                    USER_READ_IT,
                    USER_CREATE,
                    GUEST_READ,
                    GROUPS_READ,
                    GROUP_ADD,
                    GROUPS_ADD_ALL,
                    GROUP_REMOVE,
                    GROUPS_REMOVE_ALL,
                    GROUPS_COPY,
                    LICENSES_READ,
                    LICENSES_CHANGE,
                    LICENSES_REMOVE_ALL,
                    GROUP_READ_IT,
                    GROUP_CHANGE,
                    GROUP_DELETE,
                    GROUP_MEMBERS_CLEAR,
                    GROUP_CREATE,
                    GROUP_OWNER_ADD,
                    GROUP_OWNER_REMOVE,
                    GROUP_FIND,
                    ORGANIZATION_READ_IT,
                    ORGANIZATION_LICENSES,
                    ORGANIZATION_FIND_USERS -> faces.run(step);
        };
    }
}
