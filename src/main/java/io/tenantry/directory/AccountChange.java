package io.tenantry.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of people or groups that live elsewhere, in terms of that place's object ids. */
public sealed interface AccountChange {
    /**
     * A user to be made.
     *
     * @param values what he is to have; the place adds what it sets besides
     * @param password the first one, or null for none
     */
    record NewUser(Values<UserField> values, @Nullable NewPassword password) implements AccountChange {}

    /**
     * Properties of a user, a password, or both.
     *
     * @param password null leaves it as it is
     */
    record UserChange(
            UUID user, Values<UserField> values, @Nullable NewPassword password) implements AccountChange {}

    record UserDeletion(UUID user) implements AccountChange {}

    /** A deleted user or group comes back. */
    record Restoration(UUID object) implements AccountChange {}

    /**
     * Somebody else to report to.
     *
     * @param manager null for nobody
     */
    record NewManager(UUID user, @Nullable UUID manager) implements AccountChange {}

    /**
     * A group to be made.
     *
     * @param group what it is to have; the place adds to its values what it sets besides
     */
    record NewGroupAccount(NewGroup group) implements AccountChange {}

    record GroupChange(UUID group, Values<GroupField> values) implements AccountChange {}

    record GroupDeletion(UUID group) implements AccountChange {}

    record NewMember(UUID group, UUID member) implements AccountChange {}

    record FormerMember(UUID group, UUID member) implements AccountChange {}

    record NewOwner(UUID group, UUID owner) implements AccountChange {}

    record FormerOwner(UUID group, UUID owner) implements AccountChange {}
}
