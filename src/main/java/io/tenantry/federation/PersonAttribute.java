package io.tenantry.federation;

import io.tenantry.directory.UserField;
import io.tenantry.federation.LdapSettings.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a directory can tell of a person, and what the usual directories call it. */
public enum PersonAttribute {
    USER_NAME("userName", UserField.USER_NAME, "uid", "sAMAccountName"),
    UPN("userPrincipalName", UserField.UPN, "mail", "userPrincipalName"),
    DISPLAY_NAME("displayName", UserField.DISPLAY_NAME, "cn", "displayName"),
    GIVEN_NAME("givenName", UserField.GIVEN_NAME, "givenName", "givenName"),
    SURNAME("surname", UserField.SURNAME, "sn", "sn"),
    MAIL("mail", UserField.MAIL, "mail", "mail"),
    JOB_TITLE("jobTitle", UserField.JOB_TITLE, "title", "title"),
    DEPARTMENT("department", UserField.DEPARTMENT, "departmentNumber", "department"),
    COMPANY_NAME("companyName", UserField.COMPANY_NAME, "o", "company"),
    EMPLOYEE_ID("employeeId", UserField.EMPLOYEE_ID, "employeeNumber", "employeeID"),
    OFFICE_LOCATION(
            "officeLocation", UserField.OFFICE_LOCATION, "physicalDeliveryOfficeName", "physicalDeliveryOfficeName"),
    PHONE("businessPhone", UserField.BUSINESS_PHONES, "telephoneNumber", "telephoneNumber"),
    MOBILE_PHONE("mobilePhone", UserField.MOBILE_PHONE, "mobile", "mobile"),
    UNIX_USER_NAME("unixUserName", UserField.UNIX_USER_NAME, "uid", "uid"),
    UNIX_HOME_DIRECTORY("unixHomeDirectory", UserField.UNIX_HOME_DIRECTORY, "homeDirectory", "unixHomeDirectory"),
    OS_USER_PRINCIPAL_NAME("osUserPrincipalName", UserField.OS_USER_PRINCIPAL_NAME, null, "userPrincipalName");

    private final String wireName;
    private final UserField field;
    private final @Nullable String usual;
    private final @Nullable String usualInActiveDirectory;

    PersonAttribute(String wireName, UserField field, @Nullable String usual, @Nullable String usualInActiveDirectory) {
        this.wireName = wireName;
        this.field = field;
        this.usual = usual;
        this.usualInActiveDirectory = usualInActiveDirectory;
    }

    public String wireName() {
        return wireName;
    }

    /** The property of a user it becomes. */
    public UserField field() {
        return field;
    }

    @Nullable
    String usual(Schema schema) {
        return switch (schema) {
            case INET_ORG_PERSON -> usual;
            case ACTIVE_DIRECTORY -> usualInActiveDirectory;
        };
    }

    static @Nullable PersonAttribute named(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
