package io.tenantry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.audit.AuditVerdict.Finding;
import io.tenantry.audit.AuditVerdict.Kind;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.RowScope;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AuditChainTest {
    private static final Actor ACTOR = Actor.system("test");
    private static final RowScope EVERYTHING = () -> "*";
    private static TestDatabase here;

    @TempDir
    private Path dataDirectory;

    private final OrganizationId organization = new OrganizationId(Ids.next());
    private AuditTrail trail;
    private AuditSealing sealing;
    private AuditAnchors anchors;
    private AuditVerification verification;

    @BeforeAll
    static void makeDatabase() {
        here = new TestDatabase("audit_chain");
    }

    @AfterAll
    static void closeDatabase() {
        here.close();
    }

    @BeforeEach
    void begin() {
        trail = new AuditTrail(here.database(), JsonMapper.shared());
        sealing = new AuditSealing(here.database());
        anchors = new AuditAnchors(here.database(), dataDirectory);
        verification = new AuditVerification(here.database(), anchors);
    }

    @Test
    void findsNothingWrongWithAnUntouchedTrail() {
        record(25);
        sealing.seal();
        record(3);

        AuditVerdict verdict = verify();

        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.sealed()).isEqualTo(25);
        assertThat(verdict.pending()).isEqualTo(3);
        sealing.seal();
        assertThat(verify().sealed()).isEqualTo(28);
        assertThat(verify().pending()).isZero();
    }

    @Test
    void namesAnEventThatWasChanged() throws SQLException {
        record(10);
        sealing.seal();
        here.run("UPDATE audit_events SET actor_name = 'somebody else' WHERE id = " + eventAt(4));

        assertThat(findings()).containsExactly("4 CHANGED");
    }

    @Test
    void namesAChangeInsideOfWhatWasWrittenDown() throws SQLException {
        record(5);
        sealing.seal();
        here.run("UPDATE audit_events SET after = '{\"number\": 999}' WHERE id = " + eventAt(2));
        here.run("UPDATE audit_events SET occurred_at = occurred_at + interval '1 microsecond' WHERE id = "
                + eventAt(5));

        assertThat(findings()).containsExactly("2 CHANGED", "5 CHANGED");
    }

    @Test
    void namesAnEventThatIsGone() throws SQLException {
        record(10);
        sealing.seal();
        here.run("DELETE FROM audit_events WHERE id = " + eventAt(7));

        assertThat(findings()).containsExactly("7 MISSING");
    }

    @Test
    void namesAnEventThatIsGoneTogetherWithItsSeal() throws SQLException {
        record(10);
        sealing.seal();
        here.run("DELETE FROM audit_events WHERE id = " + eventAt(7));
        here.run("DELETE FROM audit_seals WHERE organization_id = '" + organization + "' AND sequence = 7");

        assertThat(findings()).containsExactly("7 GAP");
    }

    @Test
    void tellsReorderedEventsFromChangedOnes() throws SQLException {
        record(10);
        sealing.seal();
        String third = eventAt(3);
        String fourth = eventAt(4);
        here.run("UPDATE audit_seals SET event_id = gen_random_uuid() WHERE event_id = " + third);
        here.run("UPDATE audit_seals SET event_id = " + third + " WHERE event_id = " + fourth);
        here.run("UPDATE audit_seals SET event_id = " + fourth + " WHERE organization_id = '" + organization
                + "' AND sequence = 3");

        assertThat(findings()).containsExactly("3 REORDERED", "4 REORDERED");
    }

    @Test
    void seesATruncatedChainByItsAnchor() throws SQLException {
        record(10);
        sealing.seal();
        anchors.append();
        here.run("DELETE FROM audit_events e USING audit_seals s WHERE s.event_id = e.id AND s.sequence > 8"
                + " AND s.organization_id = '" + organization + "'");
        here.run("DELETE FROM audit_seals WHERE sequence > 8 AND organization_id = '" + organization + "'");

        assertThat(findings()).containsExactly("9 TRUNCATED");
    }

    @Test
    void seesAChainThatWasSealedAnewByItsAnchor() throws SQLException {
        record(6);
        sealing.seal();
        anchors.append();
        here.run("UPDATE audit_events SET reason = 'forged' WHERE id = " + eventAt(2));
        here.run("DELETE FROM audit_seals WHERE organization_id = '" + organization + "'");
        here.run("UPDATE audit_sealed_until SET transaction_id = '0'");
        sealing.seal();

        assertThat(findings()).containsExactly("6 REWRITTEN");
    }

    @Test
    void namesAnEventThatWasPutInUnderAnOldTransaction() throws SQLException {
        record(3);
        sealing.seal();
        here.run("INSERT INTO audit_events (organization_id, id, transaction_id, actor_kind, actor_name, action,"
                + " target_kind, outcome, correlation_id) VALUES ('" + organization
                + "', gen_random_uuid(), '1', 'system', 'forger', 'user.create', 'user', 'done', 'x')");

        assertThat(findings()).containsExactly("0 UNSEALED");
    }

    @Test
    void waitsForATransactionThatBeganEarlierAndCommitsLater() throws SQLException {
        try (Connection early = here.owner()) {
            early.setAutoCommit(false);
            try (var insert = early.createStatement()) {
                insert.execute("INSERT INTO audit_events (organization_id, id, actor_kind, actor_name, action,"
                        + " target_kind, outcome, correlation_id) VALUES ('" + organization
                        + "', gen_random_uuid(), 'system', 'early', 'user.create', 'user', 'done', 'x')");
            }
            record(2);

            sealing.seal();
            assertThat(verify().sealed())
                    .as("sealed while an earlier transaction runs")
                    .isZero();

            early.commit();
        }
        sealing.seal();
        assertThat(verify().sealed()).isEqualTo(3);
        assertThat(verify().intact()).isTrue();
        assertThat(here.ask("SELECT actor_name FROM audit_events WHERE id = " + eventAt(1)))
                .isEqualTo("early");
    }

    @Test
    void sealsALargeTransactionInOneGo() {
        record(25_000);

        assertThat(sealing.seal()).isEqualTo(25_000);
        assertThat(verify().sealed()).isEqualTo(25_000);
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void keepsOneChainWhenSeveralNodesSealWhileOthersWrite() throws Exception {
        List<Callable<Object>> work = new ArrayList<>();
        for (int worker = 0; worker < 2; worker++) {
            work.add(() -> {
                for (int round = 0; round < 40; round++) {
                    record(1 + round % 3);
                }
                return true;
            });
            AuditSealing node = new AuditSealing(here.database());
            work.add(() -> {
                for (int round = 0; round < 40; round++) {
                    node.seal();
                }
                return true;
            });
        }
        try (ExecutorService nodes = Executors.newFixedThreadPool(work.size())) {
            for (Future<Object> done : nodes.invokeAll(work)) {
                done.get();
            }
        }
        sealing.seal();

        AuditVerdict verdict = verify();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.pending()).isZero();
        assertThat(verdict.sealed())
                .isEqualTo(2L
                        * IntStream.range(0, 40)
                                .mapToLong(round -> 1 + round % 3)
                                .sum());
    }

    @Test
    void goesOnWhenTheDatabaseWasMovedToAYoungerServer() throws SQLException {
        record(2);
        sealing.seal();
        here.run("UPDATE audit_sealed_until SET transaction_id = '9000000000'");
        record(2);

        sealing.seal();

        assertThat(verify().sealed()).isEqualTo(4);
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void addsToTheAnchorsOnlyWhatGrewEvenAfterARestart() throws IOException {
        record(2);
        sealing.seal();
        anchors.append();
        Path file = dataDirectory.resolve("audit-heads.log");
        long before = mine(file);
        new AuditAnchors(here.database(), dataDirectory).append();
        assertThat(mine(file)).isEqualTo(before).isEqualTo(1);

        record(1);
        sealing.seal();
        anchors.append();
        assertThat(mine(file)).isEqualTo(2);
        assertThat(verify().intact()).isTrue();
    }

    private long mine(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains(organization.toString()))
                .count();
    }

    private void record(int events) {
        List<AuditEvent> all = IntStream.range(0, events)
                .mapToObj(number -> new AuditEvent(
                        organization,
                        "user.change",
                        "user",
                        "target",
                        "ada@example.com",
                        1L,
                        AuditEvent.Outcome.DONE,
                        null,
                        null,
                        Map.of("number", number)))
                .toList();
        here.database().change(() -> organization.toString(), session -> trail.recordAll(session, ACTOR, all));
    }

    private AuditVerdict verify() {
        return verification.verify(EVERYTHING, organization);
    }

    private List<String> findings() {
        AuditVerdict verdict = verify();
        assertThat(verdict.wrong()).isEqualTo(verdict.findings().size());
        return verdict.findings().stream().map(AuditChainTest::shown).toList();
    }

    private static String shown(Finding finding) {
        Kind kind = finding.kind();
        return finding.sequence() + " " + kind;
    }

    private String eventAt(long sequence) throws SQLException {
        return "'"
                + here.ask("SELECT event_id FROM audit_seals WHERE organization_id = '" + organization
                        + "' AND sequence = " + sequence)
                + "'";
    }
}
