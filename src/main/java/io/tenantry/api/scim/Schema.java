package io.tenantry.api.scim;

import io.tenantry.api.scim.Attribute.Kind;
import io.tenantry.api.scim.Attribute.Trait;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.UserField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schema with the attributes that the directory really keeps, and no others.
 *
 * @param id its URN
 */
record Schema(String id, String name, String description, List<Attribute> attributes) {
    /** What resources of every kind have, besides their schemas' own attributes. */
    static final List<Attribute> COMMON = List.of(
            Attribute.text("schemas", "The schemas of the resource")
                    .with(Trait.SEVERAL, Trait.WORKED_OUT, Trait.ALWAYS_SHOWN),
            Attribute.text("id", "The hub's id").with(Trait.WORKED_OUT, Trait.ALWAYS_SHOWN, Trait.EXACT),
            Attribute.complex("meta", "About the resource").with(Trait.WORKED_OUT));

    static final Schema USER = new Schema(
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "User",
            "A person's account",
            List.of(
                    Attribute.kept("externalId", UserField.SCIM_EXTERNAL_ID, "The client's own id of the person")
                            .with(Trait.EXACT),
                    Attribute.text("userName", "The name to sign in with, unique in the organization")
                            .with(Trait.REQUIRED, Trait.UNIQUE),
                    Attribute.complex(
                            "name",
                            "The parts of the name",
                            Attribute.text("formatted", "The whole name, made of its parts")
                                    .with(Trait.WORKED_OUT),
                            Attribute.kept("familyName", UserField.SURNAME, "The family name"),
                            Attribute.kept("givenName", UserField.GIVEN_NAME, "The given name"),
                            Attribute.kept("middleName", UserField.MIDDLE_NAME, "The middle names"),
                            Attribute.kept("honorificPrefix", UserField.HONORIFIC_PREFIX, "A title before the name"),
                            Attribute.kept("honorificSuffix", UserField.HONORIFIC_SUFFIX, "What follows the name")),
                    Attribute.kept(
                            "displayName", UserField.DISPLAY_NAME, "The name to show; made of the others when not set"),
                    Attribute.kept("nickName", UserField.NICK_NAME, "What friends say"),
                    Attribute.kept("title", UserField.JOB_TITLE, "The job title"),
                    Attribute.kept("userType", UserField.EMPLOYEE_TYPE, "How the person belongs, such as Employee"),
                    Attribute.kept("preferredLanguage", UserField.PREFERRED_LANGUAGE, "The language to write in"),
                    Attribute.kept("locale", UserField.LOCALE, "How to write dates and numbers"),
                    Attribute.kept("timezone", UserField.TIME_ZONE, "The time zone, such as Europe/Stockholm"),
                    Attribute.kept("active", UserField.ACCOUNT_ENABLED, "Whether the person may sign in"),
                    Attribute.text("password", "A new password").with(Trait.WRITE_ONLY, Trait.EXACT),
                    Attribute.complex(
                                    "emails",
                                    "Mail addresses: one for work, which is the primary one, and any others",
                                    Attribute.text("value", "The address"),
                                    Attribute.text("type", "Any word but work is kept as other")
                                            .oneOf("work", "other"),
                                    Attribute.flag("primary", "Whether it is the address for work"))
                            .with(Trait.SEVERAL),
                    Attribute.complex(
                                    "phoneNumbers",
                                    "Phones: any number for work, one mobile, one fax",
                                    Attribute.text("value", "The number"),
                                    Attribute.text("type", "work when not said").oneOf("work", "mobile", "fax"),
                                    Attribute.flag("primary", "Whether it is the first for work")
                                            .with(Trait.WORKED_OUT))
                            .with(Trait.SEVERAL),
                    address(),
                    Attribute.complex(
                                    "groups",
                                    "The groups the person belongs to",
                                    Attribute.text("value", "The group's id").with(Trait.READ_ONLY, Trait.EXACT),
                                    Attribute.text("$ref", "Where the group is")
                                            .of(Kind.REFERENCE)
                                            .with(Trait.READ_ONLY),
                                    Attribute.text("display", "The group's name")
                                            .with(Trait.READ_ONLY),
                                    Attribute.text("type", "Whether directly or through other groups")
                                            .with(Trait.READ_ONLY)
                                            .oneOf("direct", "indirect"))
                            .with(Trait.SEVERAL, Trait.READ_ONLY)));

    static final Schema ENTERPRISE = new Schema(
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "EnterpriseUser",
            "A person at work",
            List.of(
                    Attribute.kept("employeeNumber", UserField.EMPLOYEE_ID, "The number at the employer"),
                    Attribute.kept("costCenter", UserField.COST_CENTER, "The cost center"),
                    Attribute.kept("organization", UserField.COMPANY_NAME, "The company"),
                    Attribute.kept("division", UserField.DIVISION, "The division"),
                    Attribute.kept("department", UserField.DEPARTMENT, "The department"),
                    Attribute.complex(
                            "manager",
                            "Whom the person reports to",
                            Attribute.text("value", "The manager's id").with(Trait.EXACT),
                            Attribute.text("$ref", "Where the manager is")
                                    .of(Kind.REFERENCE)
                                    .with(Trait.WORKED_OUT),
                            Attribute.text("displayName", "The manager's name").with(Trait.WORKED_OUT))));

    static final Schema GROUP = new Schema(
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            "Group",
            "A group of people and groups",
            List.of(
                    Attribute.kept("externalId", GroupField.SCIM_EXTERNAL_ID, "The client's own id of the group")
                            .with(Trait.EXACT),
                    Attribute.kept("displayName", GroupField.DISPLAY_NAME, "The group's name")
                            .with(Trait.REQUIRED),
                    Attribute.complex(
                                    "members",
                                    "The direct members",
                                    Attribute.text("value", "The member's id").with(Trait.EXACT),
                                    Attribute.text("$ref", "Where the member is")
                                            .of(Kind.REFERENCE)
                                            .with(Trait.WORKED_OUT),
                                    Attribute.text("display", "The member's name")
                                            .with(Trait.WORKED_OUT),
                                    Attribute.text("type", "What the member is").oneOf("User", "Group"))
                            .with(Trait.SEVERAL)));

    private static Attribute address() {
        return Attribute.complex(
                        "addresses",
                        "The address for work",
                        Attribute.text("formatted", "The whole address, made of its parts")
                                .with(Trait.WORKED_OUT),
                        Attribute.kept("streetAddress", UserField.STREET_ADDRESS, "Street and number"),
                        Attribute.kept("locality", UserField.CITY, "The town"),
                        Attribute.kept("region", UserField.STATE, "The state or region"),
                        Attribute.kept("postalCode", UserField.POSTAL_CODE, "The postal code"),
                        Attribute.kept("country", UserField.COUNTRY, "The country"),
                        Attribute.text("type", "work when not said").oneOf("work"),
                        Attribute.flag("primary", "True, as there is only one").with(Trait.WORKED_OUT))
                .with(Trait.SEVERAL);
    }

    Map<String, Object> told(String url) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Schema"));
        told.put("id", id);
        told.put("name", name);
        told.put("description", description);
        told.put("attributes", attributes.stream().map(Attribute::told).toList());
        told.put("meta", Map.of("resourceType", "Schema", "location", url + "/Schemas/" + id));
        return told;
    }
}
