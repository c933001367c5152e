package io.tenantry.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.DocumentedAnswers;
import io.tenantry.DocumentedAnswers.Given;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.api.Route;
import io.tenantry.api.SampleBodies;
import io.tenantry.api.own.OwnBodies;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Answers are what the OpenAPI documents say they are: for things that are there, for things that are not, and for strangers. */
class DocumentedAnswersTest extends HubTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private final Map<String, String> ids = new HashMap<>();
    private OrganizationId home = new OrganizationId(Ids.next());
    private Client client = new Client("");
    private String token = "";
    private SampleBodies bodies = SampleBodies.none();

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.reseller(TestOrganizations.root(), "Documented");
        String domain = "d" + home + ".example";
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                home.value(),
                domain);
        UUID script = Estate.serviceAccount(home, null);
        Estate.run("UPDATE service_accounts SET is_unthrottled = true WHERE id = ?", script);
        Estate.assign(home, script, "service account", BuiltInRole.ADMINISTRATORS, home);
        token = client.tokenOf(script);
        UUID user = Estate.user(home, "Noon");
        UUID group = Estate.group(home, "Noon's");
        Estate.member(home, group, user, "user");
        ids.put("organizationId", home.toString());
        ids.put("userId", user.toString());
        ids.put("memberId", user.toString());
        ids.put("principalId", user.toString());
        ids.put("groupId", group.toString());
        ids.put("userGroupId", group.toString());
        ids.put("serviceAccountId", script.toString());
        ids.put("subscriptionId", Estate.subscription(home, "E3").toString());
        ids.put("id", user.toString());
        ids.put("name", domain);
        bodies = SampleBodies.of(client, "own").with(OwnBodies.words(home, user, domain));
    }

    @Test
    void everyAnswerIsOneThatIsDocumented() throws IOException {
        DocumentedAnswers documents = DocumentedAnswers.of(hubUrl());
        Set<String> problems = new TreeSet<>();
        List<Route> routes = Route.all(mapping);
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            for (Route route : routes) {
                if (route.method().equals(method)) {
                    for (String as : List.of(token, "nobody")) {
                        problems.addAll(documents.problems(given(route, as)));
                    }
                }
            }
        }
        Files.write(Path.of("target", "undocumented-answers.txt"), problems);
        assertThat(problems).isEmpty();
    }

    private Given given(Route route, String as) {
        String path = VARIABLE.matcher(route.pattern())
                .replaceAll(found ->
                        ids.getOrDefault(found.group(1), UUID.randomUUID().toString()));
        String body = route.pattern().startsWith("/api/v1/") ? OwnBodies.body(bodies, route) : null;
        boolean needsBody = body == null && !Set.of("GET", "DELETE").contains(route.method());
        Answer answer = client.send(route.method(), path, as, needsBody ? "{}" : body);
        return new Given(
                route.method(),
                path,
                answer.status(),
                String.valueOf(answer.header("Content-Type")),
                answer.raw().body());
    }
}
