package io.tenantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever names the version he has seen changes no other, in every dialect that shows things which have one. */
class VersionsTest extends HubTest {
    private static final String STALE = "\"999999\"";

    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private String token = "";
    private UUID ada = home.value();
    private UUID boss = home.value();
    private UUID group = home.value();
    private UUID hubGroup = home.value();
    private UUID subscription = home.value();

    /** A change of something, and where that is read; null where the dialect does not read it alone. */
    private record Change(String method, String path, String body, String read) {}

    @BeforeEach
    void makeThings() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Versions");
        UUID account = Estate.serviceAccount(home, null);
        Estate.assign(home, account, "service account", BuiltInRole.ADMINISTRATORS, home);
        token = client.tokenOf(account);
        ada = Estate.user(home, "Ada");
        boss = Estate.user(home, "Boss");
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, 'versions.example', true, true)",
                home.value());
        hubGroup = Estate.group(home, "Readers");
        group = Estate.group(home, "Writers");
        Estate.run("UPDATE groups SET kind = 'security', security_enabled = true WHERE id = ?", group);
        subscription = Estate.subscription(home, "E3");
    }

    private UUID made(String path, String what) {
        Answer made = client.send(
                "POST", "/command/v1/" + path, token, "{\"organizationId\": \"" + home + "\", " + what + "}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return UUID.fromString(made.body().get("id").asString());
    }

    /** Schedules and sets of command blocks. */
    private List<Change> changesOfCommands() {
        String hourly =
                "/schedules/" + made("schedules", "\"name\": \"Hourly\", \"kind\": \"interval\", \"rule\": \"PT1H\"");
        String own = "/api/v1/command-" + hourly.substring(1);
        String dialect = "/command/v1" + hourly;
        String definition =
                "\"definition\": \"identifier: seen\\ntitle: Seen\\ndescription: Seen.\\ntype: User\\ncategory: Lifecycle\\n"
                        + "read: command.user.read\\nwrite: command.user.write\\nprovider: command.user\\n"
                        + "blocks:\\n  - {block: getuser, as: known}\\n\"";
        String set = "/command/v1/commandsets/" + made("commandsets", definition);
        return List.of(
                new Change("PATCH", dialect, "{\"name\": \"New\"}", dialect),
                new Change("PATCH", own, "{\"name\": \"Newer\"}", own),
                new Change("DELETE", dialect, "", dialect),
                new Change("DELETE", own, "", own),
                new Change("PUT", set, "{" + definition + "}", set),
                new Change("DELETE", set, "", set));
    }

    private List<Change> changes() {
        String own = "/api/v1/organizations/" + home;
        String graph = "/graph/v1/organizations/" + home + "/v1.0";
        String slc = "/slchub/" + home + "/api/auth/v1";
        String scim = "/scim/v2/" + home;
        String patch = "[{\"op\": \"replace\", \"path\": \"/%s\", \"value\": \"New\"}]";
        String scimPatch = "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\":"
                + " [{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"New\"}]}";
        String replacement = "{\"userName\": \"" + Estate.ask("SELECT upn FROM users WHERE id = ?", ada)
                + "\", \"displayName\": \"New\"}";
        String partner = "/partnercenter/v1/partners/" + home + "/organizations/" + home + "/v1.0/customers/" + home;
        return List.of(
                new Change("PATCH", own, "{\"name\": \"New\"}", own),
                new Change("DELETE", own, "", own),
                new Change("PATCH", own + "/users/" + ada, "{\"displayName\": \"New\"}", own + "/users/" + ada),
                new Change(
                        "PUT", own + "/users/" + ada + "/manager", "{\"id\": \"" + boss + "\"}", own + "/users/" + ada),
                new Change("POST", own + "/domains", "{\"name\": \"more.example\"}", own),
                new Change("PATCH", own + "/domains/versions.example", "{\"passwordValidityDays\": 30}", own),
                new Change("DELETE", own + "/domains/versions.example", "", own),
                new Change("DELETE", own + "/users/" + ada, "", own + "/users/" + ada),
                new Change("PATCH", own + "/groups/" + group, "{\"displayName\": \"New\"}", own + "/groups/" + group),
                new Change("DELETE", own + "/groups/" + group, "", own + "/groups/" + group),
                new Change(
                        "PATCH",
                        own + "/subscriptions/" + subscription,
                        "{\"quantity\": 9}",
                        own + "/subscriptions/" + subscription),
                new Change(
                        "POST",
                        own + "/subscriptions/" + subscription + "/cancel",
                        "",
                        own + "/subscriptions/" + subscription),
                new Change("PATCH", graph + "/users/" + ada, "{\"displayName\": \"New\"}", graph + "/users/" + ada),
                new Change(
                        "PUT",
                        graph + "/users/" + ada + "/manager/$ref",
                        "{\"@odata.id\": \"https://graph.microsoft.com/v1.0/users/" + boss + "\"}",
                        graph + "/users/" + ada),
                new Change("DELETE", graph + "/users/" + ada + "/manager/$ref", "", graph + "/users/" + ada),
                new Change("DELETE", graph + "/users/" + ada, "", graph + "/users/" + ada),
                new Change(
                        "PATCH", graph + "/groups/" + group, "{\"displayName\": \"New\"}", graph + "/groups/" + group),
                new Change("DELETE", graph + "/groups/" + group, "", graph + "/groups/" + group),
                new Change("DELETE", "/directory/v1/organizations/" + home + "/usergroups/" + hubGroup, "", ""),
                new Change("PATCH", partner + "/subscriptions/" + subscription, "{\"quantity\": 9}", ""),
                new Change("PATCH", slc + "/users/" + ada, patch.formatted("displayName"), slc + "/users/" + ada),
                new Change("PUT", slc + "/users/" + ada, replacement, slc + "/users/" + ada),
                new Change("DELETE", slc + "/users/" + ada, "", slc + "/users/" + ada),
                new Change("PATCH", slc + "/groups/" + hubGroup, patch.formatted("name"), slc + "/groups/" + hubGroup),
                new Change("PUT", slc + "/groups/" + hubGroup, "{\"name\": \"New\"}", slc + "/groups/" + hubGroup),
                new Change("DELETE", slc + "/groups/" + hubGroup, "", slc + "/groups/" + hubGroup),
                new Change("PATCH", scim + "/Users/" + ada, scimPatch, scim + "/Users/" + ada),
                new Change("DELETE", scim + "/Users/" + ada, "", scim + "/Users/" + ada),
                new Change("PATCH", scim + "/Groups/" + group, scimPatch, scim + "/Groups/" + group),
                new Change("DELETE", scim + "/Groups/" + group, "", scim + "/Groups/" + group));
    }

    private Answer send(Change change, String version) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + change.path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .method(
                        change.method,
                        change.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(change.body))
                .build());
    }

    private List<Change> all() {
        return Stream.concat(changes().stream(), changesOfCommands().stream()).toList();
    }

    @Test
    void noChangeIsMadeToAnotherVersionThanTheOneThatWasSeen() {
        for (Change change : all()) {
            Answer refused = send(change, STALE);
            assertThat(refused.status())
                    .as(change.method + " " + change.path + " " + refused.body())
                    .isEqualTo(412);
        }
    }

    @Test
    void whatIsReadTellsItsVersionWithWhichItCanBeChanged() {
        for (Change change : all()) {
            if (!change.read.isEmpty() && !change.method.equals("DELETE") && !change.method.equals("POST")) {
                Answer read = client.get(change.read, token);
                assertThat(read.status()).as(change.read + read.body()).isEqualTo(200);
                String etag = Objects.requireNonNull(read.header("ETag"), change.read);
                Answer done = send(change, etag);
                assertThat(done.status())
                        .as(change.method + " " + change.path + " " + done.body())
                        .isBetween(200, 204);
            }
        }
    }
}
