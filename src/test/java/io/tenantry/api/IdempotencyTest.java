package io.tenantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.upkeep.internal.Counters;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A write with an Idempotency-Key is carried out once, however often it is sent. */
class IdempotencyTest extends HubTest {
    @Autowired
    private ApplicationContext hub = new StaticApplicationContext();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private OrganizationId customer = new OrganizationId(Ids.next());
    private Client client = new Client("");
    private String token = "";
    private String groups = "";

    @BeforeEach
    void makeCustomer() {
        client = new Client(hubUrl());
        customer = Estate.organization(TestOrganizations.root(), "Repeated");
        token = tokenOfNew();
        groups = "/api/v1/organizations/" + customer + "/groups";
    }

    private String tokenOfNew() {
        UUID script = Estate.serviceAccount(customer, null);
        Estate.assign(customer, script, "service account", BuiltInRole.ADMINISTRATORS, customer);
        return client.tokenOf(script);
    }

    /** The collections of the three dialects, and a body that makes a group in each. */
    static Stream<List<String>> collections() {
        return Stream.of(
                List.of("/api/v1/organizations/%s/groups", "{\"displayName\": \"Ada's\"}"),
                List.of("/graph/v1/organizations/%s/v1.0/groups", """
                        {"displayName": "Ada's", "mailEnabled": false, "mailNickname": "ada", "securityEnabled": true}"""),
                List.of("/clouduserhub/directory/v1/organizations/%s/usergroups", "{\"name\": \"Ada's\"}"));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void theSameRequestIsAnsweredTheSameAgainAndDoneOnce(List<String> collection) throws SQLException {
        String path = collection.getFirst().formatted(customer);
        Answer first = send("POST", path, "made-once", collection.getLast());
        assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        Answer again = send("POST", path, "made-once", collection.getLast());
        assertSame(again, first);
        assertThat(count("groups")).isEqualTo(1);
    }

    @Test
    void changesAndDeletionsAreRepeatableToo() {
        String group = made("Noon's");
        Answer changed = send("PATCH", group, "change", "{\"description\": \"New\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(send("PATCH", group, "another change", "{\"description\": \"Newer\"}")
                        .status())
                .as("a key has no spaces")
                .isEqualTo(400);
        client.send("PATCH", group, token, "{\"description\": \"Newest\"}");
        assertSame(send("PATCH", group, "change", "{\"description\": \"New\"}"), changed);
        assertThat(client.get(group, token).body().get("description").asString())
                .isEqualTo("Newest");

        Answer deleted = send("DELETE", group, "delete", null);
        assertThat(deleted.status()).isEqualTo(204);
        assertSame(send("DELETE", group, "delete", null), deleted);
        assertThat(client.send("DELETE", group, token, null).status()).isEqualTo(404);
    }

    @Test
    void aRefusalIsKeptLikeAnyOtherAnswer() {
        String nothing = groups + "/" + UUID.randomUUID();
        Answer refused = send("DELETE", nothing, "refused", null);
        assertThat(refused.status()).isEqualTo(404);
        assertSame(send("DELETE", nothing, "refused", null), refused);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void anotherRequestUnderTheSameKeyIs422(List<String> collection) {
        String path = collection.getFirst().formatted(customer);
        send("POST", path, "taken", collection.getLast());
        for (Answer other : List.of(
                send("POST", path, "taken", collection.getLast().replace("Ada's", "Noon's")),
                send("POST", path + "?x=1", "taken", collection.getLast()),
                send("DELETE", path + "/" + UUID.randomUUID(), "taken", null))) {
            assertThat(other.status()).as(other.raw().body()).isEqualTo(422);
            if (path.startsWith("/api/")) {
                assertThat(other.header("Content-Type")).startsWith("application/problem+json");
                assertThat(other.body().get("target").asString()).isEqualTo("Idempotency-Key");
            } else {
                assertThat(other.body().get("error").get("code").asString()).isEqualTo("UnprocessableEntity");
            }
        }
    }

    @Test
    void aKeyIsItsCallersOwn() throws SQLException {
        assertThat(send("POST", groups, "mine", "{\"displayName\": \"Ada's\"}").status())
                .isEqualTo(201);
        token = tokenOfNew();
        Answer others = send("POST", groups, "mine", "{\"displayName\": \"Ada's\"}");
        assertThat(others.status()).isEqualTo(201);
        assertThat(others.header("Idempotency-Replayed")).isNull();
        assertThat(count("groups")).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNoneIsRefusedByName() {
        for (String key : List.of("k".repeat(256), "two words")) {
            Answer refused = send("POST", groups, key, "{\"displayName\": \"Ada's\"}");
            assertThat(refused.status()).as(key).isEqualTo(400);
            assertThat(refused.body().get("target").asString()).isEqualTo("Idempotency-Key");
        }
        HttpRequest twice = request("POST", groups, "one", "{\"displayName\": \"Ada's\"}")
                .header("Idempotency-Key", "two")
                .build();
        assertThat(client.send(twice).status()).isEqualTo(400);
        assertThat(send("POST", groups, "k".repeat(255), "{\"displayName\": \"Ada's\"}")
                        .status())
                .isEqualTo(201);
        assertThat(send("GET", groups, "two words", null).status())
                .as("reads do not ask for it")
                .isEqualTo(200);
    }

    @Test
    void whatIsKeptIsEncryptedExpiresAfterADayAndIsRemoved() throws SQLException {
        String body = "{\"displayName\": \"Ada's secret\"}";
        Answer first = send("POST", groups, "expiring", body);
        assertThat(text("SELECT sealed || key_hash FROM idempotent_answers WHERE organization_id = ?"))
                .doesNotContain("Ada's", "expiring", customer.toString());
        assertThat(text("SELECT round(extract(epoch FROM expires_at - now()) / 3600) FROM idempotent_answers"
                        + " WHERE organization_id = ?"))
                .isEqualTo("24");
        Estate.run("UPDATE idempotent_answers SET expires_at = now() WHERE organization_id = ?", customer.value());
        Answer later = send("POST", groups, "expiring", body);
        assertThat(later.header("Idempotency-Replayed")).isNull();
        assertThat(later.body().get("id")).isNotEqualTo(first.body().get("id"));
        hub.getBean(Counters.class).forgetAnswers();
        assertThat(count("idempotent_answers")).isEqualTo(1);
        Estate.run("UPDATE idempotent_answers SET expires_at = now() WHERE organization_id = ?", customer.value());
        hub.getBean(Counters.class).forgetAnswers();
        assertThat(count("idempotent_answers")).isZero();
    }

    @Test
    void whileTheFirstIsAtWorkAnotherIs409() throws SQLException {
        String group = made("Noon's");
        try (Connection blocker = TestPostgres.connect(TestPostgres.shared())) {
            block(blocker, group);
            CompletableFuture<Answer> first = changing(group);
            waitUntilWaiting(blocker);
            for (String body : List.of("{\"description\": \"New\"}", "{\"description\": \"Other\"}")) {
                Answer second = send("PATCH", group, "busy", body);
                assertThat(second.status()).isEqualTo(409);
                assertThat(second.header("Retry-After")).isEqualTo("1");
            }
            blocker.rollback();
            assertThat(first.join().status()).isEqualTo(200);
            assertSame(send("PATCH", group, "busy", "{\"description\": \"New\"}"), first.join());
        }
    }

    @Test
    void whatFailedInTheHubMayBeTriedAgain() throws SQLException {
        String group = made("Noon's");
        try (Connection blocker = TestPostgres.connect(TestPostgres.shared())) {
            block(blocker, group);
            CompletableFuture<Answer> first = changing(group);
            try (PreparedStatement kill = blocker.prepareStatement("SELECT pg_terminate_backend(?)")) {
                kill.setInt(1, waitUntilWaiting(blocker));
                kill.execute();
            }
            assertThat(first.join().status()).isEqualTo(503);
            blocker.rollback();
            Answer second = send("PATCH", group, "busy", "{\"description\": \"New\"}");
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.header("Idempotency-Replayed")).isNull();
        }
    }

    @Test
    void aKeyWhoseNodeDiedIsFreeOnceNothingCanBeAtWorkAnyMore() {
        String group = made("Noon's");
        send("PATCH", group, "orphan", "{\"description\": \"New\"}");
        String orphaned =
                "UPDATE idempotent_answers SET sealed = NULL, busy_until = now() + ?::interval WHERE organization_id = ?";
        Estate.run(orphaned, "1 minute", customer.value());
        assertThat(send("PATCH", group, "orphan", "{\"description\": \"New\"}").status())
                .isEqualTo(409);
        Estate.run(orphaned, "0 minutes", customer.value());
        assertThat(send("PATCH", group, "orphan", "{\"description\": \"New\"}").status())
                .isEqualTo(200);
    }

    @Test
    void secretsAreRenewedEachTimeAndNotKept() throws SQLException {
        UUID account = Estate.serviceAccount(customer, null);
        String path = "/api/v1/organizations/" + customer + "/service-accounts/" + account + "/secret";
        Answer first = send("POST", path, "secret", null);
        Answer second = send("POST", path, "secret", null);
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.header("Idempotency-Replayed")).isNull();
        assertThat(second.body().get("clientSecret")).isNotEqualTo(first.body().get("clientSecret"));
        assertThat(count("idempotent_answers")).isZero();
    }

    @Test
    void noWriteOfPasswordsTokensOrLogonsTakesAKey() {
        List<String> unmarked = new ArrayList<>();
        mapping.getHandlerMethods().forEach((route, handler) -> {
            boolean takesKeys = handler.getBeanType().getPackageName().startsWith("io.tenantry.api.")
                    && !handler.hasMethodAnnotation(WithoutIdempotencyKey.class)
                    && !route.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET));
            for (String pattern : takesKeys ? route.getPatternValues() : Set.<String>of()) {
                if (pattern.matches(".*/(password|password-\\w+|token|secret|logon|login|redeem)(/.*)?")) {
                    unmarked.add(pattern);
                }
            }
        });
        assertThat(unmarked).as("these need @WithoutIdempotencyKey").isEmpty();
    }

    private CompletableFuture<Answer> changing(String group) {
        return CompletableFuture.supplyAsync(() -> send("PATCH", group, "busy", "{\"description\": \"New\"}"));
    }

    /** Keeps everybody else from changing the group. */
    private static void block(Connection blocker, String group) throws SQLException {
        blocker.setAutoCommit(false);
        try (PreparedStatement lock = blocker.prepareStatement("SELECT id FROM groups WHERE id = ?::uuid FOR UPDATE")) {
            lock.setString(1, group.substring(group.lastIndexOf('/') + 1));
            lock.execute();
        }
    }

    /** The backend that waits for the blocker. */
    private static int waitUntilWaiting(Connection blocker) throws SQLException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            try (Connection looker = TestPostgres.connect(TestPostgres.shared());
                    PreparedStatement look = looker.prepareStatement(
                            "SELECT pid FROM pg_stat_activity WHERE pg_blocking_pids(pid) @> ARRAY[?]")) {
                look.setInt(1, blocker.unwrap(org.postgresql.PGConnection.class).getBackendPID());
                try (ResultSet found = look.executeQuery()) {
                    if (found.next()) {
                        return found.getInt(1);
                    }
                }
            }
        }
        throw new AssertionError("Nobody waits");
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        for (String name : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(name)).as(name).isEqualTo(first.header(name));
        }
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    /** The path of a new group. */
    private String made(String name) {
        Answer made = client.send("POST", groups, token, "{\"displayName\": \"%s\"}".formatted(name));
        return Objects.requireNonNull(made.header("Location")).substring(hubUrl().length());
    }

    private Answer send(String method, String path, String key, @Nullable String json) {
        return client.send(request(method, path, key, json).build());
    }

    private HttpRequest.Builder request(String method, String path, String key, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return json == null ? request : request.header("Content-Type", "application/json");
    }

    private int count(String table) throws SQLException {
        return Integer.parseInt(text("SELECT count(*) FROM " + table + " WHERE organization_id = ?"));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, customer.value());
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
