package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.kernel.Ids;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The feed of events, page by page and as a stream. */
class EventFeedTest extends Told {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    @Test
    void aChangeThatBeganEarlyAndEndsLateIsNotPassedBy() throws SQLException {
        try (Connection late = TestPostgres.connect(TestPostgres.shared())) {
            late.setAutoCommit(false);
            try (PreparedStatement insert = late.prepareStatement("""
                    INSERT INTO audit_events (organization_id, id, actor_kind, actor_name, action, target_kind, target_id, outcome,
                        correlation_id) VALUES (?, ?, 'system', 'late', 'user.delete', 'user', ?, 'done', 'late')
                    """)) {
                insert.setObject(1, home.value());
                insert.setObject(2, Ids.next());
                insert.setString(3, ada.toString());
                insert.executeUpdate();
            }
            change(ada, "{\"jobTitle\": \"Countess\"}");
            Answer before = client.get(path() + "/events?wait=1", token);
            assertThat(before.body().path("items")).isEmpty();
            late.commit();
            String place = before.body().path("next").asString();
            Answer after = client.get(path() + "/events?wait=20&after=" + place, token);
            assertThat(after.body()
                            .path("items")
                            .valueStream()
                            .map(event -> event.path("type").asString()))
                    .containsExactly("user.deleted", "user.updated");
        }
    }

    @Test
    void whoeverReadsOnGetsEachEventOnceInOrder() {
        for (int number = 1; number <= 7; number++) {
            change(ada, "{\"jobTitle\": \"" + number + "\"}");
        }
        List<JsonNode> all = feed(7);
        assertThat(all.stream()
                        .map(event -> event.path("data")
                                .path("after")
                                .path("jobTitle")
                                .asString()))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
        String after = "oldest";
        for (int number = 0; number < 7; number++) {
            JsonNode page =
                    client.get(path() + "/events?limit=1&after=" + after, token).body();
            assertThat(page.path("items").get(0)).isEqualTo(all.get(number));
            after = page.path("next").asString();
        }
        assertThat(client.get(path() + "/events?after=" + after, token).body().path("items"))
                .isEmpty();
        assertThat(client.get(path() + "/events?after=latest", token).body().path("items"))
                .isEmpty();
        assertThat(client.get(path() + "/events?after=x", token).status()).isEqualTo(400);
        assertThat(client.get(path() + "/events?after=" + after + "A", token).status())
                .isEqualTo(400);
        assertThat(client.get(path() + "/events?type=user.updated&filter=objectName%20eq%20%27x%27", token)
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aStreamGoesOnWhereItWasCutOff() throws IOException, InterruptedException {
        change(ada, "{\"jobTitle\": \"1\"}");
        feed(1);
        String first;
        try (Watching watching = watch("oldest")) {
            assertThat(watching.next("data")).contains("\"1\"");
            first = watching.last;
        }
        change(ada, "{\"jobTitle\": \"2\"}");
        change(ada, "{\"jobTitle\": \"3\"}");
        try (Watching watching = watch(first)) {
            assertThat(watching.next("event")).isEqualTo("user.updated");
            assertThat(watching.next("data")).contains("\"2\"");
            assertThat(watching.next("data")).contains("\"3\"");
        }
        assertThat(client.get(path() + "/events/stream", token).status()).isEqualTo(406);
    }

    private Watching watch(String last) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + path() + "/events/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", last)
                .build();
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Watching(http, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private static final class Watching implements AutoCloseable {
        private final HttpClient http;
        private final BufferedReader lines;
        private String last = "";

        Watching(HttpClient http, BufferedReader lines) {
            this.http = http;
            this.lines = lines;
        }

        /** The next line of this name. */
        String next(String name) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    last = line.substring(4);
                }
                if (line.startsWith(name + ": ")) {
                    return line.substring(name.length() + 2);
                }
            }
            throw new AssertionError("The stream has ended");
        }

        @Override
        public void close() throws IOException {
            http.shutdownNow();
            lines.close();
        }
    }

    @Test
    void licencesAreToldByWhateverWayTheyCome() {
        Estate.subscription(home, "E3");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        String body = "{\"displayName\": \"Engineers\", \"kind\": \"security\"}";
        String group = client.send("POST", path() + "/groups", token, body)
                .body()
                .path("id")
                .asString();
        assign("/groups/" + group, "add");
        client.send("POST", path() + "/groups/" + group + "/members", token, "{\"id\": \"" + ada + "\"}");
        assign("/groups/" + group, "remove");
        List<JsonNode> told = feed(5).stream()
                .filter(event -> event.path("type").asString().startsWith("license."))
                .toList();
        assertThat(told.stream().map(event -> event.path("type").asString()))
                .containsExactly("license.assigned", "license.removed");
        assertThat(told).allSatisfy(event -> {
            assertThat(event.path("data").path("license").path("skuId").asString())
                    .isEqualTo(E3);
            assertThat(event.path("subject").asString()).isEqualTo("user/" + ada);
            assertThat(event.path("data").path("actor").path("kind").asString()).isEqualTo("service account");
        });
    }

    private void assign(String of, String how) {
        String body = how.equals("add") ? "{\"add\": [{\"skuId\": \"" + E3 + "\"}]}" : "{\"remove\": [\"" + E3 + "\"]}";
        Answer answer = client.send("POST", path() + of + "/licenses", token, body);
        assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
    }
}
