package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.microsoft.MicrosoftSettings;
import io.tenantry.microsoft.internal.Calls.Answer;
import io.tenantry.microsoft.internal.Calls.Call;
import io.tenantry.microsoft.internal.Calls.Patience;
import io.tenantry.platform.database.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Microsoft Graph: JSON out and in, and what Microsoft refuses as a refusal of ours. */
@Component
class Graph {
    static final int GONE = 410;

    private static final int FOUND = 302;

    private static final String NOT_PREMIUM = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";
    private static final int BATCH_MAX = 20;
    private static final int SHOWN_MAX = 500;
    private static final int ROUNDS_OF_CALLER = 4;
    private static final int ROUNDS_OF_MIRROR = 12;

    private final Calls calls;
    private final JsonMapper json;
    private final int pageSize;

    Graph(Calls calls, JsonMapper json, MicrosoftSettings settings) {
        this.calls = calls;
        this.json = json;
        pageSize = settings.pageSize();
    }

    /** One page of a reading: the things, and where it goes on. */
    record Page(
            JsonNode items,
            @Nullable String nextLink,
            @Nullable String deltaLink) {}

    /**
     * A page of a delta query.
     *
     * @return null when Microsoft does not know the link any more and everything has to be read anew
     */
    @Nullable
    Page page(Tenant tenant, String link) {
        Call call = new Call("GET", link, null, Map.of("Prefer", "odata.maxpagesize=" + pageSize));
        Answer answer = calls.send(tenant, Service.GRAPH, call, Patience.MIRROR);
        if (answer.status() == GONE) {
            return null;
        }
        JsonNode body = read(answer);
        return new Page(body.path("value"), link(body, "@odata.nextLink"), link(body, "@odata.deltaLink"));
    }

    /**
     * All pages of a list, one after the other.
     *
     * @param permission what it takes, for whoever is to be told that it lacks
     */
    void pages(Tenant tenant, String path, String permission, Consumer<JsonNode> each) {
        String link = Service.GRAPH.base(tenant) + path;
        while (link != null) {
            Page page;
            try {
                page = page(tenant, link);
            } catch (Refusal refusal) {
                throw naming(refusal, permission);
            }
            if (page == null) {
                throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft lost the place in a list");
            }
            each.accept(page.items());
            link = page.nextLink();
        }
    }

    /** Where a file is that Microsoft only tells the address of. Whoever knows the address may have it, for a few minutes. */
    String fileAddress(Tenant tenant, String path, String permission) {
        Answer answer = calls.send(tenant, Service.GRAPH, Call.get(Service.GRAPH.base(tenant) + path), Patience.MIRROR);
        String address = answer.header("Location");
        if (answer.status() == FOUND && address != null) {
            return address;
        }
        try {
            read(answer);
        } catch (Refusal refusal) {
            throw naming(refusal, permission);
        }
        throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft does not tell where the file is");
    }

    /** What Microsoft's refusal often lacks: which permission it is about. */
    private static Refusal naming(Refusal refusal, String permission) {
        return refusal.reason() == Refusal.Reason.PROVIDER_CANNOT && refusal.target() == null
                ? new Refusal(refusal.reason(), refusal.getMessage() + " (it takes " + permission + ")")
                : refusal;
    }

    private static @Nullable String link(JsonNode body, String name) {
        String link = body.path(name).asString("");
        return link.isEmpty() ? null : link;
    }

    /** How many there are of what is at a path, or null when that cannot be told now. */
    @Nullable
    Long count(Tenant tenant, String path) {
        try {
            Call call = new Call(
                    "GET",
                    Service.GRAPH.base(tenant) + path + "/$count",
                    null,
                    Map.of("ConsistencyLevel", "eventual", "Accept", "text/plain"));
            Answer answer = calls.send(tenant, Service.GRAPH, call, Patience.QUICK);
            String text = new String(answer.body(), StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .strip();
            return answer.isFine() ? Long.valueOf(text) : null;
        } catch (Refusal | NumberFormatException notNow) {
            return null;
        }
    }

    /** What is at a path below the version. */
    JsonNode get(Tenant tenant, String path) {
        return read(calls.send(tenant, Service.GRAPH, Call.get(Service.GRAPH.base(tenant) + path), Patience.CALLER));
    }

    /** Sends a change, and answers what Microsoft says to it; nothing where it says nothing. */
    JsonNode write(Tenant tenant, String method, String path, @Nullable Object body) {
        byte[] bytes = body == null ? null : json.writeValueAsBytes(body);
        Call call = new Call(method, Service.GRAPH.base(tenant) + path, bytes, Map.of());
        return read(calls.send(tenant, Service.GRAPH, call, Patience.CALLER));
    }

    /** What one request of a batch was answered. */
    record Part(int status, JsonNode body) {
        private boolean isPutOff() {
            return status == 429 || status == 503;
        }
    }

    /** Several readings in one call, answered in the order they were asked. Those that are put off are asked again. */
    List<Part> batch(Tenant tenant, List<String> paths, Patience patience) {
        Refusal.unless(paths.size() <= BATCH_MAX, Refusal.Reason.TOO_LARGE, "A batch holds twenty requests at most");
        Part[] parts = new Part[paths.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            open.add(i);
        }
        int rounds = patience == Patience.MIRROR ? ROUNDS_OF_MIRROR : ROUNDS_OF_CALLER;
        for (int round = 1; !open.isEmpty(); round++) {
            List<Part> answered = once(tenant, open.stream().map(paths::get).toList(), patience);
            List<Integer> putOff = new ArrayList<>();
            for (int i = 0; i < answered.size(); i++) {
                parts[open.get(i)] = answered.get(i);
                if (answered.get(i).isPutOff() && round < rounds) {
                    putOff.add(open.get(i));
                }
            }
            open = putOff;
            if (!open.isEmpty()) {
                Calls.pause(round);
            }
        }
        return List.of(parts);
    }

    private List<Part> once(Tenant tenant, List<String> paths, Patience patience) {
        List<Map<String, String>> requests = new ArrayList<>();
        for (String path : paths) {
            requests.add(Map.of("id", Integer.toString(requests.size()), "method", "GET", "url", path));
        }
        Call call = new Call(
                "POST",
                Service.GRAPH.base(tenant) + "/$batch",
                json.writeValueAsBytes(Map.of("requests", requests)),
                Map.of());
        List<JsonNode> responses = new ArrayList<>();
        read(calls.send(tenant, Service.GRAPH, call, patience))
                .path("responses")
                .forEach(responses::add);
        Refusal.unless(
                responses.size() == paths.size(), Refusal.Reason.PROVIDER_CANNOT, "Microsoft answered half a batch");
        responses.sort(
                Comparator.comparingInt(one -> Integer.parseInt(one.path("id").asString("0"))));
        return responses.stream()
                .map(one -> new Part(one.path("status").asInt(0), one.path("body")))
                .toList();
    }

    /** The body of an answer, or a refusal of what is none. */
    JsonNode read(Answer answer) {
        JsonNode body = body(answer);
        if (!answer.isFine()) {
            throw refusal(answer.status(), body);
        }
        return body;
    }

    private JsonNode body(Answer answer) {
        try {
            return answer.body().length == 0
                    ? json.createObjectNode()
                    : json.readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JacksonException none) {
            return json.createObjectNode();
        }
    }

    /** A list as PostgreSQL takes it: it has no character with the number zero. */
    static Json list(@Nullable JsonNode items) {
        String text = items == null || !items.isArray() ? "[]" : items.toString();
        return new Json(text.replace("\\u0000", ""));
    }

    /** Whether what was asked takes a licence that the tenant does not have, and no permission would help. */
    static boolean isNotPremium(JsonNode error) {
        return error.path("code").asString("").equals(NOT_PREMIUM);
    }

    /** What Microsoft said, as a refusal that every dialect can put into its own words. */
    static Refusal refusal(int status, JsonNode body) {
        JsonNode error = body.path("error");
        if (isNotPremium(error)) {
            return new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT,
                    "The tenant has no premium licence of Microsoft Entra ID (P1 or P2), without which Microsoft does not tell this",
                    NOT_PREMIUM);
        }
        // Partner Center has another form.
        String said = body.path("description").asString("Microsoft answered " + status);
        String told = error.path("message").asString(said);
        String message = Shortened.to(SHOWN_MAX, told);
        boolean isTaken = told.contains("Another ") || told.contains("already exist");
        return switch (status) {
            case 400 -> new Refusal(isTaken ? Refusal.Reason.CONFLICT : Refusal.Reason.MALFORMED, message);
            case 404 -> new Refusal(Refusal.Reason.NOT_FOUND, message);
            case 409 -> new Refusal(Refusal.Reason.CONFLICT, message);
            case 412 -> new Refusal(Refusal.Reason.PRECONDITION_FAILED, message);
            case 401, 403 ->
                new Refusal(
                        Refusal.Reason.PROVIDER_CANNOT,
                        "The hub's application may not do this in the Microsoft tenant: " + message);
            case 429 -> new Refusal(Refusal.Reason.TOO_MANY_CALLS, "Microsoft asks for fewer calls: " + message);
            default -> new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft cannot do this now: " + message);
        };
    }
}
