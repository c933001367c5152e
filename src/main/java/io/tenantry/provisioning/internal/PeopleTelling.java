package io.tenantry.provisioning.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.ProvisioningRun.Counts;
import io.tenantry.provisioning.TargetSettings.Leaving;
import io.tenantry.provisioning.internal.ScimCalls.Answer;
import io.tenantry.provisioning.internal.ToldObjectRows.Leaver;
import io.tenantry.provisioning.internal.ToldObjectRows.Local;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells another system of people: who is new, who changed, who is back, and who left. */
final class PeopleTelling {
    private static final String USERS = "/Users";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FEW = 10;

    private final Telling telling;
    private final Mapping mapping;

    PeopleTelling(Telling telling) {
        this.telling = telling;
        mapping = Mapping.of(telling.target().settings().mapping());
    }

    /**
     * Tells all there is to tell.
     *
     * @throws Refusal (CONFLICT) when more would leave than may, unless that is forced
     */
    void work(boolean force) {
        List<Leaver> leavers = telling.objects().leavers(telling.target());
        refuseFlood(leavers.size(), force);
        tellAll();
        if (!mapping.managerPath().isEmpty()) {
            // Some came before their managers.
            tellAll();
        }
        leavers.forEach(this::leave);
    }

    private void tellAll() {
        UUID after = new UUID(0, 0);
        List<Local> page;
        do {
            page = telling.objects().people(telling.target(), mapping, after, false);
            for (Local person : page) {
                tell(person);
                after = person.id();
            }
        } while (page.size() == ToldObjectRows.PAGE);
    }

    /** A filter that was mistyped must not switch a whole company off. */
    private void refuseFlood(int leaving, boolean force) {
        long linked = telling.objects().countLinked(telling.target());
        int limit = telling.target().settings().leavingLimitPercent();
        Refusal.unless(
                force || leaving <= FEW || leaving * 100L <= linked * limit,
                Refusal.Reason.CONFLICT,
                "%d of %d people would leave, which is more than %d percent; force the run if that is right"
                        .formatted(leaving, linked, limit));
    }

    private void tell(Local person) {
        Map<String, Object> document = mapping.document(person.id().toString(), person.values());
        try {
            String remoteId = person.remoteId();
            boolean isNew = remoteId == null;
            if (remoteId == null) {
                JsonNode there = telling.find(USERS, person.id(), "userName", String.valueOf(document.get("userName")));
                remoteId = there == null ? null : there.path("id").asString(null);
            }
            if (remoteId == null) {
                create(person, document);
            } else {
                update(person, document, remoteId, isNew);
            }
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.PROVIDER_CANNOT) {
                throw refusal;
            }
            fail(person, person.remoteId(), String.valueOf(refusal.getMessage()));
        }
    }

    private void create(Local person, Map<String, Object> document) {
        Answer answer = telling.send("POST", USERS, document);
        String remoteId = answer.body().path("id").asString("");
        if (answer.isFine() && !remoteId.isEmpty()) {
            keep(person, remoteId, document, new Counts(1, 0, 0, 0, 0, 0, 0, 0));
        } else {
            fail(
                    person,
                    null,
                    answer.status() == CONFLICT
                            ? "Somebody has this name there, whom the filter by userName does not find. "
                                    + answer.told()
                            : answer.told());
        }
    }

    private void update(Local person, Map<String, Object> document, String remoteId, boolean isNew) {
        boolean isBack = "inactive".equals(person.state());
        List<Map<String, Object>> operations = Mapping.operations(isNew || isBack ? null : person.told(), document);
        if (operations.isEmpty()) {
            keep(person, remoteId, document, new Counts(0, 0, 0, 0, 1, 0, 0, 0));
            return;
        }
        Answer answer = telling.send("PATCH", USERS + "/" + remoteId, Telling.patch(operations));
        if (answer.isFine()) {
            keep(person, remoteId, document, new Counts(0, 1, 0, 0, 0, 0, 0, 0));
        } else if (answer.status() == NOT_FOUND) {
            // Somebody deleted it there; it is looked for by name, and made again.
            JsonNode there = telling.find(USERS, person.id(), "userName", String.valueOf(document.get("userName")));
            @Nullable String other = there == null ? null : there.path("id").asString(null);
            if (other == null || other.equals(remoteId)) {
                create(person, document);
            } else {
                update(person, document, other, true);
            }
        } else {
            fail(person, remoteId, answer.told());
        }
    }

    private void leave(Leaver leaver) {
        Leaving leaving = telling.target().settings().leaving();
        String path = USERS + "/" + leaver.remoteId();
        Answer answer = switch (leaving) {
            case KEEP -> null;
            case DELETE -> telling.send("DELETE", path, null);
            case DEACTIVATE ->
                telling.send(
                        "PATCH",
                        path,
                        Telling.patch(List.of(Map.of("op", "replace", "value", Map.of("active", false)))));
        };
        boolean isGone = answer != null && answer.status() == NOT_FOUND;
        if (answer != null && !answer.isFine() && !isGone) {
            String problem = answer.told();
            telling.write(
                    new Counts(0, 0, 0, 0, 0, 1, 0, 0),
                    session -> telling.objects().leaverFailed(session, telling.target(), "user", leaver.id(), problem));
        } else if (leaving == Leaving.DEACTIVATE && !isGone) {
            telling.write(
                    new Counts(0, 0, 1, 0, 0, 0, 0, 0),
                    session -> telling.objects().inactive(session, telling.target(), leaver.id()));
        } else {
            telling.write(
                    new Counts(0, 0, 0, leaving == Leaving.DELETE ? 1 : 0, 0, 0, 0, 0),
                    session -> telling.objects().forget(session, telling.target(), "user", leaver.id()));
        }
    }

    private void keep(Local person, String remoteId, Map<String, Object> document, Counts counts) {
        telling.write(
                counts,
                session -> telling.objects().told(session, telling.target(), "user", person, remoteId, document));
    }

    private void fail(Local person, @Nullable String remoteId, String problem) {
        telling.write(
                new Counts(0, 0, 0, 0, 0, 1, 0, 0),
                session -> telling.objects().failed(session, telling.target(), "user", person, remoteId, problem));
    }
}
