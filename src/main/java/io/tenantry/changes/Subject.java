package io.tenantry.changes;

import io.tenantry.directory.GroupField;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import java.util.Arrays;
import java.util.List;

/** What kind of thing a change is about. */
public enum Subject {
    USER("user", "users", "upn", List.of(UserField.values())),
    GROUP("group", "groups", "display_name", List.of(GroupField.values()));

    private final String stored;
    private final String table;
    private final String nameColumn;
    // Made unmodifiable by its maker.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Property> properties;

    Subject(String stored, String table, String nameColumn, List<? extends Property> properties) {
        this.stored = stored;
        this.table = table;
        this.nameColumn = nameColumn;
        this.properties = List.copyOf(properties);
    }

    /** As it is called in plans and in the audit trail. */
    public String stored() {
        return stored;
    }

    /** Where such things are kept. */
    public String table() {
        return table;
    }

    /** What people know such a thing by. */
    public String nameColumn() {
        return nameColumn;
    }

    /** The property that is kept in this column. */
    public Property property(String column) {
        return properties.stream()
                .filter(property -> property.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A " + stored + " has no " + column));
    }

    /**
     * The subject of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static Subject named(String name, String calledName) {
        return Arrays.stream(values())
                .filter(subject -> subject.stored.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(Refusal.Reason.MALFORMED, "The kind is one of user and group", calledName));
    }
}
