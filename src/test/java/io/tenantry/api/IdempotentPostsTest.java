package io.tenantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/** Each POST of each surface, sent twice under one key and once more with another body; and those that take no key. */
class IdempotentPostsTest extends EveryCall {
    private static final Path LIST = Path.of("src/test/resources/posts-without-key.txt");
    private static final Path SERVED = Path.of("target/posts-without-key.txt");

    private static final int TOO_MANY_CALLS = 429;
    private static final int SERVER_ERROR = 500;

    @Test
    void everyPostIsDoneOnceAndTheExceptionsAreWrittenDown() throws IOException {
        Set<String> without = withoutKey();
        Files.write(SERVED, without);
        assertThat(without)
                .as("%s names the routes that take no key; those of the hub are in %s", LIST, SERVED)
                .containsExactlyElementsOf(Files.readAllLines(LIST));
        List<String> amiss = new ArrayList<>();
        int asked = 0;
        for (Route route : routes()) {
            if (route.method().equals("POST") && isOfSurface(route.endpoint())) {
                asked++;
                String found = without.contains(route.pattern()) ? withoutKey(route) : once(route);
                if (found != null) {
                    amiss.add(route.pattern() + " " + found);
                }
            }
        }
        assertThat(amiss).isEmpty();
        assertThat(asked).isGreaterThan(150);
    }

    private @Nullable String once(Route route) {
        String key = UUID.randomUUID().toString();
        String path = path(route);
        String body = body(route);
        Answer first = send(route, path, administrator(), body, "Idempotency-Key", key);
        if (first.status() == TOO_MANY_CALLS || first.status() >= SERVER_ERROR) {
            return "answers " + first.status() + " " + first.body();
        }
        Answer again = send(route, path, administrator(), body, "Idempotency-Key", key);
        if (!"true".equals(again.header("Idempotency-Replayed"))
                || again.status() != first.status()
                || !again.raw().body().equals(first.raw().body())) {
            return "answers " + first.status() + " and then " + again.status() + " " + again.body();
        }
        Answer other = send(route, path, administrator(), body + " ", "Idempotency-Key", key);
        return other.status() == 422 ? null : "answers " + other.status() + " to another body";
    }

    private @Nullable String withoutKey(Route route) {
        String key = UUID.randomUUID().toString();
        String path = path(route);
        for (int time = 0; time < 2; time++) {
            Answer answer = send(route, path, administrator(), body(route), "Idempotency-Key", key);
            if (answer.header("Idempotency-Replayed") != null) {
                return "was told what was told before";
            }
        }
        return null;
    }

    private static boolean isOfSurface(Class<?> endpoint) {
        return endpoint.getPackageName().startsWith("io.tenantry.api.");
    }

    private Set<String> withoutKey() {
        Set<String> without = new TreeSet<>();
        mapping().getHandlerMethods().forEach((route, handler) -> {
            if (isOfSurface(handler.getBeanType())
                    && handler.hasMethodAnnotation(WithoutIdempotencyKey.class)
                    && route.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                without.addAll(route.getPatternValues());
            }
        });
        return without;
    }
}
