package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Blocks on mailboxes and their delegates come to the same, whether the organization lives in the hub or in a Microsoft tenant, for
 * which an organization of the hub stands in with the administration of Exchange.
 */
class ExchangeBlocksTest extends MirroredTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The test's own organization is the tenant; the other is connected to it. */
    @BeforeEach
    void connect() {
        person("Ada");
        person("Boss");
        person("Lin");
        connectMirror();
    }

    /** A place where blocks run, and the token that runs them. */
    private record Place(OrganizationId organization, String token) {}

    private Place tenant() {
        return new Place(organization(), token());
    }

    private Place connected() {
        return new Place(mirror, mirrorToken);
    }

    private String idOf(Place place, String name) {
        return client().get(
                        "/api/v1/organizations/" + place.organization() + "/users?filter=userPrincipalName%20eq%20'"
                                + name + "@" + domain() + "'",
                        place.token())
                .body()
                .at("/items/0/id")
                .asString();
    }

    private JsonNode ended(Place place, String block, String input) {
        String path = "/api/v1/organizations/" + place.organization() + "/command-jobs";
        String user = idOf(place, "ada");
        Answer accepted = client().send("POST", path, place.token(), """
                {"block": "%s", "user": "%s", "input": {%s}}""".formatted(block, user, input));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return ended(place, path + "/" + accepted.body().get("id").asString());
    }

    private JsonNode ended(Place place, String job) {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            JsonNode now = client().get(job, place.token()).body();
            if (List.of("Completed", "Failed").contains(now.at("/job/status").asString())) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
        }
    }

    /** What a block came to: its state and its output, without ids of people, which each organization has of its own. */
    private String outcome(Place place, String block, String input) {
        JsonNode job = ended(place, block, input);
        Map<String, String> output = new TreeMap<>();
        job.at("/output")
                .forEachEntry(
                        (name, value) -> output.put(name, name.equals("delegateId") ? "somebody" : value.asString()));
        String status = job.at("/job/status").asString();
        return status + " " + output + (status.equals("Failed") ? job.toString() : "");
    }

    private String quoted(String name, String value) {
        return "\"%s\": \"%s\"".formatted(name, value);
    }

    private String boss() {
        return quoted("delegate", "boss@" + domain());
    }

    /** Everything that blocks on mailboxes do, one after the other, and after each what the mailbox is like. */
    private List<String> life(Place place) {
        List<String> told = new ArrayList<>();
        UnaryOperator<String> rights = right -> boss() + ", " + quoted("right", right);
        List<String[]> blocks = List.of(
                new String[] {"convertmailboxtoshared", ""},
                new String[] {"hidefromaddresslists", ""},
                new String[] {"setmailboxforwarding", quoted("forwardingAddress", "elsewhere@partner.example")},
                new String[] {"addmailboxdelegate", rights.apply("FullAccess")},
                new String[] {"addmailboxdelegate", rights.apply("SendAs")},
                new String[] {"addmailboxdelegate", rights.apply("SendOnBehalf")},
                new String[] {"addmailboxdelegate", rights.apply("SendOnBehalf")},
                new String[] {"removemailboxdelegate", rights.apply("SendAs")},
                new String[] {"removemailboxdelegate", boss()},
                new String[] {"removemailboxdelegate", boss()},
                new String[] {"addcalendardelegate", rights.apply("Reader")},
                new String[] {"addcalendardelegate", rights.apply("Delegate")},
                new String[] {"addcalendardelegate", rights.apply("Delegate")},
                new String[] {"removecalendardelegate", boss()},
                new String[] {"removecalendardelegate", boss()},
                new String[] {"removemailboxforwarding", ""},
                new String[] {"showinaddresslists", ""},
                new String[] {"convertmailboxtouser", ""});
        for (String[] block : blocks) {
            told.add(block[0] + ": " + outcome(place, block[0], block[1]));
            if (block[0].contains("mailbox") || block[0].contains("address")) {
                told.add("getmailbox: " + outcome(place, "getmailbox", ""));
            }
        }
        return told;
    }

    @Test
    void blocksOnMailboxesComeToTheSameHereAndAtMicrosoft() {
        List<String> there = life(connected());
        List<String> here = life(tenant());
        assertThat(there).isEqualTo(here);
        assertThat(there)
                .allMatch(line -> line.contains("Completed"))
                .anyMatch(line -> line.startsWith("getmailbox") && line.contains("kind=shared"))
                .anyMatch(line -> line.startsWith("getmailbox") && line.contains("forwardTo=elsewhere@partner.example"))
                .contains(
                        "addmailboxdelegate: Completed {changed=true, delegateId=somebody}",
                        "addmailboxdelegate: Completed {changed=false, delegateId=somebody}",
                        "removemailboxdelegate: Completed {changed=false, delegateId=somebody}",
                        "addcalendardelegate: Completed {changed=false, delegateId=somebody}");
    }

    @Test
    void whatABlockDidAtExchangeIsUndone() {
        Place place = connected();
        String path = "/api/v1/organizations/" + mirror + "/command-jobs/";
        JsonNode given = ended(place, "addmailboxdelegate", boss() + ", " + quoted("right", "SendAs"));
        assertThat(delegates("Get-RecipientPermission")).isEqualTo(1);
        Answer undone = client().send("POST", path + given.at("/job/id").asString() + "/undo", mirrorToken, null);
        assertThat(undone.status()).as(undone.body().toString()).isEqualTo(202);
        JsonNode job = ended(place, path + undone.body().get("id").asString());
        assertThat(job.at("/job/status").asString()).as(job.toString()).isEqualTo("Completed");
        assertThat(delegates("Get-RecipientPermission")).isZero();
    }

    private Answer invoke(String cmdlet, String parameters) {
        return send("POST", "/adminapi/beta/" + organization() + "/InvokeCommand", """
                {"CmdletInput": {"CmdletName": "%s", "Parameters": {%s}}}""".formatted(cmdlet, parameters));
    }

    private int delegates(String cmdlet) {
        return invoke(cmdlet, quoted("Identity", "ada@" + domain()))
                .body()
                .get("value")
                .size();
    }

    @Test
    void aBlockGoesOnWhenExchangeAsksForTimeAndFails() {
        Answer set = send("PUT", "/api/v1/organizations/" + organization() + "/emulation", """
                {"faults": [{"kind": "throttled", "percent": 100, "retryAfterSeconds": 0, "remaining": 3},
                            {"kind": "unavailable", "percent": 100, "remaining": 2},
                            {"kind": "cut", "percent": 100, "remaining": 1}]}""");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        assertThat(outcome(connected(), "addmailboxdelegate", boss() + ", " + quoted("right", "SendAs")))
                .startsWith("Completed");
        assertThat(delegates("Get-RecipientPermission")).isEqualTo(1);
    }

    @Test
    void whatTheApplicationMayNotDoInExchangeIsNamedAndRefused() {
        Estate.run("DELETE FROM role_assignments WHERE principal_id = ?", app);
        Estate.assign(organization(), app, "service account", BuiltInRole.USER_ADMINISTRATORS, organization());
        JsonNode test = client().send(
                        "POST", "/api/v1/organizations/" + mirror + "/connections/microsoft/test", mirrorToken, "{}")
                .body();
        assertThat(test.get("works").asBoolean()).isFalse();
        assertThat(test.get("missing").toString()).contains("Exchange.ManageAsApp");
        JsonNode job = ended(connected(), "convertmailboxtoshared", "");
        assertThat(job.at("/job/status").asString()).as(job.toString()).isEqualTo("Failed");
        assertThat(job.toString()).contains("ProviderCannot");
    }

    @Test
    void cmdletsThatTheHubDoesNotKnowAreRefusedByTheirNameAndSoAreParameters() {
        assertRefused(invoke("Remove-Mailbox", quoted("Identity", "ada@" + domain())), 400, "BadRequest");
        assertRefused(
                invoke("Set-Mailbox", quoted("Identity", "ada@" + domain()) + ", \"MaxSendSize\": 1"),
                400,
                "BadRequest");
        assertRefused(invoke("Get-Mailbox", quoted("Identity", "nobody@" + domain())), 404, "NotFound");
        assertThat(invoke("Get-Mailbox", "\"ResultSize\": 2").body().get("value"))
                .hasSize(2);
    }
}
