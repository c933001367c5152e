package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.api.Route;
import io.tenantry.signin.internal.ExpiredTokens;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What every route of the dialect, present and future, says to a call that is wrong. */
class EveryRouteTest extends DialectTest {
    private static final List<String> ORGANIZATIONS =
            List.of("organizationId", "customerId", "partnerId", "targetOrganizationId");
    /** What all customers have in common. */
    private static final List<String> SHARED = List.of("commandBlockId", "categoryId");

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @Autowired
    private ApplicationContext hub = new StaticApplicationContext();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private List<Route> routes = List.of();
    private Calls calls = new Calls(Map.of(), "");

    @BeforeEach
    void readRoutes() {
        routes = Route.all(mapping).stream()
                .filter(route -> route.endpoint().getPackageName().equals("io.tenantry.api.clouduserhub"))
                .toList();
        calls = Calls.of(organization(), domain(), things(organization()));
    }

    private static Calls.Things things(OrganizationId where) {
        UUID user = Estate.user(where, "Noon");
        UUID userGroup = Estate.group(where, "Noon's user group");
        UUID group = Estate.group(where, "Noon's group");
        UUID deleted = Estate.user(where, "Noon deleted");
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", group);
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", deleted);
        Estate.member(where, userGroup, user, "user");
        Estate.member(where, group, user, "user");
        return new Calls.Things(user, userGroup, group, deleted, Estate.subscription(where, "Noon's subscription"));
    }

    @Test
    void thereAreRoutesUnderBothRoots() {
        assertThat(routes).hasSizeGreaterThan(50);
        assertThat(routes.stream().filter(route -> route.pattern().startsWith("/clouduserhub/")))
                .hasSize(routes.size() / 2);
    }

    @Test
    void aMethodThatDoesNotApplyIs405WithThoseThatDo() {
        for (Route route : routes) {
            String path = calls.path(route);
            Set<String> served = served(path.replaceAll("\\?.*", ""));
            for (String method : METHODS) {
                if (!served.contains(method)) {
                    Answer answer = client().send(method, path, token(), null);
                    assertWrong(method + " " + path, answer, 405);
                    assertThat(answer.header("Allow")).as(path).isNotNull();
                }
            }
        }
    }

    @Test
    void aMediaTypeThatIsNotJsonIs415() {
        for (Route route : routes) {
            String body = calls.body(route);
            if (body != null) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + calls.path(route)))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "text/plain")
                        .method(route.method(), BodyPublishers.ofString(body))
                        .build();
                assertWrong(route.line(), client().send(request), 415);
            }
        }
    }

    @Test
    void aBodyThatIsNoJsonIs400() {
        for (Route route : routes) {
            if (calls.body(route) != null) {
                for (String body : List.of("{", "[]", "null", "7", "{} {}")) {
                    assertWrong(route.line() + " " + body, call(route, calls.path(route), token(), body), 400);
                }
            }
        }
    }

    @Test
    void nobodyUnknownIsAnswered() {
        String expired = ExpiredTokens.of(hub, token());
        for (Route route : routes) {
            for (String bad : List.of("", expired, token() + "x", "x")) {
                Answer answer = call(route, calls.path(route), bad.isEmpty() ? null : bad, calls.body(route));
                assertWrong(route.line(), answer, 401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void tooLittleRightIs403() {
        UUID script = Estate.serviceAccount(organization(), null);
        Estate.run("UPDATE service_accounts SET is_unthrottled = true WHERE id = ?", script);
        String powerless = client().tokenOf(script);
        for (Route route : routes) {
            assertWrong(route.line(), call(route, calls.path(route), powerless, calls.body(route)), 403);
        }
    }

    @Test
    void anIdThatIsNoneIs400() {
        for (Route route : routes) {
            for (String variable : variables(route)) {
                for (String bad : List.of("x", "1-1-1-1-1", "0b9f1a52-7c1b-4d7e-8f0a-2b3c4d5e6f7g", "null")) {
                    String path = calls.path(route, variable, bad);
                    assertWrong(route.method() + " " + path, call(route, path, token(), calls.body(route)), 400);
                }
            }
        }
    }

    @Test
    void anIdOfNothingIs404AndAnOrganizationOutOfReach403() {
        for (Route route : routes) {
            for (String variable : variables(route)) {
                String path = calls.path(route, variable, UUID.randomUUID().toString());
                int expected = ORGANIZATIONS.contains(variable) ? 403 : 404;
                assertWrong(route.method() + " " + path, call(route, path, token(), calls.body(route)), expected);
            }
        }
    }

    @Test
    void anIdOfAnotherCustomerIsTreatedLikeAnIdOfNothing() {
        OrganizationId other = customer();
        Calls theirs = Calls.of(other, domain(), things(other));
        for (Route route : routes) {
            for (String variable : variables(route)) {
                if (SHARED.contains(variable)) {
                    continue;
                }
                String value = theirs.values().get(variable.equals("id") ? subject(route) : variable);
                String path = calls.path(route, variable, value == null ? "" : value);
                int expected = ORGANIZATIONS.contains(variable) ? 403 : 404;
                assertWrong(route.method() + " " + path, call(route, path, token(), calls.body(route)), expected);
            }
        }
    }

    /** What {@code {id}} is an id of: the segment before it. */
    private static String subject(Route route) {
        String before = route.pattern().substring(0, route.pattern().indexOf("/{id}"));
        return before.substring(before.lastIndexOf('/') + 1);
    }

    private static List<String> variables(Route route) {
        List<String> variables = new ArrayList<>();
        for (String segment : route.pattern().split("/", -1)) {
            Calls.VARIABLE.matcher(segment).results().forEach(found -> variables.add(found.group(1)));
        }
        if (Calls.isFiltered(route)) {
            variables.add("organizationId");
        }
        return variables;
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

    private Answer call(Route route, String path, @Nullable String token, @Nullable String body) {
        return client().send(route.method(), path, token, body);
    }

    private static void assertWrong(String call, Answer answer, int status) {
        assertThat(answer.status()).as(call + " " + answer.body()).isEqualTo(status);
        boolean graph = call.contains("/graph/");
        String code = switch (status) {
            case 400 -> graph ? "Request_BadRequest" : "BadRequest";
            case 401 -> graph ? "InvalidAuthenticationToken" : "Unauthorized";
            case 403 -> graph ? "Authorization_RequestDenied" : "Forbidden";
            case 404 -> graph ? "Request_ResourceNotFound" : "NotFound";
            case 405 -> graph ? "Request_BadRequest" : "MethodNotAllowed";
            default -> "UnsupportedMediaType";
        };
        assertRefused(answer, status, code);
    }
}
