package io.tenantry.imports.internal;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.tenantry.imports.internal.Findings.FoundGroup;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads people and groups of a directory's export, whether OpenLDAP, 389 Directory Server, LLDAP or Active Directory wrote it: what
 * an entry is, its object classes tell.
 */
final class LdifPeople {
    private static final int DISABLED_IN_AD = 2;
    private static final Set<String> PEOPLE =
            Set.of("person", "inetorgperson", "organizationalperson", "posixaccount", "user", "account");
    private static final Set<String> NO_PEOPLE =
            Set.of("computer", "msds-groupmanagedserviceaccount", "trusteddomain", "contact");
    private static final Set<String> GROUPS =
            Set.of("groupofnames", "groupofuniquenames", "posixgroup", "group", "groupofmembers", "groupofentries");

    /** Attributes that have a place here; the rest goes by its name, or stays behind. */
    private static final Map<String, ImportField> KNOWN = Map.ofEntries(
            Map.entry("givenname", ImportField.GIVEN_NAME),
            Map.entry("sn", ImportField.SURNAME),
            Map.entry("surname", ImportField.SURNAME),
            Map.entry("displayname", ImportField.DISPLAY_NAME),
            Map.entry("mail", ImportField.MAIL),
            Map.entry("title", ImportField.JOB_TITLE),
            Map.entry("department", ImportField.DEPARTMENT),
            Map.entry("departmentnumber", ImportField.DEPARTMENT),
            Map.entry("ou", ImportField.DEPARTMENT),
            Map.entry("company", ImportField.COMPANY_NAME),
            Map.entry("o", ImportField.COMPANY_NAME),
            Map.entry("employeenumber", ImportField.EMPLOYEE_ID),
            Map.entry("employeeid", ImportField.EMPLOYEE_ID),
            Map.entry("employeetype", ImportField.EMPLOYEE_TYPE),
            Map.entry("physicaldeliveryofficename", ImportField.OFFICE_LOCATION),
            Map.entry("street", ImportField.STREET_ADDRESS),
            Map.entry("streetaddress", ImportField.STREET_ADDRESS),
            Map.entry("l", ImportField.CITY),
            Map.entry("st", ImportField.STATE),
            Map.entry("postalcode", ImportField.POSTAL_CODE),
            Map.entry("co", ImportField.COUNTRY),
            Map.entry("c", ImportField.USAGE_LOCATION),
            Map.entry("preferredlanguage", ImportField.PREFERRED_LANGUAGE),
            Map.entry("telephonenumber", ImportField.BUSINESS_PHONES),
            Map.entry("mobile", ImportField.MOBILE_PHONE),
            Map.entry("facsimiletelephonenumber", ImportField.FAX_NUMBER),
            Map.entry("proxyaddresses", ImportField.PROXY_ADDRESSES),
            Map.entry("mailnickname", ImportField.MAIL_NICKNAME),
            Map.entry("initials", ImportField.MIDDLE_NAME),
            Map.entry("division", ImportField.DIVISION),
            Map.entry("homedirectory", ImportField.UNIX_HOME_DIRECTORY));

    /** Attributes that are read for what they say, or are the directory's own. */
    private static final Set<String> OTHERWISE = Set.of(
            "objectclass",
            "cn",
            "uid",
            "userprincipalname",
            "samaccountname",
            "userpassword",
            "entryuuid",
            "objectguid",
            "ipauniqueid",
            "uuid",
            "useraccountcontrol",
            "nsaccountlock",
            "pwdaccountlockedtime",
            "pwdlastset",
            "memberof",
            "dn",
            "entrydn",
            "structuralobjectclass",
            "createtimestamp",
            "modifytimestamp",
            "creatorsname",
            "modifiersname",
            "entrycsn",
            "hassubordinates",
            "subschemasubentry",
            "whencreated",
            "whenchanged",
            "distinguishedname",
            "name",
            "objectcategory",
            "objectsid",
            "instancetype",
            "usnchanged",
            "usncreated",
            "primarygroupid",
            "uidnumber",
            "gidnumber",
            "loginshell",
            "gecos",
            "creation_date",
            "modified_date",
            "user_id");

    private final Findings findings;
    private final AttributeNames names;
    private final Naming naming;

    LdifPeople(Findings findings, AttributeNames names, Naming naming) {
        this.findings = findings;
        this.names = names;
        this.naming = naming;
    }

    void read(Path source) throws IOException {
        boolean any = false;
        try (LdifRecords records = new LdifRecords(source)) {
            for (LdifRecords.Found record = records.next(); record != null; record = records.next()) {
                switch (record) {
                    case LdifRecords.Found.Read(var entry) -> {
                        any = true;
                        entry(entry);
                    }
                    case LdifRecords.Found.Faulty(var line, var because) ->
                        findings.note("The entry at line " + line + " was left out: " + because);
                }
            }
        }
        Refusal.unless(any, Refusal.Reason.MALFORMED, "The file holds no LDIF entry");
    }

    private void entry(Entry entry) throws IOException {
        Set<String> classes = new HashSet<>();
        String[] given = entry.getObjectClassValues();
        for (String one : given == null ? new String[0] : given) {
            classes.add(one.toLowerCase(Locale.ROOT));
        }
        if (classes.stream().anyMatch(GROUPS::contains)) {
            group(entry);
        } else if (classes.stream().anyMatch(PEOPLE::contains)
                && classes.stream().noneMatch(NO_PEOPLE::contains)) {
            person(entry);
        } else {
            findings.count("Entries that are neither people nor groups");
        }
    }

    private void person(Entry entry) throws IOException {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        String login = first(entry, "userPrincipalName", "uid", "user_id", "sAMAccountName", "mail", "cn");
        naming.name(values, login, entry.getAttributeValue("mail"));
        UUID id = id(entry);
        if (id != null) {
            values.put(ImportField.OBJECT_ID, id.toString());
        }
        for (Attribute attribute : entry.getAttributes()) {
            String name = attribute.getBaseName().toLowerCase(Locale.ROOT);
            if (!OTHERWISE.contains(name)) {
                names.take(values, name, KNOWN.get(name), List.of(attribute.getValues()));
            }
        }
        String cn = first(entry, "cn");
        values.putIfAbsent(ImportField.DISPLAY_NAME, cn.isEmpty() ? login : cn);
        if (entry.hasObjectClass("posixAccount")) {
            values.put(ImportField.UNIX_USER_NAME, first(entry, "uid"));
        }
        values.put(ImportField.ACCOUNT_ENABLED, Boolean.toString(!isDisabled(entry)));
        password(entry, values);
        List<String> keys = new ArrayList<>(List.of(dnKey(entry.getDN())));
        String uid = first(entry, "uid");
        if (!uid.isEmpty()) {
            keys.add(uidKey(uid));
        }
        findings.person(values, keys, List.of());
    }

    private static void password(Entry entry, Map<ImportField, String> values) {
        byte[] kept = entry.getAttributeValueBytes("userPassword");
        if ("0".equals(entry.getAttributeValue("pwdLastSet"))
                || "TRUE".equalsIgnoreCase(entry.getAttributeValue("pwdReset"))) {
            values.put(ImportField.MUST_CHANGE_PASSWORD, "true");
        }
        if (kept == null || kept.length == 0) {
            return;
        }
        String text = new String(kept, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            values.put(ImportField.PASSWORD_HASH, withoutScheme(text));
        } else {
            values.put(ImportField.PASSWORD, text);
        }
    }

    /** Some schemes only say in front what the hash says itself. */
    private static String withoutScheme(String text) {
        int end = text.indexOf('}');
        return end > 0 && text.startsWith("$", end + 1) ? text.substring(end + 1) : text;
    }

    private static boolean isDisabled(Entry entry) {
        String control = entry.getAttributeValue("userAccountControl");
        boolean disabledInAd = false;
        if (control != null
                && control.length() < 10
                && control.chars().allMatch(Character::isDigit)
                && !control.isEmpty()) {
            disabledInAd = (Integer.parseInt(control) & DISABLED_IN_AD) != 0;
        }
        String locked = entry.getAttributeValue("pwdAccountLockedTime");
        return disabledInAd
                || "TRUE".equalsIgnoreCase(entry.getAttributeValue("nsAccountLock"))
                || (locked != null && locked.startsWith("000001010000"));
    }

    private void group(Entry entry) throws IOException {
        String key = dnKey(entry.getDN());
        findings.group(
                new FoundGroup(key, id(entry), first(entry, "cn", "name"), entry.getAttributeValue("description")));
        for (Attribute attribute : entry.getAttributes()) {
            switch (attribute.getBaseName().toLowerCase(Locale.ROOT)) {
                case "member", "uniquemember" -> {
                    for (String member : attribute.getValues()) {
                        if (!member.isBlank()) {
                            findings.member(key, dnKey(member));
                        }
                    }
                }
                case "memberuid" -> {
                    for (String member : attribute.getValues()) {
                        findings.member(key, uidKey(member));
                    }
                }
                default -> {
                    // nothing else says who is in it
                }
            }
        }
    }

    private static String uidKey(String uid) {
        return "uid:" + uid.toLowerCase(Locale.ROOT);
    }

    private static String dnKey(String dn) {
        try {
            return "dn:" + new DN(dn).toNormalizedString();
        } catch (LDAPException unreadable) {
            return "dn:" + dn.toLowerCase(Locale.ROOT);
        }
    }

    private static @Nullable UUID id(Entry entry) {
        byte[] guid = entry.getAttributeValueBytes("objectGUID");
        if (guid != null && guid.length == 16) {
            // Its first three parts are written the other way round.
            ByteBuffer little = ByteBuffer.wrap(guid).order(ByteOrder.LITTLE_ENDIAN);
            long high = (little.getInt() & 0xFFFFFFFFL) << 32 | (little.getShort() & 0xFFFFL) << 16;
            high |= little.getShort() & 0xFFFFL;
            return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong());
        }
        return KeycloakUser.uuid(first(entry, "entryUUID", "ipaUniqueID", "uuid", "objectGUID"));
    }

    /** The first value of the first of these attributes that has one. */
    private static String first(Entry entry, String... attributes) {
        for (String attribute : attributes) {
            String value = entry.getAttributeValue(attribute);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "";
    }
}
