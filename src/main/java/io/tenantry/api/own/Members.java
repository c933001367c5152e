package io.tenantry.api.own;

import io.tenantry.api.Thing;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.MemberField;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a resource and the properties behind them. The same table serves reading, filters and writing.
 *
 * @param <P> the properties
 */
final class Members<P extends Property> {
    static final Members<UserField> OF_USER = new Members<UserField>()
            .with("id", UserField.ID)
            .with("organizationId", UserField.ORGANIZATION)
            .with("objectId", UserField.OBJECT_ID)
            .with("externalId", UserField.EXTERNAL_ID)
            .with("userPrincipalName", UserField.UPN)
            .with("displayName", UserField.DISPLAY_NAME)
            .with("givenName", UserField.GIVEN_NAME)
            .with("surname", UserField.SURNAME)
            .with("mail", UserField.MAIL)
            .with("mailNickname", UserField.MAIL_NICKNAME)
            .with("otherMails", UserField.OTHER_MAILS)
            .with("proxyAddresses", UserField.PROXY_ADDRESSES)
            .with("formerUserPrincipalNames", UserField.FORMER_UPNS)
            .with("businessPhones", UserField.BUSINESS_PHONES)
            .with("mobilePhone", UserField.MOBILE_PHONE)
            .with("faxNumber", UserField.FAX_NUMBER)
            .with("jobTitle", UserField.JOB_TITLE)
            .with("department", UserField.DEPARTMENT)
            .with("companyName", UserField.COMPANY_NAME)
            .with("employeeId", UserField.EMPLOYEE_ID)
            .with("employeeType", UserField.EMPLOYEE_TYPE)
            .with("employeeHireDate", UserField.EMPLOYEE_HIRE_DATE)
            .with("employeeLeaveDate", UserField.EMPLOYEE_LEAVE_DATE)
            .with("timeZone", UserField.TIME_ZONE)
            .with("officeLocation", UserField.OFFICE_LOCATION)
            .with("streetAddress", UserField.STREET_ADDRESS)
            .with("city", UserField.CITY)
            .with("state", UserField.STATE)
            .with("postalCode", UserField.POSTAL_CODE)
            .with("country", UserField.COUNTRY)
            .with("usageLocation", UserField.USAGE_LOCATION)
            .with("preferredLanguage", UserField.PREFERRED_LANGUAGE)
            .with("managerId", UserField.MANAGER)
            .with("accountEnabled", UserField.ACCOUNT_ENABLED)
            .with("inactiveReason", UserField.INACTIVE_REASON)
            .with("userType", UserField.USER_TYPE)
            .with("system", UserField.SYSTEM)
            .with("hybrid", UserField.HYBRID)
            .with("userName", UserField.USER_NAME)
            .with("unixUserName", UserField.UNIX_USER_NAME)
            .with("unixHomeDirectory", UserField.UNIX_HOME_DIRECTORY)
            .with("osUserPrincipalName", UserField.OS_USER_PRINCIPAL_NAME)
            .with("createdAt", UserField.CREATED)
            .with("modifiedAt", UserField.MODIFIED)
            .with("deletedAt", UserField.DELETED);

    static final Members<GroupField> OF_GROUP = new Members<GroupField>()
            .with("id", GroupField.ID)
            .with("organizationId", GroupField.ORGANIZATION)
            .with("objectId", GroupField.OBJECT_ID)
            .with("externalId", GroupField.EXTERNAL_ID)
            .with("kind", GroupField.KIND)
            .with("displayName", GroupField.DISPLAY_NAME)
            .with("description", GroupField.DESCRIPTION)
            .with("mail", GroupField.MAIL)
            .with("mailNickname", GroupField.MAIL_NICKNAME)
            .with("mailEnabled", GroupField.MAIL_ENABLED)
            .with("securityEnabled", GroupField.SECURITY_ENABLED)
            .with("groupTypes", GroupField.GROUP_TYPES)
            .with("visibility", GroupField.VISIBILITY)
            .with("classification", GroupField.CLASSIFICATION)
            .with("createdAt", GroupField.CREATED)
            .with("modifiedAt", GroupField.MODIFIED)
            .with("deletedAt", GroupField.DELETED);

    static final Members<MemberField> OF_MEMBER = new Members<MemberField>()
            .with("membershipId", MemberField.ID)
            .with("id", MemberField.MEMBER)
            .with("kind", MemberField.MEMBER_KIND)
            .with("objectId", MemberField.OBJECT_ID)
            .with("displayName", MemberField.NAME)
            .with("userPrincipalName", MemberField.UPN)
            .with("mail", MemberField.MAIL)
            .with("groupId", MemberField.GROUP)
            .with("direct", MemberField.DIRECT)
            .with("addedAt", MemberField.CREATED);

    private final Map<String, P> members = new LinkedHashMap<>();

    private Members<P> with(String name, P property) {
        members.put(name, property);
        return this;
    }

    /** For the documentation: all members, or only those that a caller can set. */
    Thing thing(String name, boolean onlySettable) {
        Thing thing = Thing.named(name);
        for (Map.Entry<String, P> member : members.entrySet()) {
            if (member.getValue().editable() || !onlySettable) {
                thing = thing.with(member.getKey(), member.getValue());
            }
        }
        return thing;
    }

    /** What may be filtered and sorted by. The first member is the id. */
    Catalogue catalogue() {
        return catalogue(members.keySet().iterator().next());
    }

    /** The same for a list whose rows are told apart by another member. */
    Catalogue catalogue(String id) {
        List<Field> others = new ArrayList<>();
        members.forEach((name, property) -> {
            if (!name.equals(id)) {
                others.add(property.named(name));
            }
        });
        P property = Objects.requireNonNull(members.get(id));
        return Catalogue.of(Field.id(id, property.column()), others.toArray(Field[]::new));
    }

    /** The members a caller selected, or all. */
    Set<String> selected(@Nullable String select) {
        if (select == null) {
            return members.keySet();
        }
        Set<String> selected = new LinkedHashSet<>();
        for (String part : select.split(",", -1)) {
            String name = part.strip();
            if (!members.containsKey(name)) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "There is no member '" + Shortened.of(name) + "' to select",
                        "select");
            }
            selected.add(name);
        }
        return selected;
    }

    /** Some members with their values, in the order of the table. */
    Map<String, @Nullable Object> shown(Set<String> names, Function<P, @Nullable Object> values) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        members.forEach((name, property) -> {
            if (names.contains(name)) {
                shown.put(name, values.apply(property));
            }
        });
        return shown;
    }

    /** The same values under the names of members, where they are kept by column; what is no property keeps its name. */
    Map<String, @Nullable Object> renamed(Map<String, ?> byColumn) {
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
        byColumn.forEach((column, value) -> renamed.put(name(column), value));
        return renamed;
    }

    private String name(String column) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().column().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(column);
    }

    /** The property behind a member that can be set, or null when there is no such member. */
    @Nullable
    P settable(String name) {
        P property = members.get(name);
        return property != null && property.editable() ? property : null;
    }

    /** What a caller wants to set, except for members that the endpoint reads itself. */
    Values<P> values(Map<String, @Nullable Object> body, String... apart) {
        Set<String> others = Set.of(apart);
        Values<P> values = new Values<>();
        body.forEach((name, value) -> {
            P property = members.get(name);
            if (others.contains(name)) {
                return;
            }
            if (property == null) {
                throw Body.unknown(name);
            }
            values.set(property, value, name);
        });
        return values;
    }
}
