package io.tenantry.imports.internal;

import io.tenantry.imports.internal.Findings.FoundGroup;
import io.tenantry.kernel.Ids;
import io.tenantry.provisioning.ScimServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads the people and groups of another SCIM server, page by page. Passwords stay there: no such server gives them out. */
final class ScimPeople {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final Findings findings;
    private final AttributeNames names;
    private final Naming naming;

    ScimPeople(Findings findings, AttributeNames names, Naming naming) {
        this.findings = findings;
        this.names = names;
        this.naming = naming;
    }

    void read(ScimServer server) throws IOException {
        server.each("/Users", "excludedAttributes=groups", this::person);
        server.each("/Groups", "", this::group);
    }

    private void person(JsonNode user) throws IOException {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        String name = user.path("userName").asString("");
        emails(user, values);
        naming.name(values, name, values.get(ImportField.MAIL));
        UUID id = Ids.read(user.path("id").asString(""));
        if (id != null) {
            values.put(ImportField.OBJECT_ID, id.toString());
        }
        put(values, ImportField.SCIM_EXTERNAL_ID, user.path("externalId"));
        put(values, ImportField.GIVEN_NAME, user.at("/name/givenName"));
        put(values, ImportField.SURNAME, user.at("/name/familyName"));
        put(values, ImportField.MIDDLE_NAME, user.at("/name/middleName"));
        put(values, ImportField.HONORIFIC_PREFIX, user.at("/name/honorificPrefix"));
        put(values, ImportField.HONORIFIC_SUFFIX, user.at("/name/honorificSuffix"));
        put(values, ImportField.DISPLAY_NAME, user.path("displayName"));
        put(values, ImportField.DISPLAY_NAME, user.at("/name/formatted"));
        put(values, ImportField.NICK_NAME, user.path("nickName"));
        put(values, ImportField.JOB_TITLE, user.path("title"));
        put(values, ImportField.EMPLOYEE_TYPE, user.path("userType"));
        put(values, ImportField.PREFERRED_LANGUAGE, user.path("preferredLanguage"));
        put(values, ImportField.LOCALE, user.path("locale"));
        put(values, ImportField.TIME_ZONE, user.path("timezone"));
        values.put(
                ImportField.ACCOUNT_ENABLED,
                Boolean.toString(user.path("active").asBoolean(true)));
        phones(user, values);
        address(user, values);
        enterprise(user.path(ENTERPRISE), values);
        if (!values.containsKey(ImportField.DISPLAY_NAME) && !values.containsKey(ImportField.SURNAME)) {
            values.put(ImportField.DISPLAY_NAME, name);
        }
        further(user, values);
        findings.person(values, List.of(key(user.path("id"))), List.of());
    }

    private static void emails(JsonNode user, Map<ImportField, String> values) {
        List<String> others = new ArrayList<>();
        String mail = "";
        for (JsonNode email : user.path("emails")) {
            String value = email.path("value").asString("");
            boolean isWork = email.path("type").asString("").equalsIgnoreCase("work");
            if (mail.isEmpty() && (isWork || email.path("primary").asBoolean(false))) {
                mail = value;
            } else if (!value.isBlank()) {
                others.add(value);
            }
        }
        if (mail.isEmpty() && !others.isEmpty()) {
            mail = others.removeFirst();
        }
        put(values, ImportField.MAIL, mail);
        put(values, ImportField.OTHER_MAILS, AttributeNames.several(others));
    }

    private static void phones(JsonNode user, Map<ImportField, String> values) {
        List<String> business = new ArrayList<>();
        for (JsonNode phone : user.path("phoneNumbers")) {
            String value = phone.path("value").asString("");
            switch (phone.path("type").asString("").toLowerCase(Locale.ROOT)) {
                case "mobile" -> put(values, ImportField.MOBILE_PHONE, value);
                case "fax" -> put(values, ImportField.FAX_NUMBER, value);
                default -> business.add(value);
            }
        }
        put(values, ImportField.BUSINESS_PHONES, AttributeNames.several(business));
    }

    /** Where somebody works, or lives where nobody knows that. */
    private static void address(JsonNode user, Map<ImportField, String> values) {
        JsonNode best = user.at("/addresses/0");
        for (JsonNode address : user.path("addresses")) {
            if (address.path("type").asString("").equalsIgnoreCase("work")) {
                best = address;
            }
        }
        put(values, ImportField.STREET_ADDRESS, best.path("streetAddress"));
        put(values, ImportField.CITY, best.path("locality"));
        put(values, ImportField.STATE, best.path("region"));
        put(values, ImportField.POSTAL_CODE, best.path("postalCode"));
        put(values, ImportField.COUNTRY, best.path("country"));
    }

    private void enterprise(JsonNode extension, Map<ImportField, String> values) {
        put(values, ImportField.EMPLOYEE_ID, extension.path("employeeNumber"));
        put(values, ImportField.COST_CENTER, extension.path("costCenter"));
        put(values, ImportField.COMPANY_NAME, extension.path("organization"));
        put(values, ImportField.DIVISION, extension.path("division"));
        put(values, ImportField.DEPARTMENT, extension.path("department"));
        if (extension.path("manager").hasNonNull("value")) {
            findings.count("People with a manager, whom the hub does not take over from SCIM");
        }
    }

    /** Attributes of extensions that only the other server has. */
    private void further(JsonNode user, Map<ImportField, String> values) {
        for (Map.Entry<String, JsonNode> member : user.properties()) {
            boolean isOther =
                    member.getKey().startsWith("urn:") && !member.getKey().equals(ENTERPRISE);
            if (isOther && member.getValue().isObject()) {
                member.getValue().properties().forEach(one -> {
                    if (one.getValue().isString()) {
                        names.take(values, one.getKey(), List.of(one.getValue().asString()));
                    }
                });
            }
        }
    }

    private void group(JsonNode group) throws IOException {
        String key = key(group.path("id"));
        findings.group(new FoundGroup(
                key,
                Ids.read(group.path("id").asString("")),
                group.path("displayName").asString(""),
                null));
        for (JsonNode member : group.path("members")) {
            findings.member(key, key(member.path("value")));
        }
    }

    private static String key(JsonNode id) {
        return "id:" + id.asString("");
    }

    private static void put(Map<ImportField, String> values, ImportField field, JsonNode given) {
        put(values, field, given.asString(""));
    }

    private static void put(Map<ImportField, String> values, ImportField field, String given) {
        if (!given.isBlank()) {
            values.putIfAbsent(field, given);
        }
    }
}
