package io.tenantry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks on while the hub works: reads its events, and asks for them again where a stream ends before the work does. */
final class Following {
    private static final String DATA = "data: ";

    private Following() {}

    /**
     * Reads events until nothing more happens.
     *
     * @param shown shows how far it is, and says whether more is to come
     * @return the last event, or null when there was none
     */
    static @Nullable JsonNode to(HubClient hub, String path, Predicate<JsonNode> shown) {
        @Nullable JsonNode last = null;
        boolean more = true;
        while (more) {
            try (BufferedReader events =
                    new BufferedReader(new InputStreamReader(hub.download(path), StandardCharsets.UTF_8))) {
                for (String line = events.readLine(); line != null && more; line = events.readLine()) {
                    if (line.startsWith(DATA)) {
                        last = JsonMapper.shared().readTree(line.substring(DATA.length()));
                        more = shown.test(last);
                    }
                }
            } catch (IOException cut) {
                // A hub that stopped in the middle goes on once it is back; asking again tells.
                continue;
            }
            more = more && last != null;
        }
        return last;
    }
}
