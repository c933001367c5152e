package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import io.tenantry.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another implementation of the standard agrees: on which people meet a filter, and on what a change makes of a person. */
class ScimOracleTest extends ScimTest {
    private static final int PEOPLE = 40;
    private static final int FILTERS = 300;
    private static final int CHANGES = 120;
    private static final List<String> WORDS = List.of("Ada", "Bob", "Łukasz", "Zoë", "a b", "x\\\"y", "100%", "_");
    private static final ObjectMapper JSON = JsonUtils.createObjectMapper();

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String randomUser(Random random, int number) {
        StringBuilder more = new StringBuilder(", \"displayName\": \"" + word(random) + " " + number % 7 + "\"");
        more.append(random.nextBoolean() ? ", \"title\": \"" + word(random) + "\"" : "");
        more.append(random.nextBoolean() ? ", \"nickName\": \"" + word(random) + "\"" : "");
        more.append(random.nextBoolean() ? ", \"active\": " + random.nextBoolean() : "");
        more.append(random.nextBoolean() ? ", \"name\": {\"givenName\": \"" + word(random) + "\"}" : "");
        if (random.nextBoolean()) {
            more.append(", \"emails\": [{\"type\": \"work\", \"value\": \"w%d@x.example\", \"primary\": true}%s]"
                    .formatted(
                            number % 9,
                            random.nextBoolean()
                                    ? ", {\"type\": \"other\", \"value\": \"o" + number % 5 + "@y.example\"}"
                                    : ""));
        }
        if (random.nextBoolean()) {
            more.append(", \"phoneNumbers\": [{\"type\": \"%s\", \"value\": \"+44 %d\"}]"
                    .formatted(random.nextBoolean() ? "work" : "mobile", number % 6));
        }
        if (random.nextBoolean()) {
            more.append(", \"%s\": {\"department\": \"%s\"}".formatted(ENTERPRISE, word(random)));
        }
        return more.toString();
    }

    private static String filter(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            String operator = random.nextBoolean() ? " and " : " or ";
            return "(" + filter(random, depth - 1) + operator + filter(random, depth - 1) + ")";
        }
        if (depth > 0 && random.nextInt(6) == 0) {
            return "not (" + filter(random, depth - 1) + ")";
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                "%s %s \"%s\""
                        .formatted(
                                single(random), List.of("eq", "co", "sw", "ew").get(random.nextInt(4)), word(random));
            case 1 -> (random.nextBoolean() ? single(random) : "emails") + " pr";
            case 2 -> "active eq " + random.nextBoolean();
            default ->
                random.nextBoolean()
                        ? "emails[type eq \"%s\" and value %s \"%s\"]"
                                .formatted(
                                        random.nextBoolean() ? "work" : "other",
                                        random.nextBoolean() ? "co" : "sw",
                                        List.of("x.ex", "w1", "o2@", "@y").get(random.nextInt(4)))
                        : "phoneNumbers[type eq \"%s\" or value co \"%d\"]"
                                .formatted(random.nextBoolean() ? "work" : "mobile", random.nextInt(6));
        };
    }

    private static String single(Random random) {
        return List.of("title", "nickName", "displayName", "name.givenName", ENTERPRISE + ":department", "userName")
                .get(random.nextInt(6));
    }

    @Test
    void theSamePeopleMeetAFilter() throws ScimException, IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<com.fasterxml.jackson.databind.JsonNode> people = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            String id = user("p" + number, randomUser(random, number));
            people.add(JSON.readTree(good(get("/Users/" + id)).toString()));
        }
        for (int round = 0; round < FILTERS; round++) {
            String text = filter(random, 3);
            Filter filter = Filter.fromString(text);
            List<String> expected = new ArrayList<>();
            for (com.fasterxml.jackson.databind.JsonNode person : people) {
                if (FilterEvaluator.evaluate(filter, person)) {
                    expected.add(person.get("id").asText());
                }
            }
            assertThat(column(filtered("/Users", text), "id"))
                    .as("seed %d: %s", seed, text)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String operation(Random random) {
        String path = List.of("title", "nickName", "name.givenName", "name.familyName", ENTERPRISE + ":department")
                .get(random.nextInt(5));
        return switch (random.nextInt(5)) {
            case 0 -> "{\"op\": \"add\", \"path\": \"%s\", \"value\": \"%s\"}".formatted(path, word(random));
            case 1 -> "{\"op\": \"replace\", \"path\": \"%s\", \"value\": \"%s\"}".formatted(path, word(random));
            case 2 -> "{\"op\": \"remove\", \"path\": \"%s\"}".formatted(path);
            case 3 ->
                "{\"op\": \"replace\", \"value\": {\"title\": \"%s\", \"active\": %b, \"name\": {\"givenName\": \"%s\"}}}"
                        .formatted(word(random), random.nextBoolean(), word(random));
            default ->
                "{\"op\": \"replace\", \"path\": \"emails\", \"value\": [{\"type\": \"work\", \"value\": \"n%d@z.example\", \"primary\": true}]}"
                        .formatted(random.nextInt(10));
        };
    }

    @Test
    void aChangeMakesTheSameOfAPerson() throws ScimException, IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String id = user("ada", randomUser(random, 1));
        for (int round = 0; round < CHANGES; round++) {
            String operations = operation(random) + (random.nextBoolean() ? ", " + operation(random) : "");
            GenericScimResource expected = new GenericScimResource(
                    (ObjectNode) JSON.readTree(good(get("/Users/" + id)).toString()));
            JSON.readValue(patchOf(operations), PatchRequest.class).apply(expected);
            Answer answer = patch("/Users/" + id, operations);
            assertThat(kept(good(answer)))
                    .as("seed %d: %s", seed, operations)
                    .isEqualTo(kept(JsonMapper.shared()
                            .readTree(expected.getObjectNode().toString())));
        }
    }

    /** What the operations change, in an order of its own; the rest is worked out of it, or told by the hub alone. */
    private static String kept(JsonNode person) {
        TreeSet<String> kept = new TreeSet<>();
        for (String path :
                List.of("/title", "/nickName", "/active", "/name/givenName", "/name/familyName", "/emails/0/value")) {
            kept.add(path + "=" + person.at(path).asString(""));
        }
        kept.add("department=" + person.path(ENTERPRISE).path("department").asString(""));
        return kept.toString();
    }
}
