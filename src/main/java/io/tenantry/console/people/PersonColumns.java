package io.tenantry.console.people;

import io.tenantry.access.Caller;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Page;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** People as lists show them: their properties by the names of the hub's own API, and where they live. */
@Component
public class PersonColumns {
    private static final Map<UserField, String[]> NAMES = names();

    /** What filters may name and lists may be sorted by. */
    public static final Catalogue CATALOGUE = catalogue();

    private static final Set<UserField> USUAL =
            Set.of(UserField.MAIL, UserField.DEPARTMENT, UserField.JOB_TITLE, UserField.ACCOUNT_ENABLED);

    private final Organizations organizations;

    PersonColumns(Organizations organizations) {
        this.organizations = organizations;
    }

    /** A property's name in filters. */
    public static String name(UserField field) {
        return Objects.requireNonNull(NAMES.get(field))[0];
    }

    /** A property's name on pages. */
    public static String label(UserField field) {
        return Objects.requireNonNull(NAMES.get(field))[1];
    }

    /** The properties that pages show, in their order. */
    static Set<UserField> fields() {
        return NAMES.keySet();
    }

    /** Adds the names of the organizations where they live. */
    public Page<PersonRow> named(Caller caller, Page<User> found) {
        Set<OrganizationId> homes =
                found.items().stream().map(User::organization).collect(Collectors.toSet());
        Map<OrganizationId, String> names = new HashMap<>(organizations.names(caller, homes));
        return found.map(user -> new PersonRow(user, names.get(user.organization())));
    }

    static List<Column<PersonRow>> columns() {
        List<Column<PersonRow>> columns = new ArrayList<>();
        columns.add(Column.usual(
                name(UserField.DISPLAY_NAME),
                label(UserField.DISPLAY_NAME),
                row -> Cell.linked(row.user().displayName(), row.link())));
        columns.add(Column.usual(
                name(UserField.UPN),
                label(UserField.UPN),
                row -> Cell.of(row.user().upn())));
        columns.add(Column.usual("organization", "Organization", row -> Cell.of(row.organization())));
        NAMES.forEach((field, names) -> {
            if (field != UserField.DISPLAY_NAME && field != UserField.UPN && field != UserField.ACCOUNT_ENABLED) {
                columns.add(new Column<>(
                        names[0],
                        names[1],
                        USUAL.contains(field),
                        row -> Cell.value(row.user().value(field))));
            }
        });
        columns.add(Column.usual(name(UserField.ACCOUNT_ENABLED), "State", PersonColumns::state));
        return columns;
    }

    private static Cell state(PersonRow row) {
        if (row.user().enabled()) {
            return Cell.badge("Enabled", Cell.Look.GOOD);
        }
        String reason = row.user().inactiveReason();
        Cell disabled = Cell.badge("Disabled", Cell.Look.QUIET);
        return reason == null ? disabled : disabled.with(reason);
    }

    private static Catalogue catalogue() {
        Field[] fields = NAMES.entrySet().stream()
                .filter(entry -> entry.getKey() != UserField.ID)
                .map(entry -> entry.getKey().named(entry.getValue()[0]))
                .toArray(Field[]::new);
        return Catalogue.of(Field.id("id", UserField.ID.column()), fields)
                .with(Memberships.groupNamesOfUser("memberOf"));
    }

    private static Map<UserField, String[]> names() {
        Map<UserField, String[]> names = new EnumMap<>(UserField.class);
        add(names, UserField.ID, "id", "Id");
        add(names, UserField.ORGANIZATION, "organizationId", "Organization id");
        add(names, UserField.OBJECT_ID, "objectId", "Object id");
        add(names, UserField.EXTERNAL_ID, "externalId", "External id");
        add(names, UserField.UPN, "userPrincipalName", "Sign-in name");
        add(names, UserField.DISPLAY_NAME, "displayName", "Name");
        add(names, UserField.GIVEN_NAME, "givenName", "Given name");
        add(names, UserField.SURNAME, "surname", "Surname");
        add(names, UserField.MAIL, "mail", "Mail");
        add(names, UserField.MAIL_NICKNAME, "mailNickname", "Mail nickname");
        add(names, UserField.OTHER_MAILS, "otherMails", "Other mails");
        add(names, UserField.PROXY_ADDRESSES, "proxyAddresses", "Proxy addresses");
        add(names, UserField.FORMER_UPNS, "formerUserPrincipalNames", "Former sign-in names");
        add(names, UserField.BUSINESS_PHONES, "businessPhones", "Phones");
        add(names, UserField.MOBILE_PHONE, "mobilePhone", "Mobile");
        add(names, UserField.FAX_NUMBER, "faxNumber", "Fax");
        add(names, UserField.JOB_TITLE, "jobTitle", "Job");
        add(names, UserField.DEPARTMENT, "department", "Department");
        add(names, UserField.COMPANY_NAME, "companyName", "Company");
        add(names, UserField.EMPLOYEE_ID, "employeeId", "Employee id");
        add(names, UserField.EMPLOYEE_TYPE, "employeeType", "Employee type");
        add(names, UserField.OFFICE_LOCATION, "officeLocation", "Office");
        add(names, UserField.STREET_ADDRESS, "streetAddress", "Street");
        add(names, UserField.CITY, "city", "City");
        add(names, UserField.STATE, "state", "State or province");
        add(names, UserField.POSTAL_CODE, "postalCode", "Postal code");
        add(names, UserField.COUNTRY, "country", "Country");
        add(names, UserField.USAGE_LOCATION, "usageLocation", "Usage location");
        add(names, UserField.PREFERRED_LANGUAGE, "preferredLanguage", "Language");
        add(names, UserField.MANAGER, "managerId", "Manager's id");
        add(names, UserField.ACCOUNT_ENABLED, "accountEnabled", "Enabled");
        add(names, UserField.INACTIVE_REASON, "inactiveReason", "Why disabled");
        add(names, UserField.USER_TYPE, "userType", "Kind");
        add(names, UserField.SYSTEM, "system", "Of the hub");
        add(names, UserField.HYBRID, "hybrid", "Fed by a directory");
        add(names, UserField.USER_NAME, "userName", "User name");
        add(names, UserField.CREATED, "createdAt", "Created");
        add(names, UserField.MODIFIED, "modifiedAt", "Changed");
        add(names, UserField.DELETED, "deletedAt", "Deleted");
        return names;
    }

    private static void add(Map<UserField, String[]> names, UserField field, String name, String label) {
        names.put(field, new String[] {name, label});
    }
}
