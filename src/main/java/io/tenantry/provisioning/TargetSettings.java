package io.tenantry.provisioning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is provisioned to a target, and how.
 *
 * @param filter which people, as a filter over their properties; empty for all of the organization
 * @param groups which groups, with those of their members who are provisioned
 * @param mapping what each SCIM attribute is filled with: a property's name, or a text in single quotes
 * @param leaving what becomes of people there who are deleted here, or no longer meet the filter
 * @param leavingLimitPercent how many of them, at most, may leave in one run that nobody has forced
 * @param minutes how long after the beginning of a run the next one begins by itself; 0 for never
 */
public record TargetSettings(
        String filter,
        List<UUID> groups,
        Map<String, String> mapping,
        Leaving leaving,
        int leavingLimitPercent,
        int minutes) {
    /** Attributes that nearly every system knows. */
    public static final Map<String, String> USUAL_MAPPING = usual();

    /** What becomes of people there who leave. */
    public enum Leaving {
        DEACTIVATE,
        DELETE,
        /** Nothing; the hub forgets that they are there. */
        KEEP
    }

    public TargetSettings {
        groups = List.copyOf(groups);
        mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    }

    private static Map<String, String> usual() {
        Map<String, String> mapping = new LinkedHashMap<>();
        mapping.put("userName", "userPrincipalName");
        mapping.put("displayName", "displayName");
        mapping.put("active", "accountEnabled");
        mapping.put("name.givenName", "givenName");
        mapping.put("name.familyName", "surname");
        mapping.put("title", "jobTitle");
        mapping.put("preferredLanguage", "preferredLanguage");
        mapping.put("emails[type eq \"work\"].value", "mail");
        mapping.put("phoneNumbers[type eq \"work\"].value", "businessPhones");
        mapping.put("phoneNumbers[type eq \"mobile\"].value", "mobilePhone");
        mapping.put("addresses[type eq \"work\"].streetAddress", "streetAddress");
        mapping.put("addresses[type eq \"work\"].locality", "city");
        mapping.put("addresses[type eq \"work\"].region", "state");
        mapping.put("addresses[type eq \"work\"].postalCode", "postalCode");
        mapping.put("addresses[type eq \"work\"].country", "country");
        String enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
        mapping.put(enterprise + "employeeNumber", "employeeId");
        mapping.put(enterprise + "department", "department");
        mapping.put(enterprise + "organization", "companyName");
        mapping.put(enterprise + "division", "division");
        mapping.put(enterprise + "costCenter", "costCenter");
        mapping.put(enterprise + "manager", "manager");
        return Collections.unmodifiableMap(mapping);
    }
}
