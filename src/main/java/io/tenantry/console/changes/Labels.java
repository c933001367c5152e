package io.tenantry.console.changes;

import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.Subject;
import io.tenantry.console.lists.Cell.Look;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How the pages of changes call properties, states and kinds of edits. */
public final class Labels {
    /** What can be set for many people at once, in the order of the form. */
    static final Map<UserField, String> OF_PEOPLE = ofPeople();

    /** The same for groups. */
    static final Map<GroupField, String> OF_GROUPS = Map.of(
            GroupField.DISPLAY_NAME, "Name",
            GroupField.DESCRIPTION, "Description",
            GroupField.VISIBILITY, "Visibility",
            GroupField.CLASSIFICATION, "Classification");

    private Labels() {}

    private static Map<UserField, String> ofPeople() {
        Map<UserField, String> labels = new LinkedHashMap<>();
        labels.put(UserField.DEPARTMENT, "Department");
        labels.put(UserField.JOB_TITLE, "Job");
        labels.put(UserField.COMPANY_NAME, "Company");
        labels.put(UserField.EMPLOYEE_TYPE, "Employee type");
        labels.put(UserField.EMPLOYEE_ID, "Employee id");
        labels.put(UserField.OFFICE_LOCATION, "Office");
        labels.put(UserField.STREET_ADDRESS, "Street");
        labels.put(UserField.CITY, "City");
        labels.put(UserField.STATE, "State or province");
        labels.put(UserField.POSTAL_CODE, "Postal code");
        labels.put(UserField.COUNTRY, "Country");
        labels.put(UserField.USAGE_LOCATION, "Usage location");
        labels.put(UserField.PREFERRED_LANGUAGE, "Language");
        labels.put(UserField.MOBILE_PHONE, "Mobile");
        labels.put(UserField.FAX_NUMBER, "Fax");
        labels.put(UserField.GIVEN_NAME, "Given name");
        labels.put(UserField.SURNAME, "Surname");
        labels.put(UserField.DISPLAY_NAME, "Name");
        labels.put(UserField.MAIL, "Mail");
        return labels;
    }

    /** A property of a plan, which names it by its column. */
    static String of(Subject subject, String column) {
        return switch (column) {
            case "account_enabled" -> "Account";
            case "inactive_reason" -> "Why disabled";
            case "business_phones" -> "Phones";
            case "other_mails" -> "Other mails";
            default -> {
                Property property = subject.property(column);
                String label = property instanceof UserField field
                        ? OF_PEOPLE.get(field)
                        : property instanceof GroupField field ? OF_GROUPS.get(field) : null;
                yield Objects.requireNonNullElseGet(label, () -> spelled(column));
            }
        };
    }

    private static String spelled(String column) {
        String words = column.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public static String of(Change.EditKind kind) {
        return switch (kind) {
            case CREATE -> "make people";
            case SET -> "set properties";
            case ENABLE -> "enable accounts";
            case DISABLE -> "disable accounts";
            case DELETE -> "delete";
            case RESTORE -> "restore";
            case MEMBERSHIPS -> "groups";
            case LICENSES -> "licenses";
        };
    }

    static String of(List<Change.EditKind> kinds) {
        return String.join(", ", kinds.stream().map(Labels::of).toList());
    }

    static String of(Change.State state) {
        return switch (state) {
            case PLANNED -> "Planned";
            case WAITING -> "Waits for approval";
            case APPROVED -> "Approved";
            case REJECTED -> "Rejected";
            case EXPIRED -> "Expired";
            case APPLYING -> "At work";
            case PAUSED -> "Paused";
            case CANCELLED -> "Cancelled";
            case DONE -> "Done";
        };
    }

    static Look look(Change.State state) {
        return switch (state) {
            case DONE, APPROVED -> Look.GOOD;
            case WAITING, PAUSED, APPLYING -> Look.WARNING;
            case REJECTED -> Look.BAD;
            case PLANNED, EXPIRED, CANCELLED -> Look.QUIET;
        };
    }

    static String of(ChangeTarget.State state) {
        return switch (state) {
            case PLANNED -> "Planned";
            case BLOCKED -> "Left alone";
            case DONE -> "Done";
            case CONFLICT -> "Changed since";
            case FAILED -> "Failed";
        };
    }

    static Look look(ChangeTarget.State state) {
        return switch (state) {
            case DONE -> Look.GOOD;
            case BLOCKED, CONFLICT -> Look.WARNING;
            case FAILED -> Look.BAD;
            case PLANNED -> Look.QUIET;
        };
    }
}
