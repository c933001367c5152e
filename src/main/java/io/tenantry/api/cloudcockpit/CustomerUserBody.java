package io.tenantry.api.cloudcockpit;

import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of a customer's tenant.
 *
 * @param id his object id
 * @param email the name he signs in with
 * @param location the country in which he uses licences
 * @param temporaryPassword never told: the hub does not know it
 * @param domain of his sign-in name
 */
record CustomerUserBody(
        UUID id,
        String displayName,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String location,
        @Nullable String temporaryPassword,
        String domain) {
    /** What of a user is shown. */
    static final Set<UserField> SHOWN = Set.of(
            UserField.OBJECT_ID,
            UserField.DISPLAY_NAME,
            UserField.UPN,
            UserField.GIVEN_NAME,
            UserField.SURNAME,
            UserField.USAGE_LOCATION);

    static CustomerUserBody of(User user) {
        return new CustomerUserBody(
                user.objectId(),
                user.displayName(),
                user.upn(),
                user.givenName(),
                user.surname(),
                user.usageLocation(),
                null,
                user.upn().substring(user.upn().lastIndexOf('@') + 1));
    }
}
