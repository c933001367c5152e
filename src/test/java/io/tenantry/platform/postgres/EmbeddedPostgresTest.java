package io.tenantry.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All tests share one folder and leave a stopped, working server behind, so that it is unpacked and made only once. */
class EmbeddedPostgresTest {
    private static final Path HOME = Path.of("target", "postgres-under-test");
    private static final Path DATA = HOME.resolve("data");

    @BeforeAll
    static void createOnce() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            run(server.location(), "DROP TABLE IF EXISTS people");
            run(server.location(), "CREATE TABLE people (name text)");
        }
    }

    @AfterAll
    static void stillWorks() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(server.location(), "SELECT 'well'")).isEqualTo("well");
        }
    }

    @Test
    void keepsItsDataAndItsAddressOverARestart() throws Exception {
        DatabaseLocation before;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            before = server.location();
            run(before, "INSERT INTO people VALUES ('ADA')");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(server.location(), "SELECT name FROM people WHERE name = 'ADA'"))
                    .isEqualTo("ADA");
            assertThat(server.location()).isEqualTo(before);
        }
    }

    @Test
    void neverTradesCommitsForSpeed() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(server.location(), "SHOW " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
        }
    }

    @Test
    void listensOnTheLoopbackAddressAndAsksForAPassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(server.location(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server.location(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            DatabaseLocation stranger = new DatabaseLocation(server.url(), server.user(), "guess");
            assertThatThrownBy(() -> TestPostgres.connect(stranger)).hasMessageContaining("password");
            assertThat(Files.getPosixFilePermissions(HOME.resolve("tenantry.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void sortsTextsTheSameOnEverySystem() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(server.location(), "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database LIMIT 1"))
                    .isEqualTo("b C.UTF-8");
            assertThat(ask(server.location(), "SELECT lower('ÄÖ')")).isEqualTo("äö");
        }
    }

    @Test
    void comesBackByItselfWhenTheServerIsKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            run(server.location(), "INSERT INTO people VALUES ('NOON')");
            ProcessHandle killed = server.process();
            killed.destroyForcibly();
            killed.onExit().get(30, TimeUnit.SECONDS);

            assertThat(askPatiently(server.location(), "SELECT name FROM people WHERE name = 'NOON'"))
                    .isEqualTo("NOON");
            assertThat(server.process().pid()).isNotEqualTo(killed.pid());
        }
    }

    @Test
    void takesOverFromAHubThatWasKilled() throws Exception {
        ProcessHandle left;
        try (Program hub = Program.start(HOME)) {
            left = hub.server();
            assertThat(left.isAlive()).isTrue();
            hub.kill();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(ask(server.location(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void diesWithTheHubThatStartedIt() throws Exception {
        try (Program hub = Program.start(HOME)) {
            CompletableFuture<ProcessHandle> ended = hub.server().onExit();
            hub.kill();
            assertThat(ended).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void ignoresAProcessIdFileWhoseNumberBelongsToSomeoneElseNow() throws Exception {
        // The number is our own, so it is certainly alive and certainly not a PostgreSQL server.
        Files.writeString(
                DATA.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + DATA.toRealPath() + "\n1\n5432\n\n127.0.0.1\n\nready\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            assertThat(ask(server.location(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void movesToAnotherPortWhenItsOwnIsTaken() throws Exception {
        int port = Integer.parseInt(Files.readString(HOME.resolve("port")).strip());
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
                assertThat(server.url()).doesNotContain(":" + port + "/");
                assertThat(ask(server.location(), "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void refusesDataOfANewerVersionAndLeavesItAlone() throws Exception {
        Path version = DATA.resolve("PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "99\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(HOME))
                    .isInstanceOf(PostgresFailure.class)
                    .hasMessageContaining("was made by PostgreSQL 99")
                    .hasMessageContaining("brings PostgreSQL " + ours.strip());
            assertThat(Files.readString(version)).isEqualTo("99\n");
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void refusesToBeRunTwice() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(HOME)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(HOME))
                    .isInstanceOf(PostgresFailure.class)
                    .hasMessageContaining("already run by this program");
            assertThat(ask(first.location(), "SELECT 1")).isEqualTo("1");
        }
        try (Program hub = Program.start(HOME)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(HOME))
                    .isInstanceOf(PostgresFailure.class)
                    .hasMessageContaining("already run by process " + hub.pid());
        }
    }

    @Test
    void startsAgainAfterItsMakingWasInterrupted() throws Exception {
        Path home = Path.of("target", "postgres-half-made");
        Files.createDirectories(home.resolve("data/base"));
        Files.writeString(home.resolve("initdb.running"), "");
        Files.writeString(home.resolve("data/half-written"), "half");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(ask(server.location(), "SELECT 1")).isEqualTo("1");
            assertThat(home.resolve("initdb.running")).doesNotExist();
        }
    }

    @Test
    void forgetsEverythingWhenItIsErased() throws Exception {
        Path home = Path.of("target", "postgres-to-erase");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            run(server.location(), "CREATE TABLE forgotten ()");
            assertThatThrownBy(() -> EmbeddedPostgres.erase(home)).isInstanceOf(PostgresFailure.class);
        }
        EmbeddedPostgres.erase(home);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(ask(server.location(), "SELECT count(*) FROM pg_tables WHERE tablename = 'forgotten'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void leavesAFolderAloneThatIsNotItsOwn() throws Exception {
        Path home = Path.of("target", "postgres-foreign");
        Path photo = home.resolve("data/photo.jpg");
        Files.createDirectories(photo.getParent());
        Files.write(photo, new byte[] {1}, StandardOpenOption.CREATE);
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(PostgresFailure.class)
                .hasMessageContaining("not a PostgreSQL data directory");
        assertThat(photo).exists();
    }

    @Test
    void createsFurtherDatabasesThatBelongToTheOwner() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME)) {
            DatabaseLocation another = server.createDatabase("another");
            assertThat(ask(another, "SELECT current_database()")).isEqualTo("another");
            run(another, "CREATE TABLE belongs_to_the_owner ()");
            run(server.location(), "DROP DATABASE another");
        }
    }

    private static void run(DatabaseLocation location, String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(location);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(DatabaseLocation location, String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(location);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** What a connection pool does: asks again until the server is back. */
    private static String askPatiently(DatabaseLocation location, String sql) throws SQLException {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            try {
                return ask(location, sql);
            } catch (SQLException notYet) {
                if (Instant.now().isAfter(end)) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Another Java program that runs the server in the same folder and can be killed. */
    record Program(Process process) implements AutoCloseable {
        static Program start(Path home) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Program.class.getName(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = process.inputReader()
                    .lines()
                    .filter("ready"::equals)
                    .findFirst()
                    .orElse("ended");
            assertThat(line).isEqualTo("ready");
            return new Program(process);
        }

        static void main(String[] arguments) throws Exception {
            EmbeddedPostgres.start(Path.of(arguments[0]));
            System.out.println("ready");
            // Ends when the test closes its side, or when it is killed.
            System.in.transferTo(System.err);
        }

        long pid() {
            return process.pid();
        }

        ProcessHandle server() throws IOException {
            String first = Files.readAllLines(DATA.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
            process.onExit().join();
        }
    }
}
