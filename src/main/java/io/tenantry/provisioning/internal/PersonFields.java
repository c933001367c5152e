package io.tenantry.provisioning.internal;

import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What filters and mappings call the properties of people: as the hub's own API does. */
public final class PersonFields {
    private static final Set<UserField> NOT_MAPPED = Set.of(UserField.ID, UserField.ORGANIZATION, UserField.MANAGER);
    private static final Map<String, UserField> NAMED = named();

    /** What a filter may ask about. */
    public static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", UserField.ID.column()),
            Arrays.stream(UserField.values())
                    .filter(field -> !NOT_MAPPED.contains(field))
                    .map(field -> field.named(name(field)))
                    .toArray(Field[]::new));

    /** Values: the target. */
    static final String MANAGER_THERE = """
            (SELECT m.remote_id FROM scim_objects m WHERE m.organization_id = x.organization_id AND m.target_id = ?
             AND m.kind = 'user' AND m.local_id = x.manager_id AND m.state <> 'inactive')""";

    private PersonFields() {}

    static @Nullable UserField named(String name) {
        return NAMED.get(name);
    }

    /**
     * How the value of a property is read: as a text, of a list the first. The manager is whoever he is in the other system, once he
     * is there; that takes the target as a value.
     */
    static String read(UserField field) {
        if (field == UserField.MANAGER) {
            return MANAGER_THERE;
        }
        if (field.kind() == Property.Kind.LIST) {
            return "x." + field.column() + "[1]";
        }
        return field.kind() == Property.Kind.FLAG
                ? "CASE WHEN x." + field.column() + " THEN 'true' ELSE 'false' END"
                : "x." + field.column() + "::text";
    }

    private static Map<String, UserField> named() {
        Map<String, UserField> named = new HashMap<>();
        for (UserField field : UserField.values()) {
            if (!NOT_MAPPED.contains(field)) {
                named.put(name(field), field);
            }
        }
        named.put("manager", UserField.MANAGER);
        return Map.copyOf(named);
    }

    private static String name(UserField field) {
        return switch (field) {
            case UPN -> "userPrincipalName";
            case CREATED -> "createdDateTime";
            case MODIFIED -> "modifiedDateTime";
            case SYSTEM -> "isSystem";
            case HYBRID -> "isHybrid";
            default -> camel(field.column());
        };
    }

    private static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
