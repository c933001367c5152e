package io.tenantry.api;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.api.own.OwnBodies;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** An organization with one of everything, and calls of every route of the hub about it. */
public abstract class EveryCall extends HubTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> FILES =
            List.of("/imports", "/imports/keycloak", "/imports/ldif", "/change-files", "/skus/import", "/feed");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private final Map<String, String> ids = new HashMap<>();
    private Client client = new Client("");
    private String token = "";
    private SampleBodies bodies = SampleBodies.none();

    @BeforeEach
    final void makeHome() {
        client = new Client(hubUrl());
        OrganizationId home = Estate.reseller(TestOrganizations.root(), "Every call");
        String domain = "d" + Ids.next() + ".example";
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                home.value(),
                domain);
        UUID script = Estate.application(home, BuiltInRole.ADMINISTRATORS);
        token = client.tokenOf(script);
        UUID user = Estate.user(home, "Noon");
        UUID group = Estate.group(home, "Noon's");
        Estate.member(home, group, user, "user");
        ids.put("organizationId", home.toString());
        List.of("userId", "memberId", "principalId", "id").forEach(name -> ids.put(name, user.toString()));
        List.of("groupId", "userGroupId").forEach(name -> ids.put(name, group.toString()));
        ids.put("serviceAccountId", script.toString());
        ids.put("subscriptionId", Estate.subscription(home, "E3").toString());
        ids.put("name", domain);
        bodies = SampleBodies.of(client, "own").with(OwnBodies.words(home, user, domain));
    }

    /** The access token of an administrator of the organization. */
    protected final String administrator() {
        return token;
    }

    protected final List<Route> routes() {
        return Route.all(mapping);
    }

    protected final RequestMappingHandlerMapping mapping() {
        return mapping;
    }

    /** A path of the route that leads to what is there, as far as there is such a thing. */
    protected final String path(Route route) {
        return VARIABLE.matcher(route.pattern())
                .replaceAll(found ->
                        ids.getOrDefault(found.group(1), UUID.randomUUID().toString()));
    }

    /** A body that the route takes, an empty one where none is known, or null where it takes none. */
    protected final @Nullable String body(Route route) {
        String body = route.pattern().startsWith("/api/v1/") ? OwnBodies.body(bodies, route) : null;
        return body == null && !Set.of("GET", "DELETE").contains(route.method()) ? "{}" : body;
    }

    /** Sends a call. Headers are names and values in turn. */
    protected final Answer send(Route route, String path, String as, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + as)
                .method(route.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(
                body == null
                        ? request.build()
                        : request.header("Content-Type", type(route)).build());
    }

    private static String type(Route route) {
        boolean isFile = route.method().equals("POST")
                && route.pattern().startsWith("/api/v1/")
                && FILES.stream().anyMatch(route.pattern()::endsWith);
        if (!isFile) {
            return "application/json";
        }
        return route.pattern().contains("/imports/") ? "application/octet-stream" : "text/csv";
    }
}
