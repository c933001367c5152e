package io.tenantry.console.people;

import io.tenantry.directory.User;
import org.jspecify.annotations.Nullable;

/**
 * A person in a list.
 *
 * @param organization the name of where he lives; null for those who may see people but not organizations
 */
public record PersonRow(User user, @Nullable String organization) {
    public String link() {
        return link(user);
    }

    /** Where a person's page is. */
    public static String link(User user) {
        return "/console/people/" + user.organization() + "/" + user.id().value();
    }
}
