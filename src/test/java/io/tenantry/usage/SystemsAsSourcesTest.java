package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.federation.internal.TestDirectory;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Directories and SCIM servers that the hub reads for their accounts. */
class SystemsAsSourcesTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private DiscoverySources sources;

    @Autowired
    private DiscoveryIntake intake;

    private final TestDirectory directory = TestDirectory.start();
    private final List<String> asked = new ArrayList<>();
    private OrganizationId home = new OrganizationId(Ids.next());
    private @Nullable HttpServer server;

    @BeforeEach
    void organization() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        directory.close();
        if (server != null) {
            server.stop(0);
        }
    }

    private Map<String, Object> ldap() {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                directory.port("plain"),
                "security",
                "plain",
                "bindDn",
                TestDirectory.READER,
                "searchBase",
                "ou=people," + TestDirectory.BASE));
    }

    private static DiscoverySource.Settings settings(
            SourceKind kind, Map<String, String> mapping, Map<String, ?> connection) {
        return new DiscoverySource.Settings(
                "Elsewhere", kind.usualType(), 50, true, 60, mapping, null, SourceConnection.of(connection));
    }

    private DiscoverySource source(
            SourceKind kind, Map<String, String> mapping, Map<String, ?> connection, @Nullable String secret) {
        return sources.create(OPERATOR, home, kind, settings(kind, mapping, connection), secret);
    }

    private DiscoverySource ofDirectory(Map<String, String> mapping) {
        return source(SourceKind.LDAP, mapping, ldap(), TestDirectory.READERS_PASSWORD);
    }

    private String account(String displayName, String column) {
        return Estate.ask(
                "SELECT coalesce(max(a." + column + "::text), 'none') FROM app_accounts a WHERE a.organization_id = ?"
                        + " AND a.display_name = ? AND a.gone_at IS NULL",
                home.value(),
                displayName);
    }

    @Test
    void aDirectorysEntriesAreAccountsWithWhatTheyAreCalledThere() {
        directory.person("ada", "Ada Lovelace");
        directory.person("ben", "Ben Jonson");
        directory.change(
                "dn: " + TestDirectory.dn("ada"),
                "changetype: modify",
                "add: authTimestamp",
                "authTimestamp: 20260304101112Z");
        directory.change(
                "dn: " + TestDirectory.dn("ben"), "changetype: modify", "add: nsAccountLock", "nsAccountLock: true");
        DiscoverySource source = ofDirectory(Map.of());

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.problem()).isNull();
        assertThat(run.counts()).isEqualTo(new DiscoveryRun.Counts(2, 2, 0, 0, 1, 0));
        assertThat(account("Ada Lovelace", "email")).isEqualTo("ada@people.example");
        assertThat(account("Ada Lovelace", "upn")).isEqualTo("ada");
        assertThat(UUID.fromString(account("Ada Lovelace", "external_id"))).isNotNull();
        assertThat(account("Ada Lovelace", "department")).isEqualTo("Research");
        assertThat(account("Ada Lovelace", "last_active_at")).startsWith("2026-03-04 10:11:12");
        assertThat(account("Ada Lovelace", "is_enabled")).isEqualTo("true");
        assertThat(account("Ben Jonson", "is_enabled")).isEqualTo("false");
        assertThat(account("Ben Jonson", "last_active_at")).isEqualTo("none");
    }

    @Test
    void windowsTimesAreUnderstoodAndNamesAreMapped() {
        directory.person("ada", "Ada Lovelace");
        directory.person("ben", "Ben Jonson");
        long ticks = (Instant.parse("2026-05-06T07:08:09Z").getEpochSecond() + 11_644_473_600L) * 10_000_000L;
        directory.change(
                "dn: " + TestDirectory.dn("ada"),
                "changetype: modify",
                "add: lastLogonTimestamp",
                "lastLogonTimestamp: " + ticks,
                "-",
                "add: pwdLastSet",
                "pwdLastSet: 0");
        DiscoverySource source = ofDirectory(Map.of(
                "application", "=Windows",
                "externalId", "uid",
                "displayName", "nothing;cn",
                "activity", "lastLogonTimestamp;pwdLastSet"));

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.counts()).isEqualTo(new DiscoveryRun.Counts(2, 2, 0, 0, 1, 0));
        assertThat(account("Ada Lovelace", "external_id")).isEqualTo("ada");
        assertThat(account("Ada Lovelace", "last_active_at")).startsWith("2026-05-06 07:08:09");
        assertThat(Estate.ask("SELECT string_agg(name, ',') FROM applications WHERE organization_id = ?", home.value()))
                .isEqualTo("Windows");
    }

    @Test
    void aDirectoryOfManyIsReadPageByPageAndWhoeverIsGoneIsGone() {
        for (int i = 0; i < 1_100; i++) {
            directory.add(
                    "dn: " + TestDirectory.dn("p" + i),
                    "objectClass: inetOrgPerson",
                    "uid: p" + i,
                    "cn: Person " + i,
                    "sn: " + i,
                    "mail: p" + i + "@people.example");
        }
        DiscoverySource source = ofDirectory(Map.of());
        intake.readDue();
        assertThat(sources.get(OPERATOR, home, source.id()).accounts()).isEqualTo(1_100);
        directory.remove(TestDirectory.dn("p7"));

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.counts()).isEqualTo(new DiscoveryRun.Counts(1_099, 0, 0, 1, 0, 0));
    }

    @Test
    void theFilterDecidesAndTlsMayBeStarted() {
        directory.person("ada", "Ada Lovelace");
        directory.person("ben", "Ben Jonson");
        Map<String, Object> connection = ldap();
        connection.put("security", "startTls");
        connection.put("trustedCertificates", directory.certificate());
        connection.put("filter", "(uid=a*)");
        DiscoverySource source = source(SourceKind.LDAP, Map.of(), connection, TestDirectory.READERS_PASSWORD);

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.problem()).isNull();
        assertThat(run.counts().read()).isEqualTo(1);
        connection.remove("trustedCertificates");
        sources.change(
                OPERATOR,
                home,
                source.id(),
                settings(SourceKind.LDAP, Map.of(), connection),
                TestDirectory.READERS_PASSWORD);
        assertThat(sources.read(OPERATOR, home, source.id()).problem()).contains("cannot be trusted");
    }

    @Test
    void whatCannotBeReadIsToldAndChangesNothing() {
        directory.person("ada", "Ada Lovelace");
        DiscoverySource source = ofDirectory(Map.of());
        sources.read(OPERATOR, home, source.id());
        sources.change(OPERATOR, home, source.id(), settings(SourceKind.LDAP, Map.of(), ldap()), "another password");

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.state()).isEqualTo(DiscoveryRun.State.FAILED);
        assertThat(run.problem()).contains("does not accept the account that reads it");
        assertThat(sources.get(OPERATOR, home, source.id()).accounts()).isEqualTo(1);
        Map<String, Object> inside = ldap();
        inside.put("host", "10.1.2.3");
        DiscoverySource other = sources.create(
                OPERATOR,
                home,
                SourceKind.LDAP,
                new DiscoverySource.Settings(
                        "Inside", DiscoveryType.CONNECTOR, 50, true, 0, Map.of(), null, SourceConnection.of(inside)),
                "secret");
        assertThat(sources.read(OPERATOR, home, other.id()).problem()).contains("not public");
    }

    @Test
    void secretsAreKeptEncryptedAndAreNotSentElsewhere() {
        DiscoverySource source = ofDirectory(Map.of());
        assertThat(source.hasSecret()).isTrue();
        assertThat(Estate.ask("SELECT secret FROM discovery_sources WHERE id = ?", source.id()))
                .doesNotContain(TestDirectory.READERS_PASSWORD);
        assertThat(Estate.ask(
                        "SELECT coalesce(string_agg(e::text, ' '), '') FROM audit_events e WHERE organization_id = ?",
                        home.value()))
                .contains("discoverysource.create")
                .doesNotContain(TestDirectory.READERS_PASSWORD);
        Map<String, Object> elsewhere = ldap();
        elsewhere.put("port", 389);
        DiscoverySource.Settings led = settings(SourceKind.LDAP, Map.of(), elsewhere);
        assertRefused(Refusal.Reason.MALFORMED, () -> sources.change(OPERATOR, home, source.id(), led, null));
        sources.change(OPERATOR, home, source.id(), settings(SourceKind.LDAP, Map.of(), ldap()), null);
        directory.person("ada", "Ada Lovelace");
        assertThat(sources.read(OPERATOR, home, source.id()).counts().read()).isEqualTo(1);
    }

    @Test
    void onlyWhatIsReachedSoIsConnectedTo() {
        assertRefused(Refusal.Reason.MALFORMED, () -> source(SourceKind.FEED, Map.of(), ldap(), null));
        assertRefused(Refusal.Reason.MALFORMED, () -> source(SourceKind.SCIM, Map.of(), ldap(), null));
        assertRefused(Refusal.Reason.MALFORMED, () -> source(SourceKind.FEED, Map.of(), Map.of(), "secret"));
        assertRefused(Refusal.Reason.MALFORMED, () -> SourceConnection.of(Map.of("host", "x", "colour", "blue")));
        assertRefused(
                Refusal.Reason.NOT_PERMITTED,
                () -> source(SourceKind.SCIM, Map.of(), Map.of("url", "https://10.1.2.3/scim/v2"), "token"));
        DiscoverySource bare = source(SourceKind.LDAP, Map.of(), Map.of(), null);
        assertRefused(Refusal.Reason.CONFLICT, () -> sources.read(OPERATOR, home, bare.id()));
    }

    private static void assertRefused(Refusal.Reason reason, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void theUsersOfAnotherScimServerAreAccounts() {
        OrganizationId there = Estate.organization(TestOrganizations.root(), "Elsewhere " + UUID.randomUUID());
        UUID script = Estate.application(there, BuiltInRole.ADMINISTRATORS);
        Client client = new Client(hubUrl());
        String token = client.tokenOf(script);
        for (int i = 0; i < 205; i++) {
            UUID id = Estate.user(there, "Person " + i);
            Estate.run(
                    "UPDATE users SET upn = ?, mail = ?, department = 'Sales', account_enabled = ? WHERE id = ?",
                    "p" + i + "@scim" + there + ".example",
                    "p" + i + "@mail.example",
                    i != 3,
                    id);
        }
        DiscoverySource source = source(
                SourceKind.SCIM,
                Map.of("activity", "meta.lastModified"),
                Map.of("url", hubUrl() + "/scim/v2/" + there, "filter", "displayName sw \"Person\""),
                token);

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.problem()).isNull();
        assertThat(run.counts()).isEqualTo(new DiscoveryRun.Counts(205, 205, 0, 0, 205, 0));
        assertThat(account("Person 3", "is_enabled")).isEqualTo("false");
        assertThat(account("Person 4", "is_enabled")).isEqualTo("true");
        assertThat(account("Person 4", "email")).isEqualTo("p4@mail.example");
        assertThat(account("Person 4", "department")).isEqualTo("Sales");
        assertThat(Instant.parse(
                        account("Person 4", "last_active_at").replace(" ", "T").replaceAll("\\+00$", "Z")))
                .isAfter(Instant.now().minus(1, ChronoUnit.HOURS));
        Answer gone = client.send(
                "DELETE", "/scim/v2/" + there + "/Users/" + account("Person 4", "external_id"), token, null);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(sources.read(OPERATOR, home, source.id()).counts().gone()).isEqualTo(1);
    }

    @Test
    void aScimServerIsReadByCursorAndGivenTheTimeItAsksFor() throws IOException {
        String url = serve();
        DiscoverySource source = source(SourceKind.SCIM, Map.of(), Map.of("url", url), "what lets the hub in");

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.counts().read()).as(String.valueOf(run.problem())).isEqualTo(2);
        assertThat(account("Ada L.", "email")).isEqualTo("ada@work.example");
        assertThat(account("Ada L.", "person_key")).isEqualTo("e-1");
        assertThat(account("Ben", "person_key")).isEqualTo("x-2");
        assertThat(asked).contains("Bearer what lets the hub in /scim/Users?count=200&cursor=two");
        assertThat(asked.stream().filter(one -> one.endsWith("cursor=")).count())
                .isEqualTo(2);
    }

    @Test
    void aTokenThatIsNotTakenIsTold() {
        OrganizationId there = Estate.organization(TestOrganizations.root(), "Elsewhere " + UUID.randomUUID());
        DiscoverySource source = source(
                SourceKind.SCIM, Map.of(), Map.of("url", hubUrl() + "/scim/v2/" + there), "no token of that hub");

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.state()).isEqualTo(DiscoveryRun.State.FAILED);
        assertThat(run.problem()).contains("401");
    }

    /** A server with cursors that is busy the first time. */
    private String serve() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/scim", exchange -> {
            String path = exchange.getRequestURI().toString();
            boolean isFirst = asked.stream().noneMatch(one -> one.endsWith("cursor="));
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + path);
            String body = path.endsWith("ServiceProviderConfig")
                    ? "{\"pagination\": {\"cursor\": true}}"
                    : path.endsWith("cursor=two") ? SECOND : FIRST;
            boolean isBusy = isFirst && path.endsWith("cursor=");
            if (isBusy) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
            exchange.sendResponseHeaders(isBusy ? 429 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        started.start();
        server = started;
        return "http://127.0.0.1:" + started.getAddress().getPort() + "/scim";
    }

    private static final String FIRST = """
            {"totalResults": 2, "nextCursor": "two", "Resources": [{"id": "1", "userName": "ada", "active": true,
              "displayName": "Ada L.", "externalId": "x-1", "emails": [{"value": "ada@home.example", "type": "home"},
              {"value": "ada@work.example", "primary": true}],
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "e-1"}}]}""";

    private static final String SECOND = """
            {"totalResults": 2, "Resources": [{"id": "2", "userName": "ben", "name": {"formatted": "Ben"}, "externalId": "x-2"}]}""";
}
