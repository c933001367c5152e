package io.tenantry.usage;

import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.SourceSettings;
import io.tenantry.kernel.Refusal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An LDAP directory, reached as those are that people come from. */
public record DirectoryConnection(LdapSettings settings) implements SourceConnection {
    private static final String FILTER = "filter";
    private static final List<String> NAMES = List.of(
            "host", "port", "security", "trustedCertificates", "bindDn", "schema", "searchBase", "disabledAttributes");

    static DirectoryConnection of(Map<String, ?> given) {
        Map<String, @Nullable Object> members = new HashMap<>(given);
        members.put("userFilter", members.remove(FILTER));
        for (String name : given.keySet()) {
            Refusal.unless(
                    NAMES.contains(name) || name.equals(FILTER),
                    Refusal.Reason.MALFORMED,
                    "A directory that accounts are read from has no setting '" + name + "'",
                    "connection." + name);
        }
        if (SourceSettings.of("ldap", members) instanceof LdapSettings settings) {
            return new DirectoryConnection(settings);
        }
        throw new IllegalStateException("An LDAP source has other settings than those of a directory");
    }

    @Override
    public SourceKind kind() {
        return SourceKind.LDAP;
    }

    @Override
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> all = settings.members();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        NAMES.forEach(name -> members.put(name, all.get(name)));
        members.put(FILTER, settings.userFilter());
        return members;
    }

    @Override
    public boolean leadsWhere(SourceConnection other) {
        return other instanceof DirectoryConnection directory && settings.leadsWhere(directory.settings);
    }

    /** The times at which directories of these kinds note that somebody has signed in. */
    @Override
    public Map<FeedMember, String> usualMapping() {
        Map<FeedMember, String> usual = new EnumMap<>(FeedMember.class);
        boolean active = settings.schema() == LdapSettings.Schema.ACTIVE_DIRECTORY;
        usual.put(FeedMember.EXTERNAL_ID, active ? "objectGUID" : "entryUUID");
        usual.put(FeedMember.EMAIL, "mail");
        usual.put(FeedMember.UPN, active ? "userPrincipalName" : "uid");
        usual.put(FeedMember.PERSON_KEY, active ? "employeeID" : "employeeNumber");
        usual.put(FeedMember.DISPLAY_NAME, active ? "displayName;cn" : "cn");
        usual.put(FeedMember.COUNTRY, active ? "co;c" : "c");
        usual.put(FeedMember.DEPARTMENT, active ? "department" : "departmentNumber;ou");
        usual.put(FeedMember.FIRST_DISCOVERED, active ? "whenCreated" : "createTimestamp");
        usual.put(FeedMember.ACTIVITY, active ? "lastLogonTimestamp" : "authTimestamp;pwdLastSuccess;lastLoginTime");
        return usual;
    }
}
