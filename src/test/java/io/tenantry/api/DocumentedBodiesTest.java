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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** The documentation of bodies holds: what it names is taken, what it demands is demanded, and there is nothing else. */
class DocumentedBodiesTest extends HubTest {
    /** Their members depend on each other, or on what was kept before, so that no one body has them all. */
    private static final Set<String> NOT_ALL_AT_ONCE = Set.of(
            "newIdentitySource",
            "identitySourceChanges",
            "givenHash",
            "policyChanges",
            "passwordChange",
            "licenseChange",
            "newChange",
            "commandJobRequest",
            "newCommandDefinition",
            "commandDefinition",
            "commandSetDefaults",
            "newCommandSchedule",
            "commandScheduleChanges",
            "subscriptionChange",
            "newConnection",
            "connectionChanges",
            "newScimTarget",
            "scimTargetChanges",
            "emulation",
            "replay",
            "graphBatch",
            "exchangeCommand");

    @Autowired
    private List<Surface> surfaces = List.of();

    private OrganizationId home = new OrganizationId(Ids.next());
    private Client client = new Client("");
    private String token = "";
    private String domain = "";

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.reseller(TestOrganizations.root(), "Documented");
        domain = "d" + home + ".example";
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                home.value(),
                domain);
        UUID script = Estate.application(home, BuiltInRole.ADMINISTRATORS);
        token = client.tokenOf(script);
    }

    /** Things to write to, made anew for each request, and words that are right where any other would not be. */
    private Map<String, Object> words(String thing) {
        String unique = "n" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> words = new HashMap<>();
        words.put("userPrincipalName", unique + "@" + domain);
        words.put("mail", unique + "@" + domain);
        words.put("mailNickname", unique);
        words.put("userName", unique);
        words.put("usageLocation", "SE");
        words.put("preferredLanguage", "sv-SE");
        words.put("timeZone", "Europe/Stockholm");
        words.put("otherMails", List.of(unique + "@home.example"));
        words.put("userType", "Member");
        words.put("businessPhones", List.of("+46 8 123 45 67"));
        words.put("password", "rowing-Tulip-orbit-77");
        words.put("mailEnabled", false);
        words.put("groupTypes", List.of());
        words.put("visibility", "Private");
        words.put(
                "kind",
                thing.contains("rganization") ? "reseller" : thing.equals("newConnection") ? "microsoft" : "security");
        words.put("provider", "local");
        words.put("url", "https://127.0.0.1/hook");
        words.put("notificationUrl", "https://127.0.0.1/flow");
        words.put("types", List.of("user.disabled"));
        words.put("filter", "objectKind eq 'user'");
        words.put("contact", unique + "@" + domain);
        words.put("locale", "en-US");
        words.put("employeeHireDate", "2027-01-04");
        words.put("employeeLeaveDate", "2027-12-31");
        words.put("employeeLeaveDateTime", "2027-12-31");
        words.put("parentId", home.toString());
        words.put("domains", List.of(unique + ".example"));
        words.put("authenticationType", "Managed");
        words.put("supportedServices", List.of("Email"));
        words.put("passwordValidityDays", 90);
        words.put("passwordNotificationDays", 14);
        words.put("@odata.id", "https://graph.microsoft.com/v1.0/directoryObjects/" + Estate.user(home, unique));
        words.put("id", Estate.user(home, unique).toString());
        if (thing.equals("newDomain")) {
            words.put("name", unique + ".example");
        }
        return words;
    }

    private String path(String pattern) {
        UUID user = Estate.user(home, "Noon");
        UUID group = Estate.group(home, "Noon's");
        if (!pattern.startsWith("/api/")) {
            Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", group);
        }
        return pattern.replace("{organizationId}", home.toString())
                .replace("{userId}", user.toString())
                .replace("{groupId}", group.toString())
                .replace("/users/{id}", "/users/" + user)
                .replace("/groups/{id}", "/groups/" + group)
                .replace("{name}", domain)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "cloud-user-hub"})
    void eachNamedMemberIsTakenAndNoOther(String surface) {
        SampleBodies told = SampleBodies.of(client, surface);
        for (String[] operation : told.operations()) {
            String thing = named(surface, told, operation);
            if (thing == null) {
                continue;
            }
            String line = operation[0] + " " + operation[1];
            ObjectNode body = told.with(words(thing)).body(thing);
            assertThat(body).as(line).isNotEmpty();
            if (!NOT_ALL_AT_ONCE.contains(thing)) {
                Answer whole = send(operation, body);
                assertThat(whole.status())
                        .as("%s %s: %s", line, body, whole.body())
                        .isNotEqualTo(400)
                        .isLessThan(500);
            }
            ObjectNode more = body.deepCopy();
            more.put("notAMember", 1);
            Answer refused = send(operation, more);
            assertThat(refused.status()).as("%s %s", line, refused.body()).isEqualTo(400);
            assertThat(refused.raw().body()).as(line).contains("notAMember");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "cloud-user-hub"})
    void eachRequiredMemberIsDemandedByName(String surface) {
        SampleBodies told = SampleBodies.of(client, surface);
        for (String[] operation : told.operations()) {
            String thing = named(surface, told, operation);
            if (thing == null) {
                continue;
            }
            SampleBodies samples = told.with(words(thing));
            for (String member : samples.required(thing)) {
                ObjectNode body = samples.body(thing);
                body.remove(member);
                Answer refused = send(operation, body);
                String line = operation[0] + " " + operation[1] + " without " + member + ": " + refused.body();
                assertThat(refused.status()).as(line).isEqualTo(400);
                assertThat(refused.raw().body()).as(line).contains(member);
            }
        }
    }

    @Test
    void whatIsNotRequiredMayBeLeftOut() {
        SampleBodies told = SampleBodies.of(client, "own");
        for (String[] operation : told.operations()) {
            String thing = named("own", told, operation);
            if (thing == null || NOT_ALL_AT_ONCE.contains(thing)) {
                continue;
            }
            SampleBodies samples = told.with(words(thing));
            ObjectNode body = samples.body(thing);
            body.retain(samples.required(thing));
            Answer answer = send(operation, body);
            assertThat(answer.status())
                    .as("%s %s %s: %s", operation[0], operation[1], body, answer.body())
                    .isNotEqualTo(400)
                    .isLessThan(500);
        }
    }

    /** What the operation takes, if that was described by hand: Java types describe themselves. */
    private @Nullable String named(String surface, SampleBodies told, String[] operation) {
        String thing = told.takes(operation[0], operation[1]);
        boolean isByHand = surfaces.stream()
                .filter(each -> each.id().equals(surface))
                .flatMap(each -> each.things().stream())
                .anyMatch(each -> each.name().equals(thing));
        return isByHand ? thing : null;
    }

    private Answer send(String[] operation, ObjectNode body) {
        return client.send(operation[0], path(operation[1]), token, body.toString());
    }
}
