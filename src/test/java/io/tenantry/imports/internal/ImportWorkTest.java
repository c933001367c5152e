package io.tenantry.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.audit.Actor;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.internal.Answers.Answer;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EveryPostgres
class ImportWorkTest {
    private static final ImportSettings SETTINGS =
            new ImportSettings(DataSize.ofMegabytes(16), 1, 1, Duration.ofMinutes(1), Duration.ofDays(1), 1, 1);
    private static final String OBJECT_ID = "7cc0c81b-f2a2-489a-8243-eda96da4214d";

    private final ImportDatabase hub = new ImportDatabase("import_work");
    private final ImportWork work = new ImportWork(
            hub.database(), Bystanders.NO_PASSWORDS, (session, order, files) -> MoveInWork.Outcome.NOTHING, SETTINGS);

    @TempDir
    Path folder;

    private ImportWork.Guard guard = new Bystanders.Easygoing();
    private Map<Long, JudgedPassword> passwords = Map.of();

    private OrganizationId contoso = hub.customer("Nobody");

    @BeforeEach
    void makeCustomer() {
        contoso = hub.customer("Contoso", "contoso.com");
        guard = new Bystanders.Easygoing();
        passwords = Map.of();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void createsWhoIsNewWithEverythingTheFileSays() throws IOException {
        List<Answer> answers = run("""
                upn,displayName,id,mobilePhone,telephoneNumber,proxyAddresses,accountEnabled,city
                ada@contoso.com,Ada Lovelace,%s,+44 7700 900123,+44 20 7946 0001,SMTP:ada@contoso.com;smtp:al@contoso.com,False,
                """.formatted(OBJECT_ID));
        assertThat(answers).containsExactly(new Answer(2, RowResult.CREATED, ""));
        assertThat(hub.texts(contoso, """
                        SELECT concat_ws('|', upn, object_id, mobile_phone, business_phones, proxy_addresses, account_enabled,
                            city IS NULL, user_type) FROM users"""))
                .containsExactly(
                        "ada@contoso.com|" + OBJECT_ID
                                + "|+44 7700 900123|{\"+44 20 7946 0001\"}|{SMTP:ada@contoso.com,smtp:al@contoso.com}|f|t|Member");
    }

    @Test
    void writesOneAuditEventForEachChangedUserInTheSameTransaction() throws IOException {
        run("upn,displayName,city\nada@contoso.com,Ada,London\nbob@contoso.com,Bob,\n");
        run("upn,displayName,city\nada@contoso.com,Ada,Paris\nbob@contoso.com,Bob,\n");
        assertThat(hub.texts(contoso, """
                        SELECT concat_ws('|', action, target_name, target_version, actor_name, correlation_id, before, after)
                        FROM audit_events ORDER BY target_version, target_name"""))
                .containsExactly(
                        "user.create|ada@contoso.com|1|tenantry|test|{\"upn\": \"ada@contoso.com\", \"city\": \"London\","
                                + " \"display_name\": \"Ada\"}",
                        "user.create|bob@contoso.com|1|tenantry|test|{\"upn\": \"bob@contoso.com\", \"display_name\": \"Bob\"}",
                        "user.change|ada@contoso.com|2|tenantry|test|{\"city\": \"London\"}|{\"city\": \"Paris\"}");
    }

    @Test
    void theSameFileAgainChangesNothing() throws IOException {
        Path path = folder.resolve("people.csv");
        EntraExportFile.write(path, 2000, 11);
        OrganizationId free = hub.customer("Free");
        ImportCounts first = apply(free, path, false, new ArrayList<>());
        ImportCounts second = apply(free, path, false, new ArrayList<>());
        assertThat(first).isEqualTo(new ImportCounts(2000, 0, 0, 0, 0));
        assertThat(second).isEqualTo(new ImportCounts(0, 0, 2000, 0, 0));
        assertThat(hub.texts(free, "SELECT count(*) FROM audit_events")).containsExactly("2000");
        assertThat(hub.texts(free, "SELECT count(*) FROM users_history")).containsExactly("0");
        assertThat(hub.texts(free, "SELECT count_of(?, 'users', ?)", free.value(), free.value()))
                .containsExactly("2000");
    }

    @Test
    void emptyCellsLeaveAloneWhatIsThere() throws IOException {
        run("upn,displayName,city,department\nada@contoso.com,Ada,London,Research\n");
        List<Answer> answers = run("upn,displayName,city,department\nada@contoso.com,Countess Ada,,\n");
        assertThat(answers).containsExactly(new Answer(2, RowResult.UPDATED, ""));
        assertThat(hub.texts(contoso, "SELECT concat_ws('|', display_name, city, department, version) FROM users"))
                .containsExactly("Countess Ada|London|Research|2");
        assertThat(hub.texts(contoso, "SELECT display_name FROM users_history")).containsExactly("Ada");
    }

    @Test
    void findsPeopleByObjectIdFirstAndRemembersTheirFormerName() throws IOException {
        run("upn,displayName,id\nada@contoso.com,Ada," + OBJECT_ID + "\n");
        List<Answer> answers =
                run("upn,displayName,id\nlovelace@contoso.com,Ada," + OBJECT_ID + "\nADA@contoso.com,Ada II,\n");
        assertThat(answers)
                .containsExactly(
                        new Answer(2, RowResult.UPDATED, ""),
                        new Answer(3, RowResult.FAILED, "Line 2 is about the same user"));
        assertThat(hub.texts(contoso, "SELECT concat_ws('|', upn, former_upns) FROM users"))
                .containsExactly("lovelace@contoso.com|{ada@contoso.com}");
    }

    @Test
    void badRowsDoNotStopGoodOnesAndSayWhy() throws IOException {
        run("upn,displayName,id\ngone@contoso.com,Gone," + OBJECT_ID + "\nold@contoso.com,Old,\n");
        hub.asOwner(
                "UPDATE users SET deleted_at = now() WHERE upn = 'gone@contoso.com' AND organization_id = ?",
                contoso.value());
        hub.asOwner(
                "UPDATE users SET is_system = true WHERE upn = 'old@contoso.com' AND organization_id = ?",
                contoso.value());
        List<Answer> answers = run("""
                upn,displayName,givenName,id
                ada@contoso.com,,Ada,
                Ada@Contoso.com,Twin,,
                bob@fabrikam.com,Bob,,
                gone@contoso.com,Gone,,%1$s
                old@contoso.com,Older,,
                nameless@contoso.com,,,
                ,,,11111111-2222-4333-8444-555555555555
                a@contoso.com,A,,21111111-2222-4333-8444-555555555555
                b@contoso.com,B,,21111111-2222-4333-8444-555555555555
                """.formatted(OBJECT_ID));
        assertThat(answers)
                .containsExactly(
                        new Answer(2, RowResult.CREATED, ""),
                        new Answer(3, RowResult.FAILED, "Line 2 has the same userPrincipalName"),
                        new Answer(
                                4,
                                RowResult.FAILED,
                                "The domain of the userPrincipalName is not a verified domain of the organization"),
                        new Answer(
                                5,
                                RowResult.FAILED,
                                "The user with this object id is deleted and would have to be restored"),
                        new Answer(6, RowResult.FAILED, "Accounts of the hub itself cannot be changed"),
                        new Answer(7, RowResult.FAILED, "Creating a user needs a displayName"),
                        new Answer(
                                8,
                                RowResult.FAILED,
                                "No user has this object id, and creating one needs a userPrincipalName"),
                        new Answer(9, RowResult.CREATED, ""),
                        new Answer(10, RowResult.FAILED, "Line 9 has the same object id"));
        assertThat(hub.texts(contoso, "SELECT display_name FROM users WHERE upn = 'ada@contoso.com'"))
                .containsExactly("Ada");
    }

    @Test
    void aNameThatSomebodyElseHasIsNotTaken() throws IOException {
        run("upn,displayName,id\nada@contoso.com,Ada," + OBJECT_ID + "\nbob@contoso.com,Bob,\n");
        assertThat(run("upn,id\nbob@contoso.com," + OBJECT_ID + "\n"))
                .containsExactly(new Answer(2, RowResult.FAILED, "Another user has this userPrincipalName"));
    }

    @Test
    void whoIsFoundByNameKeepsHisObjectId() throws IOException {
        run("upn,displayName\nada@contoso.com,Ada\n");
        List<Answer> answers = run("upn,displayName,id\nada@contoso.com,Ada," + OBJECT_ID + "\n");
        assertThat(answers)
                .containsExactly(new Answer(
                        2, RowResult.UNCHANGED, "Found by userPrincipalName; the hub keeps its own object id"));
    }

    @Test
    void aDryRunFindsOutEverythingAndDoesNothing() throws IOException {
        run("upn,displayName\nada@contoso.com,Ada\nbob@contoso.com,Bob\n");
        Path path = write(
                "upn,displayName\nada@contoso.com,Ada L\nbob@contoso.com,Bob\ncat@contoso.com,Cat\ncat@contoso.com,C\n");
        List<Answer> answers = new ArrayList<>();
        apply(contoso, path, true, answers);
        assertThat(answers)
                .extracting(Answer::result)
                .containsExactly(RowResult.WOULD_UPDATE, RowResult.UNCHANGED, RowResult.WOULD_CREATE, RowResult.FAILED);
        assertThat(hub.texts(contoso, "SELECT display_name FROM users ORDER BY upn"))
                .containsExactly("Ada", "Bob");
        assertThat(hub.texts(contoso, "SELECT count(*) FROM audit_events")).containsExactly("2");
    }

    @Test
    void seesAndChangesNothingOfAnotherOrganization() throws IOException {
        OrganizationId fabrikam = hub.customer("Fabrikam");
        apply(
                fabrikam,
                write("upn,displayName,id\nada@contoso.com,Ada of Fabrikam," + OBJECT_ID + "\n"),
                false,
                new ArrayList<>());
        assertThat(run("upn,displayName,id\nada@contoso.com,Ada of Contoso," + OBJECT_ID + "\n"))
                .containsExactly(new Answer(2, RowResult.CREATED, ""));
        assertThat(hub.texts(fabrikam, "SELECT display_name FROM users")).containsExactly("Ada of Fabrikam");
    }

    @Test
    void theNameToSignInWithFollowsTheUserPrincipalName() throws IOException {
        run("upn,displayName,id\nada@contoso.com,Ada," + OBJECT_ID + "\n");
        hub.asOwner(
                "INSERT INTO logon_names SELECT upn_ci, organization_id, id FROM users WHERE organization_id = ?",
                contoso.value());
        run("upn,id\nlovelace@contoso.com," + OBJECT_ID + "\n");
        assertThat(hub.texts(contoso, "SELECT name_ci FROM logon_names WHERE organization_id = ?", contoso.value()))
                .containsExactly("lovelace@contoso.com");
        hub.asOwner("DELETE FROM logon_names WHERE organization_id = ?", contoso.value());
    }

    @Test
    void whoIsMorePrivilegedThanTheCallerIsLeftAlone() throws IOException {
        run("upn,displayName\nada@contoso.com,Ada\nbob@contoso.com,Bob\ncat@contoso.com,Cat\n");
        UUID group = Ids.next();
        hub.asOwner(
                "INSERT INTO groups (organization_id, id, object_id, kind, display_name) VALUES (?, ?, ?, 'hub', 'Admins')",
                contoso.value(),
                group,
                group);
        hub.asOwner("""
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT organization_id, ?, id, ?, 'user' FROM users WHERE upn = 'ada@contoso.com' AND organization_id = ?
                """, group, Ids.next(), contoso.value());
        hub.asOwner("""
                INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,
                    scope_organization_id) VALUES (?, ?, ?, 'group', ?, 'organization', ?)
                """, contoso.value(), Ids.next(), group, Ids.next(), contoso.value());
        guard = new Bystanders.Objecting();
        assertThat(run("upn,displayName\nada@contoso.com,A\nbob@contoso.com,B\ncat@contoso.com,Cat\n"))
                .containsExactly(
                        new Answer(2, RowResult.FAILED, "more privileged"),
                        new Answer(3, RowResult.UPDATED, ""),
                        new Answer(4, RowResult.UNCHANGED, ""));
    }

    @Test
    void managersAreFoundByNameInTheFileAndInTheOrganization() throws IOException {
        run("upn,displayName\nada@contoso.com,Ada\nold@contoso.com,Old\n");
        List<Answer> answers = run("""
                upn,displayName,manager
                bob@contoso.com,Bob,CAT@contoso.com
                cat@contoso.com,Cat,Ada@Contoso.com
                ada@contoso.com,,
                old@contoso.com,,bob@contoso.com
                """);
        assertThat(answers)
                .extracting(Answer::result)
                .containsExactly(RowResult.CREATED, RowResult.CREATED, RowResult.UNCHANGED, RowResult.UPDATED);
        assertThat(hub.texts(contoso, """
                        SELECT u.display_name || ' < ' || m.display_name FROM users u
                        JOIN users m ON m.organization_id = u.organization_id AND m.id = u.manager_id ORDER BY 1""")).containsExactly("Bob < Cat", "Cat < Ada", "Old < Bob");
        assertThat(hub.texts(contoso, """
                        SELECT e.action || ' ' || m.display_name FROM audit_events e JOIN users m ON e.after ->> 'manager_id' = m.id::text
                        ORDER BY e.target_name""")).containsExactly("user.create Cat", "user.create Ada", "user.change Bob");
        assertThat(run("upn,manager\nbob@contoso.com,cat@contoso.com\n"))
                .containsExactly(new Answer(2, RowResult.UNCHANGED, ""));
    }

    @Test
    void aManagerWhoIsNotThereIsSaidAndLeftOut() throws IOException {
        List<Answer> answers = run("""
                upn,displayName,manager
                ada@contoso.com,Ada,nobody@contoso.com
                bob@contoso.com,Bob,bob@contoso.com
                cat@contoso.com,Cat,eve@fabrikam.com
                eve@fabrikam.com,Eve,
                """);
        assertThat(answers)
                .extracting(Answer::result)
                .containsExactly(RowResult.CREATED, RowResult.CREATED, RowResult.CREATED, RowResult.FAILED);
        assertThat(answers.subList(0, 3))
                .extracting(Answer::reason)
                .containsExactly(
                        "Left out the manager nobody@contoso.com, who is nobody else of the organization or the file",
                        "Left out the manager bob@contoso.com, who is nobody else of the organization or the file",
                        "Left out the manager eve@fabrikam.com, who is nobody else of the organization or the file");
        assertThat(hub.texts(contoso, "SELECT upn FROM users WHERE manager_id IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aBadPasswordFailsItsRowOnly() throws IOException {
        run("upn,displayName\nold@contoso.com,Old\n");
        passwords = Map.of(
                2L, new JudgedPassword.Bad("too short"),
                3L, new JudgedPassword.Bad("gone"));
        assertThat(run("upn,displayName\nada@contoso.com,Ada\nold@contoso.com,Old\nbob@contoso.com,Bob\n"))
                .containsExactly(
                        new Answer(2, RowResult.FAILED, "too short"),
                        new Answer(3, RowResult.UNCHANGED, "Passwords of a file are for new users only"),
                        new Answer(4, RowResult.CREATED, ""));
    }

    @Test
    void thePlannerKnowsAtOnceHowManyPeopleAreThere() throws IOException {
        Path path = folder.resolve("people.csv");
        EntraExportFile.write(path, 1500, 12);
        apply(hub.customer("Many"), path, false, new ArrayList<>());
        assertThat(hub.asOwnerTold(
                        "SELECT reltuples = (SELECT count(*) FROM users) FROM pg_class WHERE relname = 'users'"))
                .isEqualTo("t");
    }

    private List<Answer> run(String text) throws IOException {
        List<Answer> answers = new ArrayList<>();
        apply(contoso, write(text), false, answers);
        return answers;
    }

    private static Source source(Path path) throws IOException {
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        return new Source(file, file.layout().format(), null, List.of(), List.of(), null);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("users.csv"), text);
    }

    private ImportCounts apply(OrganizationId organization, Path path, boolean dryRun, List<Answer> answers)
            throws IOException {
        Source source = source(path);
        Order order = new Order(
                ImportDatabase.reach(organization),
                organization,
                Actor.system("test"),
                guard,
                dryRun,
                new Bystanders.Forgetful());
        Path sheet = folder.resolve("answers");
        ImportWork.Outcome outcome = work.apply(order, source, passwords, sheet, new Bystanders.Unwatching());
        work.refreshStatistics(order, outcome);
        try (Answers all = new Answers(sheet)) {
            @Nullable Answer answer = all.next();
            while (answer != null) {
                answers.add(answer);
                answer = all.next();
            }
        }
        return outcome.people();
    }

    @Test
    void whatADirectorySaysOfSomebodyIsNotImported() throws IOException {
        run("upn,displayName,city\nada@contoso.com,Ada,London\nbob@contoso.com,Bob,London\n");
        hub.asOwner(
                "INSERT INTO identity_sources (organization_id, id, kind, name, settings, fed_columns)"
                        + " VALUES (?, ?, 'ldap', 'Head office', '{}', '{display_name,upn}')",
                contoso.value(),
                contoso.value());
        hub.asOwner("UPDATE users SET external_id = id::text WHERE organization_id = ?", contoso.value());
        hub.asOwner(
                "INSERT INTO directory_people (organization_id, source_id, external_id, user_id, dn, dn_key, seen_run)"
                        + " SELECT organization_id, organization_id, external_id, id, upn, upn, id FROM users"
                        + " WHERE organization_id = ? AND upn LIKE 'ada%'",
                contoso.value());
        assertThat(run("upn,displayName,city\nada@contoso.com,Ada L,Paris\nbob@contoso.com,Bob L,Paris\n"))
                .containsExactly(
                        new Answer(
                                2,
                                RowResult.FAILED,
                                "The directory Head office says what displayName is; change it there"),
                        new Answer(3, RowResult.UPDATED, ""));
        assertThat(run("upn,displayName,city\nada@contoso.com,Ada,Paris\n"))
                .containsExactly(new Answer(2, RowResult.UPDATED, ""));
    }
}
