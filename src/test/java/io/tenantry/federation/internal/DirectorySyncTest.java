package io.tenantry.federation.internal;

import static io.tenantry.federation.internal.TestDirectory.dn;
import static io.tenantry.federation.internal.TestDirectory.groupDn;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SyncRun;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of an organization's people and groups when its directory is read. */
class DirectorySyncTest extends DirectoryTest {
    @Test
    void peopleComeWithTheirPropertiesAndOneAuditEventEach() {
        directory.person("ada", "Ada Lovelace");
        directory.change("dn: " + dn("ada"), "changetype: modify", "add: homeDirectory", "homeDirectory: /home/ada");
        directory.person("grace", "Grace Hopper");
        SyncRun run = read(source());
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(SyncRun.State.DONE);
        assertThat(run.isFull()).isTrue();
        assertThat(run.counts().created()).isEqualTo(2);
        assertThat(of("ada", "display_name")).isEqualTo("Ada Lovelace");
        assertThat(of("ada", "department")).isEqualTo("Research");
        assertThat(of("ada", "business_phones::text")).contains("+44 20 7946 0018");
        assertThat(of("ada", "user_name")).isEqualTo("ada");
        assertThat(of("ada", "unix_home_directory")).isEqualTo("/home/ada");
        assertThat(of("ada", "is_hybrid::text")).isEqualTo("true");
        assertThat(of("ada", "length(external_id)::text")).isEqualTo("36");
        assertThat(events("user.create")).isEqualTo(2);
    }

    @Test
    void readingAgainChangesNothing() {
        directory.person("ada", "Ada Lovelace");
        directory.group("Engineers", dn("ada"));
        IdentitySource source = source();
        readAll(source);
        SyncRun again = readAll(source);
        assertThat(again.counts().unchanged()).isEqualTo(1);
        assertThat(again.counts().changed()
                        + again.counts().created()
                        + again.counts().membersAdded())
                .isZero();
        assertThat(of("ada", "version::text")).isEqualTo("1");
        assertThat(events("user.change") + events("group.change")).isZero();
    }

    @Test
    void aSecondRunReadsOnlyWhatWasChanged() {
        for (int i = 0; i < 30; i++) {
            directory.person("p" + i, "Person " + i);
        }
        IdentitySource source = source();
        read(source);
        // What was changed long ago is not read again; everything here is younger than the overlap, so it is made
        // older.
        Estate.run(
                "UPDATE identity_sources SET high_water = '2999-01-01T00:00:00Z 2999-01-01T00:00:00Z' WHERE id = ?",
                source.id());
        SyncRun none = read(source);
        assertThat(none.isFull()).isFalse();
        assertThat(none.counts().peopleRead()).isZero();
        Estate.run(
                "UPDATE identity_sources SET high_water = '2020-01-01T00:00:00Z 2020-01-01T00:00:00Z' WHERE id = ?",
                source.id());
        directory.change("dn: " + dn("p7"), "changetype: modify", "replace: cn", "cn: Person Seven");
        SyncRun some = read(source);
        assertThat(some.counts().changed()).isEqualTo(1);
        assertThat(of("p7", "display_name")).isEqualTo("Person Seven");
    }

    @Test
    void valuesThatTheDirectoryNoLongerHasAreEmptied() {
        directory.person("ada", "Ada Lovelace");
        IdentitySource source = source();
        read(source);
        directory.change(
                "dn: " + dn("ada"), "changetype: modify", "delete: departmentNumber", "-", "delete: telephoneNumber");
        readAll(source);
        assertThat(of("ada", "department")).isNull();
        assertThat(of("ada", "business_phones::text")).isEqualTo("{}");
        assertThat(events("user.change")).isEqualTo(1);
    }

    @Test
    void whoIsDisabledThereIsDisabledHereAndComesBack() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        IdentitySource source = source();
        read(source);
        directory.change("dn: " + dn("ada"), "changetype: modify", "add: nsAccountLock", "nsAccountLock: true");
        Estate.run(
                "UPDATE users SET account_enabled = false WHERE organization_id = ? AND upn = 'grace@people.example'",
                organization.value());
        SyncRun off = readAll(source);
        assertThat(off.counts().disabled()).isEqualTo(1);
        assertThat(of("ada", "inactive_reason")).isEqualTo("externalAccountDisabled");
        directory.change("dn: " + dn("ada"), "changetype: modify", "delete: nsAccountLock");
        SyncRun on = readAll(source);
        assertThat(on.counts().enabled()).isEqualTo(1);
        assertThat(of("ada", "account_enabled::text")).isEqualTo("true");
        assertThat(of("ada", "inactive_reason")).isNull();
        // Somebody disabled her by hand, which is not the directory's to undo.
        assertThat(of("grace", "account_enabled::text")).isEqualTo("false");
        assertThat(of("grace", "inactive_reason")).isEqualTo("manual");
    }

    @Test
    void whoIsGoneIsDisabledAndComesBack() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        IdentitySource source = source();
        read(source);
        String externalId = of("ada", "external_id");
        directory.remove(dn("ada"));
        assertThat(readAll(source).counts().gone()).isEqualTo(1);
        assertThat(of("ada", "inactive_reason")).isEqualTo("externalAccountDisabled");
        assertThat(readAll(source).counts().gone()).isZero();
        directory.add(
                "dn: " + dn("ada"),
                "objectClass: inetOrgPerson",
                "uid: ada",
                "cn: Ada Lovelace",
                "sn: Lovelace",
                "mail: ada@people.example",
                "employeeNumber: 1815");
        Estate.run(
                "UPDATE directory_people SET external_id = ? WHERE organization_id = ? AND external_id = ?",
                directoryId("ada"),
                organization.value(),
                externalId);
        assertThat(readAll(source).counts().enabled()).isEqualTo(1);
        assertThat(of("ada", "account_enabled::text")).isEqualTo("true");
    }

    private String directoryId(String uid) {
        try {
            return String.valueOf(Objects.requireNonNull(directory.server().getEntry(dn(uid), "entryUUID"))
                    .getAttributeValue("entryUUID"));
        } catch (com.unboundid.ldap.sdk.LDAPException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void whoIsGoneIsDeletedWhereTheSourceSaysSo() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        directory.group("Engineers", dn("ada"), dn("grace"));
        IdentitySource source = source("whenGone", "delete");
        read(source);
        directory.remove(dn("ada"));
        directory.change("dn: " + groupDn("Engineers"), "changetype: modify", "delete: member", "member: " + dn("ada"));
        readAll(source);
        assertThat(of("ada", "(deleted_at IS NOT NULL)::text")).isEqualTo("true");
        assertThat(membersOf("Engineers")).containsExactly("grace@people.example");
        assertThat(events("user.delete")).isEqualTo(1);
    }

    @Test
    void aFilterThatSuddenlyFindsNobodyTakesNobodyAway() {
        for (int i = 0; i < 30; i++) {
            directory.person("p" + i, "Person " + i);
        }
        IdentitySource source = source();
        read(source);
        for (int i = 0; i < 12; i++) {
            directory.remove(dn("p" + i));
        }
        SyncRun refused = readAll(source);
        assertThat(refused.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(refused.problem()).contains("12 of 30 people");
        assertThat(of("p3", "account_enabled::text")).isEqualTo("true");
        SyncRun forced = read(source, new DirectorySync.Wish(true, true, "test"));
        assertThat(forced.counts().gone()).isEqualTo(12);
        assertThat(of("p3", "account_enabled::text")).isEqualTo("false");
    }

    @Test
    void usersThatTheDirectoryDidNotMakeAreLeftAlone() {
        UUID local = Estate.user(organization, "ada");
        Estate.run("UPDATE users SET upn = 'ada@people.example' WHERE id = ?", local);
        directory.person("ada", "Ada Lovelace");
        SyncRun run = read(source());
        assertThat(run.counts().failed()).isEqualTo(1);
        assertThat(run.problems().getFirst().reason()).contains("Another user has the user principal name");
        assertThat(of("ada", "display_name")).isEqualTo("ada");
        assertThat(of("ada", "version::text")).isEqualTo("2");
    }

    @Test
    void usersAreLinkedOnlyWhereTheSourceSaysSoAndNeverThoseWhoHoldRoles() {
        UUID ada = Estate.user(organization, "ada");
        Estate.run("UPDATE users SET upn = 'ada@people.example' WHERE id = ?", ada);
        UUID grace = Estate.user(organization, "grace");
        Estate.run("UPDATE users SET upn = 'grace@people.example' WHERE id = ?", grace);
        Estate.assign(organization, grace, "user", BuiltInRole.READERS, organization);
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        SyncRun run = read(source("linkExisting", true));
        assertThat(of("ada", "id::text")).isEqualTo(ada.toString());
        assertThat(of("ada", "display_name")).isEqualTo("Ada Lovelace");
        assertThat(of("grace", "display_name")).isEqualTo("grace");
        assertThat(run.problems().getFirst().reason()).contains("holds roles");
    }

    @Test
    void aDomainThatIsNotTheOrganizationsIsRefusedByName() {
        Estate.run(
                "INSERT INTO domains (organization_id, name) VALUES (?, ?)",
                organization.value(),
                organization + ".example");
        directory.person("ada", "Ada Lovelace");
        SyncRun run = read(source());
        assertThat(run.counts().created()).isZero();
        assertThat(run.problems().getFirst().entry()).isEqualTo(dn("ada"));
        assertThat(run.problems().getFirst().reason()).contains("not a verified domain");
    }

    @Test
    void oneEntryThatCannotBeUsedDoesNotHoldUpTheOthers() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        directory.change("dn: " + dn("ada"), "changetype: modify", "replace: mail", "mail: not an address");
        directory.change(
                "dn: " + dn("grace"),
                "changetype: modify",
                "replace: departmentNumber",
                "departmentNumber: " + "x".repeat(65));
        SyncRun run = read(source());
        assertThat(run.counts().created()).isEqualTo(1);
        assertThat(run.counts().failed()).isEqualTo(2);
        assertThat(of("grace", "department")).isNull();
        assertThat(of("grace", "display_name")).isEqualTo("Grace Hopper");
    }

    @Test
    void whoIsRenamedStaysTheSame() {
        directory.person("ada", "Ada Byron");
        IdentitySource source = source();
        read(source);
        String id = of("ada", "id::text");
        try {
            directory.server().modifyDN(dn("ada"), "uid=ada.lovelace", true);
        } catch (com.unboundid.ldap.sdk.LDAPException failure) {
            throw new AssertionError(failure);
        }
        directory.change(
                "dn: " + dn("ada.lovelace"),
                "changetype: modify",
                "replace: mail",
                "mail: ada.lovelace@people.example");
        readAll(source);
        assertThat(of("ada.lovelace", "id::text")).isEqualTo(id);
        assertThat(of("ada.lovelace", "former_upns::text")).contains("ada@people.example");
        assertThat(of("ada.lovelace", "user_name")).isEqualTo("ada.lovelace");
    }

    @Test
    void groupsNestAndCirclesAreTold() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        directory.group("Everybody", groupDn("Engineers"));
        directory.group("Engineers", dn("ada"), dn("grace"), groupDn("Everybody"));
        directory.add(
                "dn: cn=unix,ou=groups," + TestDirectory.BASE, "objectClass: posixGroup", "cn: unix", "memberUid: ADA");
        SyncRun run = read(source());
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(SyncRun.State.DONE);
        assertThat(membersOf("unix")).containsExactly("ada@people.example");
        assertThat(membersOf("Everybody").size() + membersOf("Engineers").size())
                .isEqualTo(3);
        assertThat(run.problems()).anyMatch(problem -> problem.reason().contains("contain itself"));
        assertThat(events("group.create")).isEqualTo(3);
        assertThat(events("group.members.add")).isEqualTo(run.counts().membersAdded());
    }

    @Test
    void membersThatSomebodyAddedByHandStay() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        directory.group("Engineers", dn("ada"), dn("grace"));
        IdentitySource source = source();
        read(source);
        UUID local = Estate.user(organization, "local");
        UUID group = UUID.fromString(String.valueOf(ask(
                        "SELECT id FROM groups WHERE organization_id = ? AND display_name = 'Engineers'",
                        organization.value())
                .getFirst()));
        Estate.member(organization, group, local, "user");
        directory.change("dn: " + groupDn("Engineers"), "changetype: modify", "delete: member", "member: " + dn("ada"));
        SyncRun run = readAll(source);
        assertThat(run.counts().membersRemoved()).isEqualTo(1);
        assertThat(membersOf("Engineers")).containsExactly("grace@people.example", "local." + local + "@example.com");
        directory.remove(groupDn("Engineers"));
        readAll(source);
        assertThat(membersOf("Engineers")).isEmpty();
        assertThat(events("group.delete")).isEqualTo(1);
    }

    @Test
    void aRunThatWasCutOffIsEndedAndTheNextGoesOn() {
        directory.person("ada", "Ada Lovelace");
        IdentitySource source = source();
        DirectorySync.Wish wish = new DirectorySync.Wish(true, false, "test");
        UUID cutOff = sync().begin(source, wish);
        assertThat(sync().begin(source, wish)).as("a second run beside it").isNull();
        Estate.run("UPDATE sync_runs SET heard_of_at = now() - interval '5 minutes' WHERE id = ?", cutOff);
        assertThat(readAll(source).counts().created()).isEqualTo(1);
        // The node comes back to life and must not write any more.
        sync().read(source, java.util.Objects.requireNonNull(cutOff), wish);
        assertThat(ask("SELECT state FROM sync_runs WHERE id = ?", cutOff)).containsExactly("failed");
    }

    @Test
    void whatItSaysOfPeopleIsItsToChangeWhileTheyAreThere() {
        directory.person("ada", "Ada Lovelace");
        directory.person("grace", "Grace Hopper");
        IdentitySource source = source("attributes", java.util.Map.of("jobTitle", ""), "upnSuffix", "people.example");
        read(source);
        String feeds = "SELECT u.user_name || ': ' || array_to_string(f.columns, ' ')"
                + " FROM users u, feed_of(u.organization_id, u.id) f WHERE u.organization_id = ? ORDER BY 1";
        String said = "business_phones company_name department display_name employee_id external_id given_name mail"
                + " mobile_phone office_location surname unix_home_directory unix_user_name upn user_name";
        assertThat(ask(feeds, organization.value())).containsExactly("ada: " + said, "grace: " + said);
        directory.remove(dn("ada"));
        assertThat(read(source, new DirectorySync.Wish(true, true, "test"))
                        .counts()
                        .gone())
                .isEqualTo(1);
        assertThat(ask(feeds, organization.value())).containsExactly("grace: " + said);
    }

    /** A tenth of what an estate may have, so that the test is quick; the time grows with the number of people. */
    @Test
    void thousandsOfPeopleAreReadInSeconds() {
        int many = Integer.getInteger("tenantry.test.people", 2_000);
        for (int i = 0; i < many; i++) {
            directory.person("p" + i, "Person " + i);
        }
        IdentitySource source = source();
        long began = System.nanoTime();
        SyncRun first = read(source);
        Duration made = Duration.ofNanos(System.nanoTime() - began);
        assertThat(first.problem()).isNull();
        assertThat(first.counts().created()).isEqualTo(many);
        began = System.nanoTime();
        assertThat(readAll(source).counts().unchanged()).isEqualTo(many);
        Duration compared = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(many + " people of a directory: made in " + made + ", compared in " + compared);
        assertThat(made).isLessThan(Duration.ofSeconds(60));
    }
}
