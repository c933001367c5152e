package io.tenantry.federation.internal;

import static io.tenantry.federation.internal.TestDirectory.dn;
import static io.tenantry.federation.internal.TestDirectory.password;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.federation.IdentitySource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing in with the directory's password. */
class LdapLogonTest extends DirectoryTest {
    @Autowired
    private Logons logons;

    private boolean signsIn(String uid, String password) {
        String name = uid + "@people.example#" + organization;
        return logons.signIn(name, password, "test") instanceof LogonResult.Welcome;
    }

    @Test
    void theDirectoryDecidesAboutThePasswordAndTheHubKeepsNothingOfIt() {
        directory.person("ada", "Ada Lovelace");
        read(source());
        assertThat(signsIn("ada", password("ada"))).isTrue();
        assertThat(signsIn("ada", password("grace"))).isFalse();
        assertThat(signsIn("ada", "")).isFalse();
        assertThat(ask("SELECT user_id FROM credentials WHERE organization_id = ?", organization.value()))
                .isEmpty();
        assertThat(ask(
                        "SELECT id FROM audit_events WHERE organization_id = ? AND (after::text LIKE ? OR before::text LIKE ?)",
                        organization.value(),
                        "%secret of ada%",
                        "%secret of ada%"))
                .isEmpty();
        assertThat(ask(
                        "SELECT count(*) FROM audit_events WHERE organization_id = ? AND action = 'user.signin' AND outcome = 'done'",
                        organization.value()))
                .containsExactly("1");
    }

    @Test
    void anEmptyPasswordOrNameNeverBinds() {
        directory.person("ada", "Ada Lovelace");
        IdentitySource source = source();
        try (Directory open = open(source)) {
            assertThat(open.accepts(dn("ada"), "")).isFalse();
            assertThat(open.accepts("", password("ada"))).isFalse();
            assertThat(open.accepts(dn("nobody"), password("ada"))).isFalse();
            assertThat(open.accepts(dn("ada"), password("ada"))).isTrue();
        }
    }

    @Test
    void whoWasDisabledOrRemovedThereAMomentAgoStaysOutBeforeTheNextRun() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        read(source());
        directory.change("dn: " + dn("ada"), "changetype: modify", "add: nsAccountLock", "nsAccountLock: true");
        directory.remove(dn("grace"));
        assertThat(signsIn("ada", password("ada"))).isFalse();
        assertThat(signsIn("grace", password("grace"))).isFalse();
    }

    @Test
    void whoWasRenamedThereAMomentAgoStillSignsIn() throws com.unboundid.ldap.sdk.LDAPException {
        directory.person("ada", "Ada Lovelace");
        read(source());
        directory.server().modifyDN(dn("ada"), "uid=lovelace", true);
        assertThat(signsIn("ada", password("ada"))).isTrue();
    }

    @Test
    void whoIsDisabledHereStaysOut() {
        directory.person("ada", "Ada Lovelace");
        read(source());
        Estate.run("UPDATE users SET account_enabled = false WHERE organization_id = ?", organization.value());
        assertThat(signsIn("ada", password("ada"))).isFalse();
    }

    @Test
    void manyWrongPasswordsAreNotPassedOnForEver() {
        directory.person("ada", "Ada Lovelace");
        read(source());
        for (int i = 0; i < 15; i++) {
            signsIn("ada", "wrong " + i);
        }
        assertThat(signsIn("ada", password("ada"))).as("while she is locked").isFalse();
    }

    @Test
    void aSourceThatIsSwitchedOffOrRemovedLetsNobodyIn() {
        directory.person("ada", "Ada Lovelace");
        IdentitySource source = source();
        read(source);
        Estate.run("UPDATE identity_sources SET enabled = false WHERE id = ?", source.id());
        assertThat(signsIn("ada", password("ada"))).isFalse();
        Estate.run("UPDATE identity_sources SET enabled = true WHERE id = ?", source.id());
        assertThat(signsIn("ada", password("ada"))).isTrue();
        sources().delete(TestOrganizations.everywhere(), organization, source.id());
        assertThat(signsIn("ada", password("ada"))).isFalse();
        assertThat(of("ada", "account_enabled::text")).isEqualTo("true");
    }

    @Test
    void aDirectoryThatIsDownLetsNobodyInAndIsNotHeldAgainstAnybody() {
        directory.person("ada", "Ada Lovelace");
        read(source());
        directory.server().shutDown(true);
        assertThat(signsIn("ada", password("ada"))).isFalse();
        assertThat(ask(
                        "SELECT coalesce(sum(failures), 0) FROM logon_failures WHERE organization_id = ?",
                        organization.value()))
                .containsExactly("0");
    }

    @Test
    void namesThatLookLikeFiltersOrDistinguishedNamesAreNamesOnly() {
        directory.add(
                "dn: uid=a\\,dc\\3Devil\\29\\28uid\\3D\\2A,ou=people," + TestDirectory.BASE,
                "objectClass: inetOrgPerson",
                "uid: a,dc=evil)(uid=*",
                "cn: Ada (the *) Lovelace\\",
                "sn: Lovelace",
                "mail: ada@people.example",
                "userPassword: " + password("ada"));
        read(source());
        assertThat(of("ada", "display_name")).isEqualTo("Ada (the *) Lovelace\\");
        assertThat(signsIn("ada", password("ada"))).isTrue();
        assertThat(signsIn("*", password("ada"))).isFalse();
        assertThat(signsIn("a*", password("ada"))).isFalse();
    }
}
