package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.CustomerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A customer with a domain and a provisioning script, and the dialect's calls. */
abstract class ScimTest extends CustomerTest {
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    Answer get(String path) {
        return client().get(ScimPaths.ROOT + path, token());
    }

    Answer filtered(String resource, String filter) {
        return get(resource + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, String json) {
        return client().send(method, ScimPaths.ROOT + path, token(), json);
    }

    Answer delete(String path) {
        return client().send("DELETE", ScimPaths.ROOT + path, token(), null);
    }

    /** What was asked for, after it went well. */
    static JsonNode good(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer.body();
    }

    /** The id of a user made with these attributes besides his name. */
    String user(String name, String more) {
        return good(send("POST", "/Users", """
                        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s@%s"%s}
                        """.formatted(name, domain(), more)))
                .get("id")
                .asString();
    }

    String group(String name, String more) {
        return good(send("POST", "/Groups", "{\"displayName\": \"" + name + "\"" + more + "}"))
                .get("id")
                .asString();
    }

    Answer patch(String path, String operations) {
        return send("PATCH", path, patchOf(operations));
    }

    static String patchOf(String operations) {
        return """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
                """.formatted(operations);
    }

    /** The values of one attribute, row by row. */
    static List<String> column(Answer answer, String name) {
        List<String> values = new ArrayList<>();
        good(answer).get("Resources").forEach(row -> values.add(row.path(name).asString("")));
        return values;
    }

    static void assertRefused(Answer answer, int status, String scimType, String told) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(ScimPaths.MEDIA_TYPE);
        assertThat(answer.body().get("schemas").get(0).asString()).isEqualTo(ScimErrors.SCHEMA);
        assertThat(answer.body().get("status").asString()).isEqualTo(String.valueOf(status));
        assertThat(answer.body().path("scimType").asString("")).isEqualTo(scimType);
        assertThat(answer.body().get("detail").asString()).contains(told);
    }
}
