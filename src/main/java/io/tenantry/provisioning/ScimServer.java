package io.tenantry.provisioning;

import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.internal.ScimCalls;
import io.tenantry.provisioning.internal.ScimCalls.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One other system that answers SCIM, as the hub asks it. */
public final class ScimServer {
    private static final int PAGE = 200;
    private static final long RESOURCES_MAX = 5_000_000;
    private static final int NOT_FOUND = 404;

    private final ScimCalls calls;

    ScimServer(ScimCalls calls) {
        this.calls = calls;
    }

    /** Takes one resource after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(JsonNode resource) throws IOException;
    }

    /** The calls themselves, for whoever writes. */
    public ScimCalls calls() {
        return calls;
    }

    /**
     * Walks through all resources of a kind, by cursor where the server has such and by index elsewhere.
     *
     * @param path such as {@code /Users}
     * @param options further parameters, encoded; may be empty
     * @throws Refusal (PROVIDER_DOWN) when it does not answer, (PROVIDER_CANNOT) when it answers otherwise than SCIM servers do
     */
    public void each(String path, String options, Taker taker) throws IOException {
        String asked = path + "?count=" + PAGE + (options.isEmpty() ? "" : "&" + options);
        if (hasCursors()) {
            byCursor(asked, taker);
        } else {
            byIndex(asked, taker);
        }
    }

    private boolean hasCursors() {
        Answer answer = calls.send("GET", "/ServiceProviderConfig", null);
        return answer.isFine() && answer.body().at("/pagination/cursor").asBoolean(false);
    }

    private void byCursor(String asked, Taker taker) throws IOException {
        String cursor = "";
        long seen = 0;
        while (cursor != null) {
            JsonNode page = page(asked + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            seen = take(page, seen, taker);
            String next = page.path("nextCursor").asString(null);
            Refusal.unless(
                    next == null || !next.equals(cursor),
                    Refusal.Reason.PROVIDER_CANNOT,
                    "The SCIM server leads from one page to the same page");
            cursor = next;
        }
    }

    private void byIndex(String asked, Taker taker) throws IOException {
        long seen = 0;
        String first = null;
        while (true) {
            JsonNode page = page(asked + "&startIndex=" + (seen + 1));
            int here = page.path("Resources").size();
            String firstHere = page.at("/Resources/0/id").asString(null);
            Refusal.unless(
                    here == 0 || firstHere == null || !firstHere.equals(first),
                    Refusal.Reason.PROVIDER_CANNOT,
                    "The SCIM server answers the same page again and again");
            first = firstHere;
            seen = take(page, seen, taker);
            if (here == 0 || seen >= page.path("totalResults").asLong(0)) {
                return;
            }
        }
    }

    private static long take(JsonNode page, long seen, Taker taker) throws IOException {
        long now = seen;
        for (JsonNode resource : page.path("Resources")) {
            taker.take(resource);
            now++;
        }
        Refusal.unless(
                now <= RESOURCES_MAX,
                Refusal.Reason.TOO_LARGE,
                "The SCIM server has more than " + RESOURCES_MAX + " resources");
        return now;
    }

    private JsonNode page(String asked) {
        Answer answer = calls.send("GET", asked, null);
        if (answer.status() == NOT_FOUND) {
            throw new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT,
                    "There is nothing at " + calls.base() + asked.replaceFirst("\\?.*", "")
                            + "; is that the SCIM address?");
        }
        answer.requireOpen();
        Refusal.unless(answer.isFine(), Refusal.Reason.PROVIDER_CANNOT, answer.told());
        return answer.body();
    }

    /** The only resource that meets a filter, or null when none does. */
    public @Nullable JsonNode only(String path, String filter) {
        JsonNode page = page(path + "?count=2&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"));
        JsonNode found = page.path("Resources");
        Refusal.unless(
                found.size() < 2,
                Refusal.Reason.PROVIDER_CANNOT,
                "Several resources of the other system meet " + filter);
        return found.isEmpty() ? null : found.get(0);
    }
}
