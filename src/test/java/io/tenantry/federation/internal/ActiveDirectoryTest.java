package io.tenantry.federation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SyncRun;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is peculiar to Active Directory: binary ids, flags in a number, long groups in parts, numbered changes. */
class ActiveDirectoryTest extends DirectoryTest {
    private static final byte[] GUID = {
        0x33,
        0x22,
        0x11,
        0x00,
        0x55,
        0x44,
        0x77,
        0x66,
        (byte) 0x88,
        (byte) 0x99,
        (byte) 0xaa,
        (byte) 0xbb,
        (byte) 0xcc,
        (byte) 0xdd,
        (byte) 0xee,
        (byte) 0xff
    };
    private static final String GUID_TEXT = "00112233-4455-6677-8899-aabbccddeeff";

    private static String dn(String name) {
        return "cn=" + name + ",ou=people," + TestDirectory.BASE;
    }

    private void person(String name, int number, String flags) {
        byte[] guid = GUID.clone();
        guid[0] = (byte) number;
        directory.add(
                "dn: " + dn(name),
                "objectClass: user",
                "objectCategory: person",
                "cn: " + name,
                "objectGUID:: " + Base64.getEncoder().encodeToString(guid),
                "sAMAccountName: " + name,
                "userPrincipalName: " + name + "@people.example",
                "displayName: The person " + name,
                "userAccountControl: " + flags,
                "userPassword: " + TestDirectory.password(name));
    }

    @Test
    void itsEntriesAreUnderstood() {
        person("ada", 0x33, "512");
        person("grace", 0x34, "514");
        directory.add(
                "dn: cn=Big,ou=groups," + TestDirectory.BASE,
                "objectCategory: group",
                "objectClass: group",
                "cn: Big",
                "objectGUID:: " + Base64.getEncoder().encodeToString(new byte[16]),
                "member: " + dn("ada"),
                "member: " + dn("grace"));
        IdentitySource source = source("schema", "activeDirectory");
        SyncRun run = read(source);
        assertThat(run.problem()).isNull();
        assertThat(run.counts().created()).isEqualTo(2);
        assertThat(of("ada", "external_id")).isEqualTo(GUID_TEXT);
        assertThat(of("ada", "os_user_principal_name")).isEqualTo("ada@people.example");
        assertThat(of("grace", "inactive_reason")).isEqualTo("externalAccountDisabled");
        assertThat(membersOf("Big")).containsExactly("ada@people.example", "grace@people.example");
        try (Directory open = open(source)) {
            assertThat(open.person(GUID_TEXT, List.of("cn"))).isNotNull();
        }
    }

    @Test
    void longGroupsAreReadRangeByRange() {
        List<String> group = new ArrayList<>(List.of(
                "dn: cn=Big,ou=groups," + TestDirectory.BASE,
                "objectCategory: group",
                "objectClass: group",
                "cn: Big",
                "objectGUID:: " + Base64.getEncoder().encodeToString(new byte[16])));
        List<String> names = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            person("p" + n, n, "512");
            group.add("member: " + dn("p" + n));
            names.add("p" + n + "@people.example");
        }
        directory.add(group.toArray(String[]::new));
        IdentitySource source = source("schema", "activeDirectory");
        for (int most : List.of(3, 4, 7, 8)) {
            directory.limitMembers(most);
            SyncRun run = readAll(source);
            assertThat(run.problem()).isNull();
            assertThat(run.counts().membersAdded() + run.counts().membersRemoved())
                    .as("of " + most)
                    .isEqualTo(most == 3 ? 8 : 0);
            assertThat(membersOf("Big")).containsExactlyElementsOf(names);
        }
    }

    @Test
    void anIdBecomesTheBytesItCameFrom() throws LDAPException {
        Filter filter = ExternalIds.filter("objectGUID", GUID_TEXT);
        assertThat(filter.getAssertionValueBytes()).isEqualTo(GUID);
        SearchResultEntry entry = new SearchResultEntry(dn("ada"), new Attribute[] {new Attribute("objectGUID", GUID)});
        assertThat(ExternalIds.read(entry, "objectGUID")).isEqualTo(GUID_TEXT);
    }

    @Test
    void changesAreAskedForByTheNumberOfTheSameServerOnly() {
        Filter all = Filter.createPresenceFilter("cn");
        Changes first = Changes.byNumber("CN=DC1", "1000", null);
        assertThat(first.areKnown()).isFalse();
        assertThat(first.next()).isEqualTo("1000 CN=DC1");
        Changes second = Changes.byNumber("CN=DC1", "1200", first.next());
        assertThat(second.areKnown()).isTrue();
        assertThat(second.narrow(all, 0).toString()).isEqualTo("(&(cn=*)(uSNChanged>=1001))");
        assertThat(Changes.byNumber("CN=DC2", "77", first.next()).areKnown()).isFalse();
    }
}
