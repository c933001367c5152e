package io.tenantry.federation;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.tenantry.directory.UserField;
import io.tenantry.federation.internal.Members;
import io.tenantry.federation.internal.Trust;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a directory is reached and read.
 *
 * @param trustedCertificates certificates in PEM whose bearers are believed; null for those that the system trusts
 * @param bindDn the account that reads the directory; null to read without one
 * @param attributes what each property of a person is called in the directory; what is absent is left alone
 * @param externalIdAttribute what never changes of an entry, whatever it is renamed to
 * @param disabledAttributes what tells that an account is disabled
 * @param upnSuffix what makes a UPN of a user name where an entry has none
 * @param syncMinutes how often changes are fetched; 0 for only when somebody asks
 * @param fullSyncHours how often everything is compared, which also finds what is gone
 * @param goneLimitPercent how many of the people may be gone at once before a run refuses to believe it
 * @param signIn whether people sign in with their directory password
 * @param linkExisting whether a person whose UPN a user without a directory already has becomes that user
 */
public record LdapSettings(
        String host,
        int port,
        Security security,
        @Nullable String trustedCertificates,
        @Nullable String bindDn,
        Schema schema,
        String searchBase,
        String userFilter,
        Map<PersonAttribute, String> attributes,
        String externalIdAttribute,
        List<String> disabledAttributes,
        @Nullable String upnSuffix,
        @Nullable String groupFilter,
        String groupSearchBase,
        String memberAttribute,
        int syncMinutes,
        int fullSyncHours,
        WhenGone whenGone,
        int goneLimitPercent,
        boolean signIn,
        boolean linkExisting)
        implements SourceSettings {
    private static final int CERTIFICATES_MAX = 64_000;

    public LdapSettings {
        attributes = Map.copyOf(attributes);
        disabledAttributes = List.copyOf(disabledAttributes);
    }

    /** How the connection is kept from being overheard. */
    public enum Security {
        LDAPS,
        START_TLS,
        /** Not at all: names and passwords can be read on the way. */
        PLAIN
    }

    /** How the directory's entries usually look. */
    public enum Schema {
        INET_ORG_PERSON,
        ACTIVE_DIRECTORY
    }

    /** What becomes of a person whose entry is gone. */
    public enum WhenGone {
        DISABLE,
        DELETE
    }

    static LdapSettings of(Map<String, ?> given) {
        Members members = new Members(given);
        Schema schema = members.choice("schema", Schema.INET_ORG_PERSON);
        boolean active = schema == Schema.ACTIVE_DIRECTORY;
        Security security = members.choice("security", Security.LDAPS);
        String base = dn(members.text("searchBase"), "searchBase");
        String bindDn = members.textOrNull("bindDn");
        // Active Directory also takes a UPN here.
        boolean upn = bindDn != null && active && bindDn.indexOf('@') > 0;
        LdapSettings settings = new LdapSettings(
                host(members.text("host")),
                members.number("port", security == Security.LDAPS ? 636 : 389, 1, 65_535),
                security,
                certificates(members.textOrNull("trustedCertificates", CERTIFICATES_MAX)),
                bindDn == null || upn ? bindDn : dn(bindDn, "bindDn"),
                schema,
                base,
                filter(members.text("userFilter", usualUserFilter(active)), "userFilter"),
                attributes(schema, members.textMap("attributes")),
                attribute(
                        members.text("externalIdAttribute", active ? "objectGUID" : "entryUUID"),
                        "externalIdAttribute"),
                disabledAttributes(members.texts("disabledAttributes", usualDisabled(active))),
                members.textOrNull("upnSuffix"),
                groupFilter(members.text("groupFilter", usualGroupFilter(active))),
                dn(members.text("groupSearchBase", base), "groupSearchBase"),
                attribute(members.text("memberAttribute", "member"), "memberAttribute"),
                members.number("syncMinutes", 15, 0, 10_080),
                members.number("fullSyncHours", 24, 1, 720),
                members.choice("whenGone", WhenGone.DISABLE),
                members.number("goneLimitPercent", 20, 1, 100),
                members.flag("signIn", true),
                members.flag("linkExisting", false));
        members.end();
        return settings;
    }

    private static String usualUserFilter(boolean active) {
        return active
                ? "(&(objectCategory=person)(objectClass=user))"
                : "(|(objectClass=inetOrgPerson)(objectClass=posixAccount))";
    }

    private static List<String> usualDisabled(boolean active) {
        return active ? List.of("userAccountControl") : List.of("pwdAccountLockedTime", "nsAccountLock");
    }

    private static String usualGroupFilter(boolean active) {
        return active
                ? "(objectCategory=group)"
                : "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))";
    }

    private static @Nullable String groupFilter(String text) {
        return text.equals("none") ? null : filter(text, "groupFilter");
    }

    private static List<String> disabledAttributes(List<String> names) {
        names.forEach(name -> attribute(name, "disabledAttributes"));
        return names;
    }

    private static Map<PersonAttribute, String> attributes(Schema schema, Map<String, String> given) {
        Map<PersonAttribute, String> all = new EnumMap<>(PersonAttribute.class);
        for (PersonAttribute property : PersonAttribute.values()) {
            String usual = property.usual(schema);
            if (usual != null) {
                all.put(property, usual);
            }
        }
        given.forEach((name, attribute) -> {
            PersonAttribute property = PersonAttribute.named(name);
            Members.require(property != null, "attributes", "has no property '" + name + "'");
            PersonAttribute known = Objects.requireNonNull(property);
            if (attribute.isEmpty()) {
                all.remove(known);
            } else {
                all.put(known, attribute(attribute, "attributes"));
            }
        });
        Members.require(all.containsKey(PersonAttribute.DISPLAY_NAME), "attributes", "needs displayName");
        return all;
    }

    private static String host(String text) {
        boolean plain = text.length() <= 253
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-:".indexOf(c) >= 0));
        Members.require(plain, "host", "is a host name or an address, without scheme and port");
        return text;
    }

    private static @Nullable String certificates(@Nullable String pem) {
        if (pem != null) {
            Trust.certificates(pem);
        }
        return pem;
    }

    private static String dn(String text, String name) {
        Members.require(DN.isValidDN(text), name, "is a distinguished name, such as ou=people,dc=example,dc=com");
        return text;
    }

    private static String filter(String text, String name) {
        try {
            return Filter.create(text).toString();
        } catch (LDAPException malformed) {
            Members.require(false, name, "is an LDAP filter, such as (objectClass=person)");
            return text;
        }
    }

    private static String attribute(String text, String name) {
        boolean plain = text.length() <= 100
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0));
        Members.require(plain && !text.isEmpty(), name, "names an attribute");
        return text;
    }

    @Override
    public Set<UserField> fed() {
        Set<UserField> all = EnumSet.of(UserField.EXTERNAL_ID);
        attributes.keySet().forEach(property -> all.add(property.field()));
        if (upnSuffix != null) {
            all.add(UserField.UPN);
        }
        return all;
    }

    @Override
    public String kind() {
        return "ldap";
    }

    @Override
    public boolean leadsWhere(SourceSettings others) {
        return others instanceof LdapSettings other
                && host.equalsIgnoreCase(other.host)
                && port == other.port
                && security == other.security
                && Objects.equals(trustedCertificates, other.trustedCertificates)
                && Objects.equals(bindDn, other.bindDn);
    }

    @Override
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("host", host);
        all.put("port", port);
        all.put("security", Members.spelled(security));
        all.put("trustedCertificates", trustedCertificates);
        all.put("bindDn", bindDn);
        all.put("schema", Members.spelled(schema));
        all.put("searchBase", searchBase);
        all.put("userFilter", userFilter);
        Map<String, String> names = new LinkedHashMap<>();
        for (PersonAttribute property : PersonAttribute.values()) {
            names.put(property.wireName(), attributes.getOrDefault(property, ""));
        }
        all.put("attributes", names);
        all.put("externalIdAttribute", externalIdAttribute);
        all.put("disabledAttributes", disabledAttributes);
        all.put("upnSuffix", upnSuffix);
        all.put("groupFilter", groupFilter == null ? "none" : groupFilter);
        all.put("groupSearchBase", groupSearchBase);
        all.put("memberAttribute", memberAttribute);
        all.put("syncMinutes", syncMinutes);
        all.put("fullSyncHours", fullSyncHours);
        all.put("whenGone", Members.spelled(whenGone));
        all.put("goneLimitPercent", goneLimitPercent);
        all.put("signIn", signIn);
        all.put("linkExisting", linkExisting);
        return all;
    }
}
