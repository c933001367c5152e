package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Seeded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
    private static Map<String, @Nullable Object> ada() {
        Map<String, @Nullable Object> ada = new LinkedHashMap<>();
        ada.put("name", "Ada");
        ada.put("a/b~c", "odd");
        ada.put("email", null);
        return ada;
    }

    private static Map<String, @Nullable Object> step(String op, String path, @Nullable Object value) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("op", op);
        step.put("path", path);
        step.put("value", value);
        return step;
    }

    @Test
    void stepsFollowEachOtherAndTheDocumentGivenStaysAsItIs() {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        steps.add(step("test", "/email", null));
        steps.add(step("add", "/email", "ada@lovelace.example"));
        steps.add(step("test", "/email", "ada@lovelace.example"));
        steps.add(step("remove", "/name", null));
        steps.add(step("replace", "/a~1b~0c", 7));
        Map<String, @Nullable Object> before = ada();
        Map<String, @Nullable Object> after = JsonPatch.apply(before, steps);
        assertThat(after.get("email")).isEqualTo("ada@lovelace.example");
        assertThat(after.get("name")).isNull();
        assertThat(after.get("a/b~c")).isEqualTo(7);
        assertThat(before).isEqualTo(ada());
    }

    @Test
    void aFailedTestIsAConflictThatNamesThePath() {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        steps.add(step("test", "/name", "Grace"));
        assertThatThrownBy(() -> JsonPatch.apply(ada(), steps))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT))
                .hasMessageContaining("/name");
    }

    @Test
    void anyStepsKeepTheMembersOrAreRefused() {
        Seeded.times(20_000, random -> {
            List<Map<String, @Nullable Object>> steps = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                steps.add(anyStep(random));
            }
            try {
                assertThat(JsonPatch.apply(ada(), steps).keySet()).isEqualTo(ada().keySet());
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isIn(Refusal.Reason.MALFORMED, Refusal.Reason.CONFLICT);
            }
        });
    }

    private static Map<String, @Nullable Object> anyStep(Random random) {
        List<String> ops = List.of("add", "remove", "replace", "test", "move", "copy", "", "ADD");
        List<String> paths = List.of("/name", "/email", "/a~1b~0c", "/a/b~c", "", "/", "name", "/name/0", "/~", "/~2");
        Map<String, @Nullable Object> step = step(
                ops.get(random.nextInt(ops.size())),
                paths.get(random.nextInt(paths.size())),
                random.nextBoolean() ? "Ada" : null);
        if (random.nextInt(4) == 0) {
            step.remove(List.of("op", "path", "value").get(random.nextInt(3)));
        }
        return step;
    }
}
