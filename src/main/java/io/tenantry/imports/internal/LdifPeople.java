package io.tenantry.imports.internal;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.tenantry.imports.internal.Findings.FoundGroup;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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

    private static final String MANAGER = "manager";

    private final Map<String, String> upns = new HashMap<>();
    private final Findings findings;
    private final AttributeNames names;
    private final Naming naming;

    LdifPeople(Findings findings, AttributeNames names, Naming naming) {
        this.findings = findings;
        this.names = names;
        this.naming = naming;
    }

    /** Reads the file up to three times: who is somebody's manager, what these are called, and then everybody. */
    void read(Path source) throws IOException {
        Set<String> managers = new HashSet<>();
        boolean any = each(source, false, entry -> {
            if (isPerson(entry) && entry.hasAttribute(MANAGER)) {
                managers.add(dnKey(first(entry, MANAGER)));
            }
        });
        Refusal.unless(any, Refusal.Reason.MALFORMED, "The file holds no LDIF entry");
        if (!managers.isEmpty()) {
            each(source, false, entry -> {
                String key = dnKey(entry.getDN());
                if (isPerson(entry) && managers.contains(key)) {
                    Map<ImportField, String> names = new EnumMap<>(ImportField.class);
                    naming.name(names, login(entry), entry.getAttributeValue("mail"));
                    upns.put(key, names.getOrDefault(ImportField.USER_PRINCIPAL_NAME, ""));
                }
            });
        }
        each(source, true, this::entry);
    }

    @FunctionalInterface
    private interface Taker {
        void take(Entry entry) throws IOException;
    }

    /** Whether there was any entry. */
    private boolean each(Path source, boolean isLast, Taker taker) throws IOException {
        boolean any = false;
        try (LdifRecords records = new LdifRecords(source)) {
            for (LdifRecords.Found found = records.next(); found != null; found = records.next()) {
                switch (found) {
                    case LdifRecords.Found.Read(var entry) -> {
                        any = true;
                        taker.take(entry);
                    }
                    case LdifRecords.Found.Faulty(var line, var because) -> {
                        if (isLast) {
                            findings.note("The entry at line " + line + " was left out: " + because);
                        }
                    }
                }
            }
        }
        return any;
    }

    private static Set<String> classes(Entry entry) {
        Set<String> classes = new HashSet<>();
        String[] given = entry.getObjectClassValues();
        for (String one : given == null ? new String[0] : given) {
            classes.add(one.toLowerCase(Locale.ROOT));
        }
        return classes;
    }

    private static boolean isPerson(Entry entry) {
        Set<String> classes = classes(entry);
        return classes.stream().noneMatch(GROUPS::contains)
                && classes.stream().anyMatch(PEOPLE::contains)
                && classes.stream().noneMatch(NO_PEOPLE::contains);
    }

    private static String login(Entry entry) {
        return first(entry, "userPrincipalName", "uid", "user_id", "sAMAccountName", "mail", "cn");
    }

    private void entry(Entry entry) throws IOException {
        if (classes(entry).stream().anyMatch(GROUPS::contains)) {
            group(entry);
        } else if (isPerson(entry)) {
            person(entry);
        } else {
            findings.count("Entries that are neither people nor groups");
        }
    }

    private void person(Entry entry) throws IOException {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        String login = login(entry);
        naming.name(values, login, entry.getAttributeValue("mail"));
        UUID id = id(entry);
        if (id != null) {
            values.put(ImportField.OBJECT_ID, id.toString());
        }
        for (Attribute attribute : entry.getAttributes()) {
            String name = attribute.getBaseName().toLowerCase(Locale.ROOT);
            if (!LdifAttributes.READ_OTHERWISE.contains(name)) {
                names.take(values, name, LdifAttributes.KNOWN.get(name), List.of(attribute.getValues()));
            }
        }
        if (entry.hasAttribute(MANAGER)) {
            String manager = upns.get(dnKey(first(entry, MANAGER)));
            if (manager == null) {
                findings.count("People whose manager is not in the file");
            } else {
                values.put(ImportField.MANAGER, manager);
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
        return Ids.read(first(entry, "entryUUID", "ipaUniqueID", "uuid", "objectGUID"));
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
