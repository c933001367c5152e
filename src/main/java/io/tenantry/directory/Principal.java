package io.tenantry.directory;

import io.tenantry.access.PrincipalKind;
import java.util.UUID;

/**
 * A user or a group, as far as they are alike.
 *
 * @param name a user's user name; a group's display name
 * @param external whether a system outside the hub feeds it
 * @param system whether it belongs to the hub itself
 */
public record Principal(
        PrincipalKind kind, UUID id, String displayName, String name, boolean external, boolean system) {
    /** Under the names of a dialect: what a list of principals can be filtered and sorted by. */
    public enum Field {
        ID,
        DISPLAY_NAME,
        EXTERNAL,
        SYSTEM,
        DELETED;

        public io.tenantry.query.Field named(String name) {
            return switch (this) {
                case ID -> io.tenantry.query.Field.id(name, "id");
                case DISPLAY_NAME ->
                    io.tenantry.query.Field.text(name, "display_name")
                            .foldedIn("display_name_ci")
                            .searched()
                            .required();
                case EXTERNAL ->
                    io.tenantry.query.Field.flag(name, "is_external").required();
                case SYSTEM -> io.tenantry.query.Field.flag(name, "is_system").required();
                case DELETED -> io.tenantry.query.Field.instant(name, "deleted_at");
            };
        }
    }
}
