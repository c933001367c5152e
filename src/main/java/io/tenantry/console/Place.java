package io.tenantry.console;

import io.tenantry.access.Permission;
import java.util.Set;

/**
 * A line of the navigation.
 *
 * @param position the order within the section
 * @param path where it leads; pages below it belong to it too
 * @param permissions whoever holds one of them anywhere is shown the line; when there is none, everybody is
 */
public record Place(Section section, int position, String label, String path, Set<Permission> permissions) {
    public Place {
        permissions = Set.copyOf(permissions);
    }

    /** The parts of the navigation, in their order. */
    public enum Section {
        OVERVIEW(""),
        DIRECTORY("Directory"),
        LICENSING("Licensing"),
        SOFTWARE("Software"),
        WORK("Work"),
        OVERSIGHT("Oversight"),
        SETTINGS("Settings");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
