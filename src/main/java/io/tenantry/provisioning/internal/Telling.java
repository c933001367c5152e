package io.tenantry.provisioning.internal;

import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.provisioning.ProvisioningRun.Counts;
import io.tenantry.provisioning.ScimServer;
import io.tenantry.provisioning.ScimTarget;
import io.tenantry.provisioning.internal.ScimCalls.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** One run over one target: whom it is about, whom it asks, and how far it is. */
final class Telling {
    private final Database database;
    private final TargetRuns runs;
    private final ToldObjectRows objects;
    private final ToldMemberRows members;
    private final ScimTarget target;
    private final UUID run;
    private final ScimServer server;
    private Counts counts = Counts.NONE;

    Telling(Tables tables, ScimTarget target, UUID run, ScimServer server) {
        database = tables.database();
        runs = tables.runs();
        objects = tables.objects();
        members = tables.members();
        this.target = target;
        this.run = run;
        this.server = server;
    }

    /** What is read and written on the way. */
    @Component
    record Tables(Database database, TargetRuns runs, ToldObjectRows objects, ToldMemberRows members) {}

    ScimTarget target() {
        return target;
    }

    ToldObjectRows objects() {
        return objects;
    }

    ToldMemberRows members() {
        return members;
    }

    TargetRuns runs() {
        return runs;
    }

    ScimServer server() {
        return server;
    }

    /** Writes what came of one step together with the run's progress, unless the run is no longer this node's. */
    void write(Counts more, Consumer<Session> writing) {
        Counts next = counts.plus(more);
        database.change(TargetRuns.reach(target), session -> {
            writing.accept(session);
            runs.report(session, target, run, next);
        });
        counts = next;
    }

    /**
     * Sends a call. What is wrong with the target as a whole ends the run; what is wrong with one resource comes back.
     *
     * @throws io.tenantry.kernel.Refusal (PROVIDER_DOWN)
     */
    Answer send(String method, String path, @Nullable Object body) {
        Answer answer = server.calls().send(method, path, body);
        answer.requireOpen();
        return answer;
    }

    /** The resource that is the same thing there, by the hub's id or by its name; null when there is none. */
    @Nullable
    JsonNode find(String resource, UUID id, String attribute, String name) {
        JsonNode known = server.only(resource, "externalId eq \"" + id + "\"");
        return known == null ? server.only(resource, attribute + " eq \"" + escaped(name) + "\"") : known;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static Map<String, Object> patch(List<Map<String, Object>> operations) {
        return Map.of("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"), "Operations", operations);
    }
}
