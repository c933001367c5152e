package io.tenantry.api.clouduserhub;

import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberField;
import io.tenantry.directory.Property;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.Arrays;
import java.util.List;

/** People and groups in both halves of the dialect: as the hub's directory spells them, and as Microsoft Graph does. */
final class Shapes {
    static final String USER_TYPE = "#microsoft.graph.user";
    static final String GROUP_TYPE = "#microsoft.graph.group";

    static final Shape<User, UserField> HUB_USER = new Shape<>(User::value)
            .with("id", UserField.ID)
            .with("organizationId", UserField.ORGANIZATION)
            .with("microsoftObjectIdentifier", UserField.OBJECT_ID)
            .with("upn", UserField.UPN)
            .with("firstName", UserField.GIVEN_NAME)
            .with("lastName", UserField.SURNAME)
            .with("displayName", UserField.DISPLAY_NAME)
            .with("language", UserField.PREFERRED_LANGUAGE)
            .with("usageLocation", UserField.USAGE_LOCATION)
            .with("createdOn", UserField.CREATED)
            .with("modifiedOn", UserField.MODIFIED);

    static final Shape<User, UserField> GRAPH_USER = new Shape<>(User::value)
            .with("id", UserField.OBJECT_ID)
            .with("accountEnabled", UserField.ACCOUNT_ENABLED)
            .with("businessPhones", UserField.BUSINESS_PHONES)
            .with("city", UserField.CITY)
            .with("companyName", UserField.COMPANY_NAME)
            .with("country", UserField.COUNTRY)
            .with("createdDateTime", UserField.CREATED)
            .with("deletedDateTime", UserField.DELETED)
            .with("department", UserField.DEPARTMENT)
            .with("displayName", UserField.DISPLAY_NAME)
            .with("employeeId", UserField.EMPLOYEE_ID)
            .with("employeeType", UserField.EMPLOYEE_TYPE)
            .with("employeeHireDate", UserField.EMPLOYEE_HIRE_DATE)
            .with("employeeLeaveDateTime", UserField.EMPLOYEE_LEAVE_DATE)
            .with("faxNumber", UserField.FAX_NUMBER)
            .with("givenName", UserField.GIVEN_NAME)
            .with("jobTitle", UserField.JOB_TITLE)
            .with("mail", UserField.MAIL)
            .with("mailNickname", UserField.MAIL_NICKNAME)
            .with("mobilePhone", UserField.MOBILE_PHONE)
            .with("officeLocation", UserField.OFFICE_LOCATION)
            .with("otherMails", UserField.OTHER_MAILS)
            .with("postalCode", UserField.POSTAL_CODE)
            .with("preferredLanguage", UserField.PREFERRED_LANGUAGE)
            .with("proxyAddresses", UserField.PROXY_ADDRESSES)
            .with("state", UserField.STATE)
            .with("streetAddress", UserField.STREET_ADDRESS)
            .with("surname", UserField.SURNAME)
            .with("usageLocation", UserField.USAGE_LOCATION)
            .with("userPrincipalName", UserField.UPN)
            .with("userType", UserField.USER_TYPE)
            .usually(
                    "id",
                    "businessPhones",
                    "displayName",
                    "givenName",
                    "jobTitle",
                    "mail",
                    "mobilePhone",
                    "officeLocation",
                    "preferredLanguage",
                    "surname",
                    "userPrincipalName");

    /** What a single user shows: what Graph gives, and what the hub's connector reads. */
    static final String USER_DETAIL =
            "id,accountEnabled,businessPhones,city,companyName,country,department,displayName,"
                    + "employeeId,givenName,jobTitle,mail,mailNickname,mobilePhone,officeLocation,postalCode,preferredLanguage,state,"
                    + "streetAddress,surname,usageLocation,userPrincipalName,userType,createdDateTime";

    static final Shape<Group, GroupField> HUB_GROUP = new Shape<>(Group::value)
            .with("id", GroupField.ID)
            .with("organizationId", GroupField.ORGANIZATION)
            .with("name", GroupField.DISPLAY_NAME)
            .with("description", GroupField.DESCRIPTION)
            .with("createdOn", GroupField.CREATED)
            .with("modifiedOn", GroupField.MODIFIED);

    static final Shape<Group, GroupField> GRAPH_GROUP = new Shape<>(Group::value)
            .with("id", GroupField.OBJECT_ID)
            .with("deletedDateTime", GroupField.DELETED)
            .with("classification", GroupField.CLASSIFICATION)
            .with("createdDateTime", GroupField.CREATED)
            .with("description", GroupField.DESCRIPTION)
            .with("displayName", GroupField.DISPLAY_NAME)
            .with("groupTypes", GroupField.GROUP_TYPES)
            .with("mail", GroupField.MAIL)
            .with("mailEnabled", GroupField.MAIL_ENABLED)
            .with("mailNickname", GroupField.MAIL_NICKNAME)
            .with("renewedDateTime", GroupField.RENEWED)
            .with("securityEnabled", GroupField.SECURITY_ENABLED)
            .with("visibility", GroupField.VISIBILITY)
            .shown("creationOptions", group -> List.of())
            .shown("onPremisesLastSyncDateTime", group -> null)
            .shown("onPremisesSecurityIdentifier", group -> null)
            .shown("onPremisesSyncEnabled", group -> null)
            .shown("preferredDataLocation", group -> null)
            .shown("proxyAddresses", group -> group.mail() == null ? List.of() : List.of("SMTP:" + group.mail()))
            .shown("resourceBehaviorOptions", group -> List.of())
            .shown("resourceProvisioningOptions", group -> List.of())
            .shown("onPremisesProvisioningErrors", group -> List.of());

    /** What the list of groups shows, as the hub's connector asks for it. */
    static final String GROUP_SUMMARY = "createdDateTime,displayName,groupTypes,id,securityEnabled";

    static final Shape<Member, MemberField> HUB_MEMBER = new Shape<>(Member::value)
            .with("id", MemberField.ID)
            .with("groupId", MemberField.GROUP)
            .with("userId", MemberField.MEMBER)
            .with("name", MemberField.NAME)
            .with("upn", MemberField.UPN)
            .with("createdOn", MemberField.CREATED)
            .with("modifiedOn", MemberField.MODIFIED);

    static final Shape<Member, MemberField> GRAPH_MEMBER = new Shape<>(Member::value)
            .with("id", MemberField.OBJECT_ID)
            .with("displayName", MemberField.NAME)
            .with("userPrincipalName", MemberField.UPN)
            .with("mail", MemberField.MAIL);

    private Shapes() {}

    /** The hub's own id identifies rows; callers of Graph know another one and do not see ours. */
    static Catalogue graphCatalogue(Shape<?, ?> shape, Property id) {
        Field hidden =
                Field.id("hubId", id.column()).notFilterable().notSortable().notSelectable();
        return Catalogue.of(hidden, shape.fields());
    }

    static Catalogue hubCatalogue(Shape<?, ?> shape) {
        Field[] fields = shape.fields();
        return Catalogue.of(fields[0], Arrays.copyOfRange(fields, 1, fields.length));
    }
}
