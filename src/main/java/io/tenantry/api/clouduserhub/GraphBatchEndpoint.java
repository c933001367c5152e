package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.web.Failures;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Several requests in one, as in Microsoft Graph. Each is handled as if it had come alone, one after the other. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT, GraphPaths.PREFIXED})
class GraphBatchEndpoint {
    private static final String REQUESTS = "requests";
    private static final int REQUESTS_MAX = 20;
    private static final int FAILED_DEPENDENCY = 424;
    private static final String TYPE = "Content-Type";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final ObjectProvider<DispatcherServlet> dispatcher;
    private final Failures failures;
    private final Access access;
    private final JsonMapper json;

    GraphBatchEndpoint(
            ObjectProvider<DispatcherServlet> dispatcher, Failures failures, Access access, JsonMapper json) {
        this.dispatcher = dispatcher;
        this.failures = failures;
        this.access = access;
        this.json = json;
    }

    /** Up to twenty. Each needs what it would need alone; whoever may do nothing here is refused as a whole. */
    @Operation(summary = "Send several requests in one")
    @Exchanges(takes = "graphBatch")
    @PostMapping("/$batch")
    @Requires(
            value = {},
            note = "what each request needs")
    Responses batch(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> body)
            throws IOException {
        OrganizationId organization = Keys.organization(organizationId);
        if (caller.rights().values().stream().noneMatch(reach -> reach.covers(organization))) {
            access.require(caller, Permission.USER_READ_BASIC, organization);
        }
        String root =
                request.getRequestURI().substring(0, request.getRequestURI().lastIndexOf('/'));
        List<Wanted> wanted = wanted(body);
        Map<String, Integer> done = new HashMap<>();
        List<Response> responses = new ArrayList<>();
        for (Wanted one : wanted) {
            boolean isHeldUp = one.dependsOn().stream().anyMatch(id -> done.getOrDefault(id, FAILED_DEPENDENCY) >= 400);
            Response answer = isHeldUp
                    ? new Response(one.id(), FAILED_DEPENDENCY, Map.of(), null)
                    : answer(request, response, root, one);
            done.put(one.id(), answer.status());
            responses.add(answer);
        }
        return new Responses(responses);
    }

    private Response answer(HttpServletRequest request, HttpServletResponse response, String root, Wanted one)
            throws IOException {
        BatchedRequest alone = new BatchedRequest(request, one.method(), root + one.url(), one.headers(), one.body());
        BatchedAnswer answer = new BatchedAnswer(response);
        try {
            dispatcher.getObject().service(alone, answer);
        } catch (ServletException | RuntimeException failure) {
            failures.send(alone, answer, failure);
        }
        return new Response(one.id(), answer.getStatus(), answer.headers(), body(answer));
    }

    private @Nullable Object body(BatchedAnswer answer) {
        byte[] bytes = answer.body();
        if (bytes.length == 0) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return String.valueOf(answer.getContentType()).contains("json") ? json.readTree(text) : text;
        } catch (JacksonException cutOff) {
            return text;
        }
    }

    private List<Wanted> wanted(Map<String, @Nullable Object> body) {
        for (String name : body.keySet()) {
            if (!name.equals(REQUESTS)) {
                throw malformed("There is no property '" + Shortened.of(name) + "' to set here");
            }
        }
        Object given = body.get(REQUESTS);
        if (!(given instanceof List<?> list) || list.size() > REQUESTS_MAX) {
            throw malformed("'requests' is a list of at most " + REQUESTS_MAX);
        }
        List<Wanted> wanted = new ArrayList<>();
        Map<String, Boolean> ids = new HashMap<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> one)) {
                throw malformed("Each of 'requests' is an object");
            }
            Wanted request = read(one);
            if (ids.put(request.id(), true) != null) {
                throw malformed("Each of 'requests' has an id of its own");
            }
            wanted.add(request);
        }
        return wanted;
    }

    private Wanted read(Map<?, ?> one) {
        String id = GraphBodies.text(one, "id", REQUESTS + ".id");
        String method = GraphBodies.text(one, "method", REQUESTS + ".method");
        String url = GraphBodies.text(one, "url", REQUESTS + ".url");
        if (id == null || id.length() > 64 || method == null || url == null) {
            throw malformed("Each of 'requests' has an id, a method and an url");
        }
        String target = url.startsWith("/") ? url : "/" + url;
        String path = target.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
        boolean plain = target.chars().allMatch(c -> c > ' ' && c < 0x7F) && !path.contains("/$batch");
        for (String trick : List.of("//", "/.", "\\", ";", "%2e", "%2f", "%5c", "%25", "%3b", "%00")) {
            plain &= !path.contains(trick);
        }
        if (!plain) {
            throw malformed("The url of '" + Shortened.of(id) + "' is not one that can be asked here");
        }
        if (!METHODS.contains(method)) {
            throw malformed("The method of '" + Shortened.of(id) + "' is not served");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (one.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(name.toString(), String.valueOf(value)));
        }
        Object body = one.get("body");
        byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        if (body != null && headers.keySet().stream().noneMatch(TYPE::equalsIgnoreCase)) {
            headers.put(TYPE, "application/json");
        }
        return new Wanted(id, method, target, headers, bytes, GraphBodies.texts(one, "dependsOn"));
    }

    private static Refusal malformed(String message) {
        return new Refusal(Refusal.Reason.MALFORMED, message, REQUESTS);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wanted(
            String id, String method, String url, Map<String, String> headers, byte[] body, List<String> dependsOn) {}

    record Responses(List<Response> responses) {}

    record Response(
            String id,
            int status,
            Map<String, String> headers,
            @Nullable Object body) {}
}
