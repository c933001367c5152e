package io.tenantry.api.clouduserhub;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.emulation.EmulatedPaths;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Relay;
import io.tenantry.microsoft.Relay.Question;
import io.tenantry.microsoft.Relay.Told;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Passes questions on to Microsoft where the organization lives there: everything that is read of Graph, and all of Partner
 * Center. What was so in the past is told from the mirror, since Microsoft does not tell it. Changes go through the directory as everywhere, which carries them out at Microsoft and in the mirror. A route that is
 * added here is passed on without a word.
 */
@Configuration(proxyBeanMethods = false)
class MicrosoftRelay implements EmulatedPaths {
    private static final String VERSION = "/v1.0";
    private static final String GRAPH = "/graph/";
    private static final List<String> PASSED_ON = List.of("ConsistencyLevel", "If-Match", "Prefer");

    private final Relay relay;
    private final Links links;

    MicrosoftRelay(Relay relay, Links links) {
        this.relay = relay;
        this.links = links;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean graph = request.getRequestURI().contains(GRAPH);
        if (!(handler instanceof HandlerMethod method)
                || !(request.getAttribute(Caller.class.getName()) instanceof Caller caller)
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named)
                || (graph && (!request.getMethod().equals("GET") || request.getParameter(Past.AS_OF) != null))) {
            return true;
        }
        UUID organization = id(named.get(graph ? "organizationId" : "customerId"));
        if (organization == null || !relay.isNeeded(new OrganizationId(organization))) {
            return true;
        }
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            return true;
        }
        List<Permission> needed = List.of(requires.value());
        OrganizationId there = new OrganizationId(organization);
        Question question = question(request);
        if (graph) {
            answer(relay.graph(caller, there, needed, question), request, response);
            return false;
        }
        UUID partner = id(named.get("partnerId"));
        UUID tenant = id(named.get("tenantId"));
        if (partner == null || tenant == null) {
            return true;
        }
        answer(
                relay.partnerCenter(caller, new OrganizationId(partner), there, tenant, needed, question),
                request,
                response);
        return false;
    }

    private static Question question(HttpServletRequest request) throws IOException {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        String asked =
                path.substring(path.indexOf(VERSION + "/") + VERSION.length()) + (query == null ? "" : "?" + query);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean counts = path.endsWith("$count");
        if (counts || (query != null && (query.contains("search=") || query.contains("count=")))) {
            headers.put("ConsistencyLevel", "eventual");
        }
        for (String name : PASSED_ON) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        byte[] body = request.getInputStream().readAllBytes();
        return new Question(request.getMethod(), asked, headers, body.length == 0 ? null : body);
    }

    /** Links lead back to the hub, where whoever follows them is signed in. */
    private void answer(Told told, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String base = links.absolute(request, path.substring(0, path.indexOf(VERSION + "/") + VERSION.length()));
        response.setStatus(told.status());
        told.headers().forEach((name, value) -> response.setHeader(name, value.replace(told.base(), base)));
        byte[] body = new String(told.body(), StandardCharsets.UTF_8)
                .replace(told.base(), base)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static @Nullable UUID id(@Nullable Object text) {
        try {
            return text instanceof String given ? Keys.uuid(given, "id") : null;
        } catch (Refusal malformed) {
            return null;
        }
    }
}
