package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Undoing takes back what a job has changed, and nothing that was so before. */
class UndoneJobsTest extends DialectTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String SET = """
            identifier: welcome
            title: Welcome
            description: Lets somebody in, and into two groups.
            type: User
            category: Lifecycle
            read: command.user.read
            write: command.user.write
            provider: command.user
            blocks:
              - {block: blocksignin, as: out, onFailure: compensate}
              - {block: addtogroup, as: first, onFailure: compensate, with: {group: Sales}}
              - {block: addtogroup, as: second, onFailure: compensate, with: {group: Later}}
            """;

    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void makeAda() {
        ada = person("Ada");
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", ada);
    }

    private String jobs() {
        return "/api/v1/organizations/" + organization() + "/command-jobs";
    }

    private JsonNode ended(Answer accepted) {
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        String part = accepted.body().at("/parts/0").asString("");
        String path = jobs() + "/" + (part.isEmpty() ? accepted.body().get("id").asString() : part);
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            JsonNode job = get(path).body();
            if (List.of("Completed", "Failed", "Cancelled")
                    .contains(job.at("/job/status").asString(""))) {
                return job;
            }
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
        }
    }

    private String ran(String block, Map<String, String> input) {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of("block", block, "people", List.of(ada.toString()), "input", input));
        return jobs() + "/" + ended(send("POST", jobs(), body)).at("/job/id").asString();
    }

    private void undone(String job) {
        assertThat(ended(send("POST", job + "/undo")).at("/job/status").asString())
                .isEqualTo("Completed");
    }

    private JsonNode ada(String path) {
        return get(graph() + "/users/" + ada + path).body();
    }

    private List<String> names(String path, String member) {
        List<String> names = new ArrayList<>();
        ada(path).get("value").forEach(one -> names.add(one.get(member).asString()));
        return names;
    }

    private boolean isEnabled() {
        return ada("?$select=accountEnabled").get("accountEnabled").asBoolean();
    }

    @Test
    void whatWasSoBeforeAJobStaysWhenTheJobIsUndone() {
        Estate.member(organization(), securityGroup("Sales"), ada, "user");
        person("Boss");
        Map<String, String> boss = Map.of("manager", "Boss@" + domain());
        ran("blocksignin", Map.of());
        ran("hidefromaddresslists", Map.of());
        ran("setmanager", boss);

        for (String job : List.of(
                ran("blocksignin", Map.of()),
                ran("addtogroup", Map.of("group", "Sales")),
                ran("hidefromaddresslists", Map.of()),
                ran("setmanager", boss))) {
            assertThat(get(job + "/undo").body().get("items")).isEmpty();
            undone(job);
        }

        assertThat(isEnabled()).isFalse();
        assertThat(names("/memberOf", "displayName")).containsExactly("Sales");
        assertThat(ended(send("POST", jobs(), "{\"block\":\"getmailbox\",\"people\":[\"" + ada + "\"]}"))
                        .at("/output/hidden")
                        .asBoolean())
                .isTrue();
        assertThat(get(graph() + "/users/" + ada + "/manager").status()).isEqualTo(200);
    }

    @Test
    void whoeverManagedAPersonBeforeAJobDoesSoAgainWhenItIsUndone() {
        UUID former = person("Former");
        person("Boss");
        String first = ran("setmanager", Map.of("manager", former.toString()));
        String second = ran("setmanager", Map.of("manager", "Boss@" + domain()));

        undone(second);

        assertThat(ada("/manager").get("id").asString()).isEqualTo(former.toString());
        undone(ran("removemanager", Map.of()));
        assertThat(ada("/manager").get("id").asString()).isEqualTo(former.toString());
        undone(first);
        assertThat(get(graph() + "/users/" + ada + "/manager").status()).isEqualTo(404);
    }

    @Test
    void aProfileIsAsItWasWhenWhatChangedItIsUndone() {
        Estate.run(
                "UPDATE users SET department = 'Sales', business_phones = '{\"+1 555 0100,,7\",+1 555 0101}' WHERE id = ?",
                ada);
        String shown =
                "?$select=displayName,givenName,surname,userPrincipalName,department,jobTitle,companyName,employeeId,"
                        + "employeeHireDate,officeLocation,preferredLanguage,mobilePhone,businessPhones,faxNumber,"
                        + "streetAddress,postalCode,city,state,country,usageLocation,mail,mailNickname";
        JsonNode before = ada(shown);
        List<String> all = new ArrayList<>();
        all.add(ran("renameuser", Map.of("displayName", "Ada King", "surname", "King", "upn", "king@" + domain())));
        all.add(ran("setusagelocation", Map.of("usageLocation", "DE")));
        all.add(ran("setdepartment", Map.of("department", "Research")));
        all.add(ran("setemploymentdates", Map.of("employeeHireDate", "2026-02-01")));
        all.add(ran("setjobtitle", Map.of("jobTitle", "Analyst")));
        all.add(ran("setcompanyname", Map.of("companyName", "Engines")));
        all.add(ran("setemployeeid", Map.of("employeeId", "E-1")));
        all.add(ran("setofficelocation", Map.of("officeLocation", "North")));
        all.add(ran("setpreferredlanguage", Map.of("preferredLanguage", "de-DE")));
        all.add(ran("setphones", Map.of("businessPhone", "+49 30 1", "mobilePhone", "+49 170 1")));
        all.add(ran("setaddress", Map.of("city", "Berlin", "country", "Germany")));
        JsonNode changed = ada(shown);
        assertThat(changed.get("surname").asString()).isEqualTo("King");
        assertThat(changed.get("businessPhones")).hasSize(1);

        all.reversed().forEach(this::undone);

        assertThat(ada(shown)).isEqualTo(before);
    }

    @Test
    void onlyWhatAJobHasChangedIsGivenBack() {
        Estate.run("UPDATE users SET city = 'Berlin' WHERE id = ?", ada);
        String moved = ran("setaddress", Map.of("city", "Berlin", "country", "Germany"));
        ran("setaddress", Map.of("city", "Hamburg"));

        undone(moved);

        assertThat(ada("?$select=city").get("city").asString()).isEqualTo("Hamburg");
        assertThat(ada("?$select=country").get("country").isNull()).isTrue();
    }

    @Test
    void aDeviceThatWasOutOfUseAlreadyStaysSo() {
        UUID device = Estate.device(organization(), "Laptop");
        String retire = "{\"block\":\"retiredevice\",\"device\":\"" + device + "\"}";
        ended(send("POST", jobs(), retire));
        String again = ended(send("POST", jobs(), retire)).at("/job/id").asString();
        undone(jobs() + "/" + again);
        JsonNode read = ended(send("POST", jobs(), "{\"block\":\"getdevice\",\"device\":\"" + device + "\"}"));
        assertThat(read.at("/output/state").asString()).as(read.toString()).isEqualTo("retired");
    }

    @Test
    void licensesThatWereTakenAwayComeBack() {
        Estate.subscription(organization(), "E3");
        String given = ran("assignlicense", Map.of("product", "SPE_E3"));
        String taken = ran("removealllicenses", Map.of());
        assertThat(get(taken).body().at("/output/products/0").asString()).isEqualTo("SPE_E3");
        assertThat(names("/licenseDetails", "skuPartNumber")).isEmpty();

        undone(taken);

        assertThat(names("/licenseDetails", "skuPartNumber")).containsExactly("SPE_E3");
        undone(given);
        assertThat(names("/licenseDetails", "skuPartNumber")).isEmpty();
    }

    @Test
    void whatWasUndoneDoesNotGoOnAsIfItWereDone() {
        securityGroup("Sales");
        Answer made = send(
                "POST",
                "/command/v1/commandsets",
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("organizationId", organization().toString(), "definition", SET)));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String failed = ran("welcome", Map.of());
        assertThat(get(failed).body().at("/job/errorCode").asString()).isEqualTo("NotFound");
        securityGroup("Later");

        Answer retried = send("POST", failed + "/retry");

        assertThat(retried.status()).as(retried.body().toString()).isEqualTo(409);
        assertThat(retried.body().get("detail").asString()).contains("undone");
        assertThat(get(failed).body().at("/job/status").asString()).isEqualTo("Failed");
        assertThat(names("/memberOf", "displayName")).doesNotContain("Later");
    }
}
