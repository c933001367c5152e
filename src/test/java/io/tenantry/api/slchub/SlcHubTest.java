package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.CustomerTest;
import io.tenantry.Estate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A customer with a domain and a script that may do everything there, and the dialect's calls. */
abstract class SlcHubTest extends CustomerTest {
    static final String PASSWORD = "violet tractor humming eleven";

    Answer get(String path) {
        return client().get(SlcPaths.ROOT + path, token());
    }

    Answer send(String method, String path, String json) {
        return client().send(method, SlcPaths.ROOT + path, token(), json);
    }

    Answer send(String method, String path) {
        return client().send(method, SlcPaths.ROOT + path, token(), null);
    }

    /** A user made straight in the database, with his name as UPN. */
    UUID person(String name) {
        UUID id = Estate.user(organization(), name);
        Estate.run("UPDATE users SET upn = ? WHERE id = ?", name.replace(" ", ".") + "@" + domain(), id);
        return id;
    }

    UUID group(String name) {
        return Estate.group(organization(), name);
    }

    void member(UUID group, UUID member, String kind) {
        Estate.member(organization(), group, member, kind);
    }

    /** The values of one member, row by row, of a list in its envelope or without. */
    static List<String> column(Answer answer, String name) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<String> values = new ArrayList<>();
        JsonNode rows = answer.body().isArray() ? answer.body() : answer.body().get("data");
        rows.forEach(row -> values.add(row.path(name).asString("")));
        return values;
    }

    static void assertRefused(Answer answer, int status, String word, String told) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("error", "msg");
        assertThat(answer.body().get("error").asString()).isEqualTo(word);
        assertThat(answer.body().get("msg").asString()).contains(told);
    }
}
