package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.Tenantry;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Two hubs over one database are one hub. */
class NodesTest extends HubTest {
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void startTheSecond() {
        second = new SpringApplicationBuilder(Tenantry.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(DatabaseLocation.class, TestPostgres::shared))
                .run("--server.port=0", "--tenantry.data-directory=target/test-hub");
    }

    @AfterAll
    static void stopTheSecond() {
        second.close();
    }

    private static OwnApi other() {
        return new OwnApi("http://127.0.0.1:" + second.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Test
    void aRightTakenAwayOnOneIsGoneOnTheOtherWithinASecond() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId root = TestOrganizations.root();
        OrganizationId organization = Estate.organization(root, "Nodes");
        String admin = here.tokenOfNew(root, BuiltInRole.ADMINISTRATORS, root);
        UUID account = Estate.serviceAccount(organization, null);
        String token = here.client().tokenOf(account);
        assertThat(other().seesRoles(token, organization)).isFalse();

        Client.Answer given = here.assign(admin, organization, account, BuiltInRole.READERS, organization);
        OwnApi.withinASecond(() -> other().seesRoles(token, organization));
        UUID assignment = UUID.fromString(given.body().get("id").asString());
        here.unassign(admin, organization, assignment);
        OwnApi.withinASecond(() -> !other().seesRoles(token, organization));
    }

    @Test
    void aRightTakenAwayIsGoneWithinASecondEvenWhileNobodyCanHear() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        UUID account = Estate.serviceAccount(organization, null);
        UUID assignment = Estate.assign(organization, account, "service account", BuiltInRole.READERS, organization);
        String token = here.client().tokenOf(account);
        assertThat(here.seesRoles(token, organization)).isTrue();
        assertThat(other().seesRoles(token, organization)).isTrue();
        Estate.run("""
                DO $$ BEGIN
                    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenantry access news';
                END $$
                """);
        Estate.run("DELETE FROM role_assignments WHERE id = ?", assignment);
        OwnApi.withinASecond(() -> !here.seesRoles(token, organization));
        OwnApi.withinASecond(() -> !other().seesRoles(token, organization));
    }

    @Test
    void aTokenEndedOnOneIsEndedOnTheOtherWithinASecond() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        UUID account = Estate.serviceAccount(organization, null);
        String token = here.client().tokenOf(account);
        assertThat(other().client().get("/api/v1/permissions", token).status()).isEqualTo(200);
        List<String> authorization = List.of("Authorization", Client.basic(account.toString(), Estate.SECRET));
        assertThat(here.client()
                        .post("/oauth2/revoke", authorization, "token", token)
                        .status())
                .isEqualTo(200);
        OwnApi.withinASecond(
                () -> other().client().get("/api/v1/permissions", token).status() == 401);
    }

    @Test
    void afterAKeyRotationOnOneTheOtherKnowsTheNewKeyAndBothKnowTheOld() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId root = TestOrganizations.root();
        String old = here.tokenOfNew(root, BuiltInRole.ADMINISTRATORS, root);
        Client.Answer rotated = here.client().send("POST", "/api/v1/signing-keys/rotation", old, null);
        assertThat(rotated.status()).isEqualTo(201);
        String fresh = here.tokenOfNew(root, BuiltInRole.ADMINISTRATORS, root);
        assertThat(keyOf(fresh)).isEqualTo(rotated.body().get("id").asString()).isNotEqualTo(keyOf(old));
        OwnApi.withinASecond(
                () -> other().client().get("/api/v1/permissions", fresh).status() == 200);
        assertThat(other().client().get("/api/v1/permissions", old).status()).isEqualTo(200);
        assertThat(here.client().get("/oauth2/jwks", null).body().toString())
                .contains(keyOf(old), keyOf(fresh))
                .doesNotContain("\"d\"");
    }

    @Test
    void aRequestSentToBothAtOnceIsCarriedOutOnce() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        String token = here.tokenOfNew(organization, BuiltInRole.ADMINISTRATORS, organization);
        String path = OwnApi.organization(organization) + "/groups";
        List<CompletableFuture<Client.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Client client = i % 2 == 0 ? here.client() : other().client();
            String hub = i % 2 == 0 ? hubUrl() : other().url();
            HttpRequest request = HttpRequest.newBuilder(URI.create(hub + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "one-of-two")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"displayName\": \"Once\"}"))
                    .build();
            sent.add(CompletableFuture.supplyAsync(() -> client.send(request)));
        }
        List<Client.Answer> made = sent.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() != 409)
                .toList();
        assertThat(made).isNotEmpty().allMatch(answer -> answer.status() == 201);
        assertThat(made.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(here.client().get(path, token).body().get("items")).hasSize(1);
    }

    @Test
    void fiftyWrongLogonsAtOnceOnBothAreFiveTriesAndOneLockout() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        String token = here.tokenOfNew(organization, BuiltInRole.ADMINISTRATORS, organization);
        UUID ada = Estate.user(organization, "ada");
        String user = OwnApi.organization(organization) + "/users/" + ada;
        assertThat(here.client().send("PUT", user + "/password", token, """
                                {"password": "violet tractor humming eleven", "mustChange": false}""").status())
                .isEqualTo(204);
        String wrong = """
                {"username": "ada.%s@example.com", "password": "violet tractor humming twelve"}""".formatted(ada);
        List<CompletableFuture<Integer>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                Client client = i % 2 == 0 ? here.client() : other().client();
                tries.add(CompletableFuture.supplyAsync(
                        () -> client.send("POST", "/api/auth/v1/login", null, wrong)
                                .status(),
                        threads));
            }
        }
        assertThat(tries).allMatch(answer -> answer.join() == 401);
        // Four failures and the lockout: of the other forty-five no password was looked at.
        Client.Answer trail = here.client()
                .get(OwnApi.organization(organization) + "/audit?filter=targetId%20eq%20'" + ada + "'", token);
        List<String> actions = new ArrayList<>();
        trail.body()
                .get("items")
                .forEach(event -> actions.add(event.get("action").asString()));
        assertThat(actions)
                .as(trail.body().toString())
                .containsExactlyInAnyOrder(
                        "user.password.set",
                        "user.signin",
                        "user.signin",
                        "user.signin",
                        "user.signin",
                        "user.lockout");
        assertThat(Estate.run("DELETE FROM logon_failures WHERE user_id = ? AND lockouts = 1", ada))
                .isEqualTo(1);
    }

    private static String keyOf(String token) {
        String header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void bothCountTheSameCalls() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        UUID account = Estate.serviceAccount(organization, null);
        Estate.assign(organization, account, "service account", BuiltInRole.READERS, organization);
        Estate.run("UPDATE service_accounts SET calls_per_minute = 10 WHERE id = ?", account);
        String token = here.client().tokenOf(account);
        String path = "/directory/v1/organizations";
        for (int i = 0; i < 10; i++) {
            Client client = i % 2 == 0 ? here.client() : other().client();
            assertThat(client.get(path, token).status()).isEqualTo(200);
        }
        for (Client client : List.of(here.client(), other().client())) {
            Client.Answer refused = client.get("/clouduserhub" + path, token);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After"))))
                    .isBetween(1, 60);
        }
        assertThat(here.client().get("/api/v1/permissions", token).status()).isEqualTo(200);
    }

    @Test
    void theThrottleIsNotResetByAForwardedAddressAndEndsWithItsMinute() {
        OwnApi here = new OwnApi(hubUrl());
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "Nodes");
        UUID account = Estate.serviceAccount(organization, null);
        UUID neighbour = Estate.serviceAccount(organization, null);
        Estate.run("UPDATE service_accounts SET calls_per_minute = 1 WHERE organization_id = ?", organization.value());
        String token = here.client().tokenOf(account);
        String path = "/directory/v1/organizations";
        assertThat(here.client().get(path, token).status()).isEqualTo(403);
        HttpRequest forwarded = HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", "10.1.2.3")
                .build();
        assertThat(here.client().send(forwarded).status()).isEqualTo(429);
        assertThat(here.client().get(path, here.client().tokenOf(neighbour)).status())
                .isEqualTo(403);
        Estate.run(
                "UPDATE throttle_windows SET began_at = began_at - interval '61 seconds' WHERE connection LIKE ?",
                "%" + account);
        assertThat(here.client().get(path, token).status()).isEqualTo(403);
    }
}
