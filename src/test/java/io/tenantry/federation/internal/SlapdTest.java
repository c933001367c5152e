package io.tenantry.federation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SyncRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** The same against OpenLDAP's own server, which pages, stamps and refuses as it likes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlapdTest extends DirectoryTest {
    private static final int PEOPLE = 1_200;

    private final Slapd slapd = Slapd.start();

    @Autowired
    private Logons logons;

    @AfterAll
    void stopSlapd() {
        slapd.close();
    }

    private static String dn(String uid) {
        return "uid=" + uid + ",ou=people," + Slapd.BASE;
    }

    private static void person(LDAPConnection connection, String uid) {
        Slapd.add(
                connection,
                "dn: " + dn(uid),
                "objectClass: inetOrgPerson",
                "objectClass: posixAccount",
                "uid: " + uid,
                "cn: Person " + uid,
                "sn: " + uid,
                "uidNumber: 1000",
                "gidNumber: 1000",
                "homeDirectory: /home/" + uid,
                "mail: " + uid + "@people.example",
                "userPassword: " + TestDirectory.password(uid));
    }

    private boolean signsIn(String uid, String password) {
        return logons.signIn(uid + "@people.example#" + organization, password, "test") instanceof LogonResult.Welcome;
    }

    @Test
    void peopleAndGroupsComeChangeAndGo() throws LDAPException {
        try (LDAPConnection connection = slapd.connect()) {
            fill(connection);
            IdentitySource source =
                    source("port", slapd.port(), "bindDn", Slapd.ADMIN, "searchBase", Slapd.BASE, "whenGone", "delete");
            source = sources()
                    .change(
                            io.tenantry.TestOrganizations.everywhere(),
                            organization,
                            source.id(),
                            new io.tenantry.federation.IdentitySources.Change(null, null, null, Slapd.PASSWORD),
                            null);
            SyncRun first = read(source);
            assertThat(first.problem()).isNull();
            assertThat(first.counts().created()).isEqualTo(PEOPLE);
            assertThat(of("p7", "unix_home_directory")).isEqualTo("/home/p7");
            assertThat(membersOf("Engineers")).containsExactly("p1@people.example", "p2@people.example");
            assertThat(membersOf("unix")).containsExactly("p3@people.example");
            assertThat(signsIn("p7", TestDirectory.password("p7"))).isTrue();
            assertThat(signsIn("p7", "something else")).isFalse();

            connection.modify(dn("p7"), new Modification(ModificationType.REPLACE, "cn", "Person Seven"));
            connection.modify(
                    dn("p8"), new Modification(ModificationType.ADD, "pwdAccountLockedTime", "000001010000Z"));
            SyncRun second = read(source);
            assertThat(second.isFull()).isFalse();
            assertThat(of("p7", "display_name")).isEqualTo("Person Seven");
            assertThat(of("p8", "inactive_reason")).isEqualTo("externalAccountDisabled");

            connection.delete(dn("p9"));
            assertThat(readAll(source).counts().gone()).isEqualTo(1);
            assertThat(of("p9", "(deleted_at IS NOT NULL)::text")).isEqualTo("true");
        }
    }

    private static void fill(LDAPConnection connection) {
        Slapd.add(connection, "dn: " + Slapd.BASE, "objectClass: domain", "dc: example");
        Slapd.add(connection, "dn: ou=people," + Slapd.BASE, "objectClass: organizationalUnit", "ou: people");
        for (int i = 0; i < PEOPLE; i++) {
            person(connection, "p" + i);
        }
        Slapd.add(
                connection,
                "dn: cn=Engineers," + Slapd.BASE,
                "objectClass: groupOfNames",
                "cn: Engineers",
                "member: " + dn("p1"),
                "member: " + dn("p2"));
        Slapd.add(
                connection,
                "dn: cn=unix," + Slapd.BASE,
                "objectClass: posixGroup",
                "cn: unix",
                "gidNumber: 1000",
                "memberUid: p3");
    }
}
