package io.tenantry.directory;

import io.tenantry.kernel.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param id what he is to be called here, or null for an id of the hub's choice
 * @param objectId what the provider calls him, or null for an account that lives in the hub
 * @param values his properties; a display name and a UPN are among them
 */
public record NewUser(@Nullable UUID id, @Nullable UUID objectId, Values<UserField> values) {
    public NewUser(@Nullable UUID objectId, Values<UserField> values) {
        this(null, objectId, values);
    }

    public NewUser {
        Refusal.unless(
                values.has(UserField.DISPLAY_NAME),
                Refusal.Reason.MALFORMED,
                "A display name is needed",
                "displayName");
        Refusal.unless(
                values.has(UserField.UPN),
                Refusal.Reason.MALFORMED,
                "A user principal name is needed",
                "userPrincipalName");
    }
}
