package io.tenantry.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.HubTest;
import io.tenantry.api.Route;
import io.tenantry.api.Surface;
import io.tenantry.platform.web.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The documentation tells of every operation, and tells enough. */
class DocsTest extends HubTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (String surface : List.of("own", "cloud-user-hub", "slc-hub", "cloud-cockpit", "scim", "snow-atlas")) {
            Client.Answer answer = new Client(hubUrl()).get("/v3/api-docs/" + surface, null);
            assertThat(answer.status()).isEqualTo(200);
            answer.body()
                    .path("paths")
                    .forEachEntry((path, item) -> item.forEachEntry((method, operation) ->
                            operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation)));
        }
        return operations;
    }

    @Test
    void whoeverOpensTheHubsAddressIsToldWhereToGo() {
        Client.Answer start = new Client(hubUrl()).get("/", null);
        assertThat(start.status()).isEqualTo(200);
        assertThat(start.header("Content-Type")).startsWith("text/html");
        assertThat(start.raw().body()).contains("href=\"/account\"", "href=\"/docs\"");
    }

    @Test
    void thePageCanBeReadUnderTheShortestAddress(
            @Autowired Documents documents, @Autowired List<Surface> surfaces, @Autowired Links links)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/docs");
        request.setServerName("h");
        Model model = new ExtendedModelMap();
        new DocsEndpoint(documents, surfaces, links).show(request, new MockHttpServletResponse(), model);
        assertThat((List<?>) model.getAttribute("chapters")).hasSameSizeAs(surfaces);
    }

    @Test
    void everyOperationIsToldOnceWithSummaryAndPermission() {
        String page = new Client(hubUrl()).get("/docs", null).raw().body();
        Map<String, JsonNode> operations = operations();
        List<String> expected = new ArrayList<>();
        for (Route route : Route.all(mapping)) {
            boolean isApi = route.endpoint().getPackageName().startsWith("io.tenantry.api.")
                    && !route.endpoint().getPackageName().endsWith(".docs");
            if (!isApi
                    || route.pattern().startsWith("/clouduserhub/")
                    || route.pattern().startsWith("/slchub/")
                    || route.pattern().startsWith("/cloudcockpit/")
                    || route.pattern().startsWith("/scim/v2/{organizationId}")
                    // An address that an answer gives, as Microsoft's reports have them; nobody makes one up.
                    || route.pattern().startsWith("/data/download/")) {
                continue;
            }
            String name = route.method() + " " + route.pattern();
            expected.add(name);
            assertThat(operations).containsKey(name);
            JsonNode operation = Objects.requireNonNull(operations.get(name));
            String summary = operation.path("summary").asString("");
            assertThat(summary).as("summary of %s", name).isNotBlank();
            List<String> permissions = new ArrayList<>();
            operation.path("x-permissions").forEach(permission -> permissions.add(permission.asString()));
            assertThat(permissions)
                    .as("permissions of %s", name)
                    .isEqualTo(route.permissions().stream()
                            .map(permission -> permission.wireName())
                            .toList());
            assertThat(page)
                    .contains((">" + route.pattern() + "<").replace("'", "&#39;"))
                    .contains(summary.replace("'", "&#39;"));
        }
        assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyOperationIsToldStrictly() {
        List<String> ids = new ArrayList<>();
        List<String> undescribed = new ArrayList<>();
        operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asString())
                    .as("the summary of %s is one sentence", name)
                    .matches("\\p{Lu}[^.!?\\n]{5,90}");
            ids.add(operation.path("operationId").asString());
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("description").asString("").isBlank()) {
                    undescribed.add(parameter.path("name").asString() + " of " + name);
                }
            });
            List<String> statuses = List.copyOf(operation.path("responses").propertyNames());
            assertThat(statuses).as(name).contains("400", "401", "403", "500", "503");
            assertThat(statuses.stream().filter(status -> status.startsWith("2") || status.equals("302")))
                    .as(name)
                    .isNotEmpty();
            assertThat(operation.path("tags")).as(name).hasSize(1);
            if (!name.startsWith("GET ")) {
                assertThat(statuses.contains("422"))
                        .as("%s takes a key, or says why not", name)
                        .isEqualTo(operation.path("parameters").toString().contains("\"Idempotency-Key\""));
            }
        });
        assertThat(undescribed).isEmpty();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z0-9]+"));
    }

    @Test
    void filesAreToldByTheirMediaTypes() {
        Map<String, JsonNode> operations = operations();
        String organization = "/api/v1/organizations/{organizationId}";
        assertThat(content(operations, "GET " + organization + "/users/export"))
                .containsExactlyInAnyOrder("text/csv", "application/x-ndjson");
        assertThat(content(operations, "GET " + organization + "/imports/{importId}/result"))
                .containsExactly("text/csv");
        assertThat(Objects.requireNonNull(operations.get("POST " + organization + "/imports"))
                        .path("requestBody")
                        .path("content")
                        .propertyNames())
                .contains("text/csv");
    }

    private static List<String> content(Map<String, JsonNode> operations, String name) {
        return List.copyOf(Objects.requireNonNull(operations.get(name))
                .path("responses")
                .path("200")
                .path("content")
                .propertyNames());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String surface : List.of("own", "cloud-user-hub", "slc-hub", "cloud-cockpit", "scim", "snow-atlas")) {
            JsonNode document =
                    new Client(hubUrl()).get("/v3/api-docs/" + surface, null).body();
            List<String> schemas =
                    List.copyOf(document.path("components").path("schemas").propertyNames());
            for (JsonNode reference : document.findValues("$ref")) {
                String name = reference.asString().replace("#/components/schemas/", "");
                assertThat(schemas).as("%s of %s", name, surface).contains(name);
            }
        }
    }

    @Test
    void everyBodyIsToldMemberByMember() {
        Client client = new Client(hubUrl());
        for (String surface : List.of("own", "cloud-user-hub", "slc-hub", "cloud-cockpit", "scim", "snow-atlas")) {
            JsonNode document = client.get("/v3/api-docs/" + surface, null).body();
            for (Chapter.Section section :
                    new ChapterReader(surface, document).read().sections()) {
                for (Chapter.Call call : section.calls()) {
                    assertThat(call.curl()).startsWith("curl ").doesNotContain("{organizationId}");
                    if (call.curl().contains("-d '")) {
                        assertThat(call.takes())
                                .as(call.method() + " " + call.path())
                                .isNotEmpty();
                    }
                }
            }
        }
    }

    @Test
    void thePageRunsNoScript() {
        Client.Answer page = new Client(hubUrl()).get("/docs", null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.raw().body()).doesNotContain("<script").doesNotContain("style=");
    }
}
