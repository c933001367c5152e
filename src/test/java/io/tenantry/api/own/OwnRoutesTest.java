package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.api.Route;
import io.tenantry.api.SampleBodies;
import io.tenantry.kernel.Ids;
import io.tenantry.signin.internal.ExpiredTokens;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What every route of the hub's own API, present and future, says to a call that is wrong. */
class OwnRoutesTest extends HubTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Lists of what the caller reaches: one who reaches nothing gets none. */
    private static final Set<String> OF_EVERYWHERE = Set.of(
            "/api/v1/organizations", "/api/v1/users", "/api/v1/search", "/api/v1/principals/{principalId}/rights");

    @Autowired
    private ApplicationContext hub = new StaticApplicationContext();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private final List<String> amiss = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();
    private OrganizationId home = new OrganizationId(Ids.next());
    private Client client = new Client("");
    private String token = "";
    private List<Route> routes = List.of();
    private SampleBodies bodies = SampleBodies.none();

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.reseller(TestOrganizations.root(), "Routes");
        String domain = "d" + home + ".example";
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                home.value(),
                domain);
        UUID script = Estate.serviceAccount(home, null);
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
        ids.put("serviceAccountId", script.toString());
        ids.put("name", domain);
        routes = Route.all(mapping).stream()
                .filter(route -> route.pattern().startsWith("/api/v1"))
                .toList();
        bodies = SampleBodies.of(client, "own").with(OwnBodies.words(home, user, domain));
    }

    @Test
    void aMethodThatDoesNotApplyIs405WithThoseThatDo() {
        assertThat(routes).hasSizeGreaterThan(55);
        for (Route route : routes) {
            String path = path(route, "", "");
            Set<String> served = served(path.replaceAll("\\?.*", ""));
            for (String method : METHODS) {
                if (!served.contains(method)) {
                    Answer answer = client.send(method, path, token, null);
                    assertWrong(method + " " + path, answer, 405);
                    assertThat(answer.header("Allow")).as(path).isNotNull();
                }
            }
        }
    }

    @Test
    void aBodyOfAnotherMediaTypeIs415() {
        for (Route route : routes) {
            if (bodies.hasBody(route.method(), route.pattern())) {
                HttpRequest request = request(route)
                        .header("Content-Type", "image/png")
                        .method(route.method(), BodyPublishers.ofString("{}"))
                        .build();
                assertWrong(route.line(), client.send(request), 415);
            }
        }
    }

    @Test
    void anAnswerThatCannotBeHadIs406() {
        for (Route route : routes) {
            if (route.method().equals("GET") && !isDownload(route)) {
                Answer answer =
                        client.send(request(route).header("Accept", "image/png").build());
                // What is not there, or not for this caller, cannot be had in any type.
                if (answer.status() != 404 && answer.status() != 403) {
                    assertWrong(route.line(), answer, 406);
                }
            }
        }
    }

    @Test
    void nobodyUnknownIsAnswered() {
        String expired = ExpiredTokens.of(hub, token);
        for (Route route : routes) {
            for (String bad : List.of("", expired, token + "x", "x")) {
                Answer answer =
                        client.send(route.method(), path(route, "", ""), bad.isEmpty() ? null : bad, body(route));
                assertWrong(route.line(), answer, 401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void tooLittleRightIs403() {
        String powerless = client.tokenOf(Estate.serviceAccount(home, null));
        for (Route route : routes) {
            if (!route.permissions().isEmpty() && !OF_EVERYWHERE.contains(route.pattern())) {
                Answer answer = send(route, path(route, "", ""), powerless);
                assertWrong(route.line(), answer, 403);
            }
        }
    }

    @Test
    void anIdThatIsNoneIs400() {
        for (Route route : routes) {
            for (String variable : variables(route)) {
                for (String bad : List.of("x", "1-1-1-1-1", "0b9f1a52-7c1b-4d7e-8f0a-2b3c4d5e6f7g")) {
                    String path = path(route, variable, bad);
                    Answer answer = send(route, path, token);
                    assertWrong(route.method() + " " + path, answer, 400);
                }
            }
        }
    }

    @Test
    void anIdOfNothingIs404AndAnOrganizationOutOfReach403() {
        OrganizationId foreign = Estate.organization(TestOrganizations.root(), "Foreign");
        for (Route route : routes) {
            for (String variable : variables(route)) {
                // A licence that nobody has is held by nobody, whether it exists or not.
                if (route.pattern().endsWith("/subscribed-skus/{skuId}/users") && variable.equals("skuId")) {
                    continue;
                }
                boolean isOrganization = variable.equals("organizationId");
                for (String other : List.of(
                        UUID.randomUUID().toString(),
                        isOrganization
                                ? foreign.toString()
                                : Estate.user(foreign, "Foreign").toString())) {
                    String path = path(route, variable, other);
                    Answer answer = send(route, path, token);
                    if (route.pattern().startsWith("/api/v1/principals/")) {
                        assertThat(answer.status()).as(path).isIn(403, 404);
                    } else {
                        assertWrong(route.method() + " " + path, answer, isOrganization ? 403 : 404);
                    }
                }
            }
        }
    }

    private static boolean isDownload(Route route) {
        return route.pattern().endsWith("/export")
                || route.pattern().endsWith("/result")
                || route.pattern().endsWith("/events");
    }

    /** Ids in the path; a domain is known by its name, which may be anything. */
    private static List<String> variables(Route route) {
        List<String> variables = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(route.pattern());
        while (matcher.find()) {
            if (!matcher.group(1).equals("name")) {
                variables.add(matcher.group(1));
            }
        }
        return variables;
    }

    private String path(Route route, String variable, String value) {
        Matcher matcher = VARIABLE.matcher(route.pattern());
        String query = route.pattern().endsWith("/search")
                ? "?text=Ada"
                : route.pattern().endsWith("/explanation") ? "?other=" + UUID.randomUUID() : "";
        return matcher.replaceAll(found -> found.group(1).equals(variable)
                        ? value
                        : ids.getOrDefault(found.group(1), UUID.randomUUID().toString()))
                + query;
    }

    private Answer send(Route route, String path, String as) {
        boolean isFile = route.pattern().endsWith("/imports")
                || route.pattern().endsWith("/imports/keycloak")
                || route.pattern().endsWith("/imports/ldif")
                || route.pattern().endsWith("/change-files");
        if (!isFile || route.method().equals("GET")) {
            return client.send(route.method(), path, as, body(route));
        }
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", route.pattern().contains("/imports/") ? "application/octet-stream" : "text/csv")
                .POST(BodyPublishers.ofString(String.valueOf(body(route))))
                .build());
    }

    private @Nullable String body(Route route) {
        return OwnBodies.body(bodies, route);
    }

    private HttpRequest.Builder request(Route route) {
        return HttpRequest.newBuilder(URI.create(hubUrl() + path(route, "", "")))
                .header("Authorization", "Bearer " + token);
    }

    private Set<String> served(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (PathPatternParser.defaultInstance.parse(route.pattern()).matches(PathContainer.parsePath(path))) {
                methods.add(route.method());
            }
        }
        return methods;
    }

    /** All routes are asked before anything is said, so that one look shows all that is amiss. */
    private void assertWrong(String call, Answer answer, int status) {
        boolean isTold = answer.status() == status
                && String.valueOf(answer.header("Content-Type")).startsWith("application/problem+json")
                && !answer.body().path("detail").asString("").isBlank()
                && answer.body().path("correlationId").asString("").equals(answer.header("X-Correlation-Id"));
        if (!isTold) {
            amiss.add(call + " answers " + answer.status() + " and not " + status + ": " + answer.body());
        }
    }

    @AfterEach
    void nothingWasAmiss() {
        assertThat(amiss).isEmpty();
    }
}
