package io.tenantry.provisioning.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.provisioning.PlanStep;
import io.tenantry.provisioning.PlanStep.Action;
import io.tenantry.provisioning.ProvisioningRun.Counts;
import io.tenantry.provisioning.TargetSettings.Leaving;
import io.tenantry.provisioning.internal.ToldObjectRows.Local;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works out what a run would do, and tells the other system nothing. */
final class Planning {
    /** Who is there already is looked up in memory. */
    private static final int KNOWN_MAX = 1_000_000;

    private final Telling telling;
    private final Map<String, String> byExternalId = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private final List<PlanStep> steps = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private long number;

    Planning(Telling telling) {
        this.telling = telling;
    }

    void work() throws IOException {
        telling.write(Counts.NONE, session -> telling.runs().forgetSteps(session, telling.target()));
        know("/Users", "userName");
        people();
        byExternalId.clear();
        byName.clear();
        if (!telling.target().settings().groups().isEmpty()) {
            know(GroupTelling.GROUPS, "displayName");
            groups();
        }
        flush();
    }

    /** Reads who or what is there already. */
    private void know(String resource, String name) throws IOException {
        telling.server().each(resource, "attributes=id,externalId," + name, there -> {
            String id = there.path("id").asString("");
            String externalId = there.path("externalId").asString("");
            if (!externalId.isEmpty()) {
                byExternalId.put(externalId, id);
            }
            if (byName.size() % 1_000 == 0) {
                // The other system may have very many, and the run is not to be taken for lost.
                telling.write(Counts.NONE, session -> {});
            }
            byName.putIfAbsent(there.path(name).asString("").toLowerCase(Locale.ROOT), id);
            Refusal.unless(
                    byName.size() <= KNOWN_MAX,
                    Refusal.Reason.TOO_LARGE,
                    "The other system has more than " + KNOWN_MAX + " people; that is too many to plan");
        });
    }

    private void people() {
        Mapping mapping = Mapping.of(telling.target().settings().mapping());
        UUID after = new UUID(0, 0);
        List<Local> page;
        do {
            page = telling.objects().people(telling.target(), mapping, after, true);
            for (Local person : page) {
                Map<String, Object> document = mapping.document(person.id().toString(), person.values());
                judge("user", person, document, String.valueOf(document.get("userName")));
                after = person.id();
            }
        } while (page.size() == ToldObjectRows.PAGE);
        Leaving leaving = telling.target().settings().leaving();
        telling.objects().leavers(telling.target()).forEach(leaver -> {
            if (leaving != Leaving.KEEP) {
                Action action = leaving == Leaving.DELETE ? Action.DELETE : Action.DEACTIVATE;
                step(action, "user", leaver.id(), leaver.name(), leaver.remoteId());
            }
        });
    }

    private void groups() {
        for (Local group : telling.objects().groups(telling.target())) {
            judge("group", group, GroupTelling.document(group), group.name());
        }
        if (telling.target().settings().leaving() == Leaving.DELETE) {
            telling.objects()
                    .leavingGroups(telling.target())
                    .forEach(leaver -> step(Action.DELETE, "group", leaver.id(), leaver.name(), leaver.remoteId()));
        }
    }

    private void judge(String kind, Local local, Map<String, Object> document, String name) {
        String remoteId = local.remoteId();
        if (remoteId != null && !"inactive".equals(local.state())) {
            if (Mapping.operations(local.told(), document).isEmpty()) {
                counts = counts.plus(new Counts(0, 0, 0, 0, 1, 0, 0, 0));
            } else {
                step(Action.UPDATE, kind, local.id(), local.name(), remoteId);
            }
            return;
        }
        String there = byExternalId.getOrDefault(local.id().toString(), byName.get(name.toLowerCase(Locale.ROOT)));
        step(there == null ? Action.CREATE : Action.UPDATE, kind, local.id(), local.name(), there);
    }

    private void step(Action action, String kind, UUID id, String name, @Nullable String remoteId) {
        steps.add(new PlanStep(++number, action, kind, id, name, remoteId));
        counts = counts.plus(
                switch (action) {
                    case CREATE -> new Counts(1, 0, 0, 0, 0, 0, 0, 0);
                    case UPDATE -> new Counts(0, 1, 0, 0, 0, 0, 0, 0);
                    case DEACTIVATE -> new Counts(0, 0, 1, 0, 0, 0, 0, 0);
                    case DELETE -> new Counts(0, 0, 0, 1, 0, 0, 0, 0);
                });
        if (steps.size() == 500) {
            flush();
        }
    }

    private void flush() {
        List<PlanStep> some = List.copyOf(steps);
        telling.write(counts, session -> telling.runs().addSteps(session, telling.target(), some));
        steps.clear();
        counts = Counts.NONE;
    }
}
