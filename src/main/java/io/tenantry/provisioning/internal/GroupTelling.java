package io.tenantry.provisioning.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.ProvisioningRun.Counts;
import io.tenantry.provisioning.TargetSettings.Leaving;
import io.tenantry.provisioning.internal.ScimCalls.Answer;
import io.tenantry.provisioning.internal.ToldMemberRows.Edge;
import io.tenantry.provisioning.internal.ToldObjectRows.Leaver;
import io.tenantry.provisioning.internal.ToldObjectRows.Local;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells another system of groups, and of those of their members that it knows from the hub. */
final class GroupTelling {
    static final String GROUPS = "/Groups";
    private static final int NOT_FOUND = 404;
    private static final int MEMBERS_AT_ONCE = 200;

    private final Telling telling;

    GroupTelling(Telling telling) {
        this.telling = telling;
    }

    void work() {
        List<Local> groups = telling.objects().groups(telling.target());
        // All groups first, so that those within others are there.
        groups.forEach(this::tell);
        telling.objects().groups(telling.target()).stream()
                .filter(group -> group.remoteId() != null && "current".equals(group.state()))
                .forEach(group -> members(group, String.valueOf(group.remoteId())));
        telling.objects().leavingGroups(telling.target()).forEach(this::leave);
    }

    static Map<String, Object> document(Local group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("externalId", group.id().toString());
        document.put("displayName", group.name());
        document.put("schemas", new ArrayList<>(List.of("urn:ietf:params:scim:schemas:core:2.0:Group")));
        return document;
    }

    private void tell(Local group) {
        try {
            attempt(group);
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.PROVIDER_CANNOT) {
                throw refusal;
            }
            fail(group, group.remoteId(), String.valueOf(refusal.getMessage()));
        }
    }

    private void attempt(Local group) {
        Map<String, Object> document = document(group);
        String remoteId = group.remoteId();
        boolean isNew = remoteId == null;
        if (remoteId == null) {
            JsonNode there = telling.find(GROUPS, group.id(), "displayName", group.name());
            remoteId = there == null ? null : there.path("id").asString(null);
        }
        if (remoteId == null) {
            create(group, document);
            return;
        }
        List<Map<String, Object>> operations = Mapping.operations(isNew ? null : group.told(), document);
        if (operations.isEmpty()) {
            keep(group, remoteId, document, new Counts(0, 0, 0, 0, 1, 0, 0, 0));
            return;
        }
        Answer answer = telling.send("PATCH", GROUPS + "/" + remoteId, Telling.patch(operations));
        if (answer.isFine()) {
            keep(group, remoteId, document, new Counts(0, 1, 0, 0, 0, 0, 0, 0));
        } else if (answer.status() == NOT_FOUND) {
            create(group, document);
        } else {
            fail(group, remoteId, answer.told());
        }
    }

    private void create(Local group, Map<String, Object> document) {
        Answer answer = telling.send("POST", GROUPS, document);
        String remoteId = answer.body().path("id").asString("");
        if (answer.isFine() && !remoteId.isEmpty()) {
            // It may be made anew, and then knows nobody.
            telling.write(new Counts(1, 0, 0, 0, 0, 0, 0, 0), session -> {
                telling.objects().forget(session, telling.target(), "group", group.id());
                telling.objects().told(session, telling.target(), "group", group, remoteId, document);
            });
        } else {
            fail(group, null, answer.told());
        }
    }

    private void members(Local group, String remoteId) {
        String path = GROUPS + "/" + remoteId;
        for (List<Edge> some : inPieces(telling.members().joining(telling.target(), group.id()))) {
            Answer answer = telling.send(
                    "PATCH",
                    path,
                    Telling.patch(List.of(Map.of(
                            "op",
                            "add",
                            "path",
                            "members",
                            "value",
                            some.stream()
                                    .map(edge -> Map.of("value", edge.remoteId()))
                                    .toList()))));
            if (!answer.isFine()) {
                fail(group, remoteId, answer.told());
                return;
            }
            telling.write(
                    new Counts(0, 0, 0, 0, 0, 0, some.size(), 0),
                    session -> telling.members().joined(session, telling.target(), group.id(), some));
        }
        for (List<Edge> some : inPieces(telling.members().parting(telling.target(), group.id()))) {
            List<Map<String, Object>> operations = new ArrayList<>();
            some.forEach(edge ->
                    operations.add(Map.of("op", "remove", "path", "members[value eq \"" + edge.remoteId() + "\"]")));
            Answer answer = telling.send("PATCH", path, Telling.patch(operations));
            if (!answer.isFine()) {
                fail(group, remoteId, answer.told());
                return;
            }
            telling.write(
                    new Counts(0, 0, 0, 0, 0, 0, 0, some.size()),
                    session -> telling.members().parted(session, telling.target(), group.id(), some));
        }
    }

    private static List<List<Edge>> inPieces(List<Edge> all) {
        List<List<Edge>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MEMBERS_AT_ONCE) {
            pieces.add(all.subList(from, Math.min(all.size(), from + MEMBERS_AT_ONCE)));
        }
        return pieces;
    }

    /** Groups cannot be switched off: they are deleted, or left as they are. */
    private void leave(Leaver leaver) {
        boolean isDeleted = telling.target().settings().leaving() == Leaving.DELETE;
        Answer answer = isDeleted ? telling.send("DELETE", GROUPS + "/" + leaver.remoteId(), null) : null;
        if (answer != null && !answer.isFine() && answer.status() != NOT_FOUND) {
            String problem = answer.told();
            telling.write(
                    new Counts(0, 0, 0, 0, 0, 1, 0, 0),
                    session ->
                            telling.objects().leaverFailed(session, telling.target(), "group", leaver.id(), problem));
            return;
        }
        telling.write(
                new Counts(0, 0, 0, isDeleted ? 1 : 0, 0, 0, 0, 0),
                session -> telling.objects().forget(session, telling.target(), "group", leaver.id()));
    }

    private void keep(Local group, String remoteId, Map<String, Object> document, Counts counts) {
        telling.write(
                counts,
                session -> telling.objects().told(session, telling.target(), "group", group, remoteId, document));
    }

    private void fail(Local group, @Nullable String remoteId, String problem) {
        telling.write(
                new Counts(0, 0, 0, 0, 0, 1, 0, 0),
                session -> telling.objects().failed(session, telling.target(), "group", group, remoteId, problem));
    }
}
