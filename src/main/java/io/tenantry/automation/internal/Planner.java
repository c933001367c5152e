package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.Operation;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.Target;
import io.tenantry.automation.internal.JobValues.Around;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works out what a block or set would do for each of many people. */
@Component
final class Planner {
    private final TargetRows targets;
    private final JsonMapper json;

    Planner(TargetRows targets, JsonMapper json) {
        this.targets = targets;
        this.json = json;
    }

    /** What would become of each. */
    List<CommandPlan.Person> people(Reach reach, NewJob job, List<Target> people) {
        OrganizationId organization = new OrganizationId(job.asker().organization());
        List<UUID> ids = people.stream().map(Target::id).toList();
        Map<UUID, Map<String, Object>> known = targets.known(reach, organization, ids);
        Set<UUID> privileged = targets.privileged(reach, organization, ids);
        Place place = targets.places(reach, List.of(organization.value())).get(organization.value());
        if (place == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not there any more");
        }
        Around around = new Around(place, (kind, id) -> known.getOrDefault(id, Map.of()));
        List<CommandPlan.Person> planned = new ArrayList<>(people.size());
        for (Target person : people) {
            planned.add(person(job, person, around, planned.size() + 1, privileged.contains(person.id())));
        }
        return planned;
    }

    private static CommandPlan.Person person(
            NewJob job, Target person, Around around, int number, boolean isPrivileged) {
        CommandBlock block = job.block();
        JobValues values = new JobValues(Claimed.imagined(job, person), block, around, null, new StepStates(block));
        List<String> runs = new ArrayList<>();
        List<String> skips = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            values.fill(job.input(), job.secrets());
            warnings.addAll(values.unfilled(job.input()));
            for (SetMember member : Inverses.parts(block)) {
                (values.isMeant(member) ? runs : skips).add(member.alias());
            }
        } catch (Refusal refused) {
            warnings.add(refused.getMessage());
        }
        return new CommandPlan.Person(
                number, person.id(), String.valueOf(person.name()), runs, skips, warnings, isPrivileged);
    }

    /** What tells a plan from any other. Sensitive values are left out, as they must not be guessed. */
    String hash(NewJob job, List<CommandPlan.Person> people) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Object> all = new ArrayList<>(
                    List.of(job.block().id(), job.block().version(), job.input(), String.valueOf(job.plannedAt())));
            people.forEach(person -> all.add(List.of(person.userId(), person.runs(), person.skips())));
            return HexFormat.of()
                    .formatHex(digest.digest(json.writeValueAsString(all).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What rules of approval take its steps for. */
    static Set<EditKind> kinds(CommandBlock block) {
        Set<EditKind> kinds = EnumSet.noneOf(EditKind.class);
        for (Step step : block.steps()) {
            Operation operation = step.operation();
            Object enabled = step.arguments().get("accountEnabled");
            if (operation == Operation.USER_DELETE_IT) {
                kinds.add(EditKind.DELETE);
            } else if (operation == Operation.USER_RESTORE) {
                kinds.add(EditKind.RESTORE);
            } else if (operation.wireName().startsWith("user.licenses.")) {
                kinds.add(EditKind.LICENSES);
            } else if (operation.wireName().startsWith("user.groups.")) {
                kinds.add(EditKind.MEMBERSHIPS);
            } else if (operation.changes()) {
                kinds.add(
                        enabled == null
                                ? EditKind.SET
                                : Boolean.parseBoolean(String.valueOf(enabled)) ? EditKind.ENABLE : EditKind.DISABLE);
            }
        }
        return kinds;
    }

    /** Names of nobody. */
    static List<String> missing(List<String> names, List<Target> people) {
        Set<String> found = new HashSet<>();
        people.forEach(person -> {
            found.add(person.id().toString());
            found.add(String.valueOf(person.name()).toLowerCase(Locale.ROOT));
        });
        return names.stream()
                .filter(name -> !found.contains(name.toLowerCase(Locale.ROOT)))
                .limit(1_000)
                .toList();
    }
}
