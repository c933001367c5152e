package io.tenantry.automation;

import io.tenantry.automation.internal.FaceSteps;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Steps that go by the faces of directory and licensing, which carry them out wherever an organization's people live. For those who
 * offer operations for organizations that live elsewhere.
 */
@Component
public class DirectoryOperations {
    /** What goes so. */
    public static final Set<Operation> OFFERED = Set.copyOf(EnumSet.of(
            Operation.USER_CHANGE,
            Operation.USER_MANAGER,
            Operation.USER_DELETE_IT,
            Operation.USER_RESTORE,
            Operation.USER_READ_IT,
            Operation.USER_CREATE,
            Operation.GUEST_READ,
            Operation.GROUPS_READ,
            Operation.GROUP_ADD,
            Operation.GROUPS_ADD_ALL,
            Operation.GROUP_REMOVE,
            Operation.GROUPS_REMOVE_ALL,
            Operation.GROUPS_COPY,
            Operation.LICENSES_READ,
            Operation.LICENSES_CHANGE,
            Operation.LICENSES_REMOVE_ALL,
            Operation.GROUP_READ_IT,
            Operation.GROUP_CHANGE,
            Operation.GROUP_DELETE,
            Operation.GROUP_MEMBERS_CLEAR,
            Operation.GROUP_CREATE,
            Operation.GROUP_OWNER_ADD,
            Operation.GROUP_OWNER_REMOVE,
            Operation.GROUP_FIND,
            Operation.ORGANIZATION_READ_IT,
            Operation.ORGANIZATION_LICENSES,
            Operation.ORGANIZATION_FIND_USERS));

    private final FaceSteps steps;

    DirectoryOperations(FaceSteps steps) {
        this.steps = steps;
    }

    /** Does one of them. */
    public StepResult run(StepRun step) {
        return steps.run(step);
    }
}
