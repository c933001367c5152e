package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.Operation;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepRun;
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
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works out what a block or set would do for each of many people. */
@Component
final class Planner {
    private final TargetRows targets;
    private final SeatCheck seats;
    private final JsonMapper json;

    Planner(TargetRows targets, SeatCheck seats, JsonMapper json) {
        this.targets = targets;
        this.seats = seats;
        this.json = json;
    }

    /** What would become of each, and of which products there is too little. */
    record Planned(List<CommandPlan.Person> people, List<CommandPlan.Shortage> shortages) {}

    /** Works a plan out for these people. */
    Planned people(Caller caller, Reach reach, NewJob job, List<Target> people) {
        OrganizationId organization = new OrganizationId(job.asker().organization());
        List<UUID> ids = people.stream().map(Target::id).toList();
        Map<UUID, Map<String, Object>> known = targets.known(reach, organization, ids);
        Set<UUID> privileged = targets.privileged(reach, organization, ids);
        Place place = targets.places(reach, List.of(organization.value())).get(organization.value());
        if (place == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization is not there any more");
        }
        Around around = new Around(place, (kind, id) -> known.getOrDefault(id, Map.of()), (kind, id) -> id);
        List<CommandPlan.Person> planned = new ArrayList<>(people.size());
        List<SeatCheck.Want> wants = new ArrayList<>();
        for (Target person : people) {
            CommandBlock block = job.block();
            JobValues values = new JobValues(Claimed.imagined(job, person), block, around, null, new StepStates(block));
            CommandPlan.Person one = person(job, person, values, planned.size() + 1, privileged.contains(person.id()));
            planned.add(one);
            Set<String> products = products(values, person.id(), one.runs());
            if (!products.isEmpty()) {
                wants.add(new SeatCheck.Want(person.id(), one.upn(), products));
            }
        }
        SeatCheck.Found found = seats.check(caller, reach, organization, wants);
        planned.replaceAll(one -> found.lacking().containsKey(one.userId())
                ? one.lacking(found.lacking().get(one.userId()))
                : one);
        return new Planned(planned, found.shortages());
    }

    /** The products that somebody is to get, as far as that does not depend on what blocks will tell. */
    private static Set<String> products(JobValues values, UUID person, List<String> runs) {
        Set<String> products = new LinkedHashSet<>();
        for (Step step : values.block().steps()) {
            SetMember member = step.member();
            boolean runsHere = member == null || runs.contains(member.alias());
            try {
                if (step.operation() == Operation.LICENSES_CHANGE
                        && runsHere
                        && values.target(step).equals(person)) {
                    products.addAll(StepRun.texts(values.arguments(step).get("add")));
                }
            } catch (Refusal notKnownYet) {
                // The person's plan says what is missing.
            }
        }
        return products;
    }

    private static CommandPlan.Person person(
            NewJob job, Target person, JobValues values, int number, boolean isPrivileged) {
        CommandBlock block = job.block();
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
                number, person.id(), String.valueOf(person.name()), runs, skips, warnings, isPrivileged, false);
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

    /** What rules of approval take a block for that would run for these people: what it would do for one of them at least. */
    static Set<EditKind> kinds(CommandBlock block, List<CommandPlan.Person> people) {
        Set<String> running =
                people.stream().flatMap(one -> one.runs().stream()).collect(Collectors.toSet());
        boolean isKnown = people.stream()
                .noneMatch(one -> one.runs().isEmpty() && one.skips().isEmpty());
        return kinds(block.steps().stream()
                .filter(step -> step.member() == null
                        || !isKnown
                        || running.contains(step.member().alias()))
                .toList());
    }

    /** What rules of approval take steps for. */
    static Set<EditKind> kinds(List<Step> steps) {
        Set<EditKind> kinds = EnumSet.noneOf(EditKind.class);
        for (Step step : steps) {
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
}
