package io.tenantry.automation.internal;

import io.tenantry.access.Permission;
import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.LayoutGroup;
import io.tenantry.automation.Operation;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads command blocks out of YAML, and refuses what could not run, with the line it stands in. */
final class BlockReader {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,63}");
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(24);

    private final Map<String, Category> categories;

    BlockReader(Map<String, Category> categories) {
        this.categories = categories;
    }

    /**
     * What a block that an organization has written gets from the hub.
     *
     * @param version the one after the last
     */
    record Own(UUID id, int version, OrganizationId owner) {}

    /** A block that was read, and where it stands. */
    record Read(CommandBlock block, YamlMap yaml) {}

    /** All blocks of a file, which may hold several documents. */
    List<Read> read(String file, String text) {
        return YamlMap.documents(file, text).stream()
                .map(yaml -> block(yaml, null, null))
                .toList();
    }

    /** All command sets of a file, likewise. */
    List<Read> readSets(String file, String text, SetReader.Lookup blocks) {
        return YamlMap.documents(file, text).stream()
                .map(yaml -> block(yaml, null, blocks))
                .toList();
    }

    /** The only block or, with blocks to be made of, set that a text describes. */
    Read readOwn(String text, Own own, SetReader.@Nullable Lookup blocks) {
        return only(YamlMap.documents("definition", text), own, blocks);
    }

    /** The same of one that was taken at some time before. */
    Read readKept(String text, Own own, SetReader.@Nullable Lookup blocks) {
        return only(YamlMap.kept("definition", text), own, blocks);
    }

    private Read only(List<YamlMap> documents, Own own, SetReader.@Nullable Lookup blocks) {
        Refusal.unless(
                documents.size() == 1, Refusal.Reason.MALFORMED, "A definition describes one thing", "definition");
        return block(documents.getFirst(), own, blocks);
    }

    private Read block(YamlMap yaml, @Nullable Own own, SetReader.@Nullable Lookup blocks) {
        String identifier = identifier(yaml, "identifier");
        TargetKind target = TargetKind.named(yaml.text("type"));
        if (target == null) {
            throw yaml.mistake("type", "The type is one of User, Group, Organization and Device");
        }
        Category category = categories.get(yaml.text("category"));
        if (category == null || category.depth() != 2) {
            throw yaml.mistake("category", "There is no category of the third level of this name");
        }
        List<Parameter> input = parameters(yaml.maps("input"), target, own != null);
        List<SetMember> members = blocks == null ? List.of() : new SetReader(target, input, blocks).members(yaml);
        List<Step> steps = blocks == null ? steps(yaml, target, input) : CommandBlock.stepsOf(members);
        List<Parameter> output = parameters(yaml.maps("output"), target, own != null);
        checkOutput(yaml, output, new StepChecks(target, input, blocks == null ? steps : List.of(), members));
        CommandBlock block = new CommandBlock(
                id(yaml, own),
                identifier,
                version(yaml, own),
                yaml.text("title"),
                yaml.text("description"),
                target,
                category,
                permission(yaml, "read"),
                permission(yaml, "write"),
                yaml.text("provider"),
                multiple(yaml.map("multiple")),
                new CommandBlock.Form(input, layout(yaml, "layout", input)),
                new CommandBlock.Form(output, layout(yaml, "outputLayout", output)),
                steps,
                timeout(yaml),
                inverse(yaml),
                members,
                own == null ? null : own.owner());
        yaml.refuseOthers();
        return new Read(block, yaml);
    }

    private static UUID id(YamlMap yaml, @Nullable Own own) {
        if (own == null) {
            return yaml.id("id");
        }
        if (yaml.has("id") && !yaml.id("id").equals(own.id())) {
            throw yaml.mistake("id", "The hub gives ids; this one's is " + own.id());
        }
        return own.id();
    }

    private static int version(YamlMap yaml, @Nullable Own own) {
        int version = own != null && !yaml.has("version") ? own.version() : yaml.number("version");
        if (version < 1) {
            throw yaml.mistake("version", "Versions count from 1");
        }
        if (own != null && version != own.version()) {
            throw yaml.mistake("version", "The next version is " + own.version());
        }
        return version;
    }

    /** The name of a block, for the same input, or a block and its input. */
    private static CommandBlock.@Nullable Inverse inverse(YamlMap yaml) {
        if (!yaml.isMap("inverse")) {
            String identifier = yaml.textOr("inverse");
            return identifier == null ? null : new CommandBlock.Inverse(identifier, Map.of());
        }
        YamlMap inverse = Objects.requireNonNull(yaml.map("inverse"));
        YamlMap with = inverse.map("with");
        var read = new CommandBlock.Inverse(identifier(inverse, "block"), with == null ? Map.of() : with.plain());
        inverse.refuseOthers();
        return read;
    }

    static String identifier(YamlMap yaml, String key) {
        String identifier = yaml.text(key);
        if (!IDENTIFIER.matcher(identifier).matches()) {
            throw yaml.mistake(key, "An identifier has 2 to 64 letters, digits and underscores, a letter first");
        }
        return identifier;
    }

    private static Permission permission(YamlMap yaml, String key) {
        String name = yaml.text(key);
        try {
            if (name.startsWith("command.")) {
                return Permission.named(name);
            }
        } catch (Refusal unknown) {
            // told below, as for a permission of something else
        }
        throw yaml.mistake(key, "There is no permission for command blocks called '" + name + "'");
    }

    private static CommandBlock.Multiple multiple(@Nullable YamlMap yaml) {
        if (yaml == null) {
            return new CommandBlock.Multiple(false, true);
        }
        var multiple = new CommandBlock.Multiple(yaml.flag("organizations", false), yaml.flag("users", true));
        yaml.refuseOthers();
        return multiple;
    }

    private static Duration timeout(YamlMap yaml) {
        String text = yaml.textOr("timeout");
        try {
            Duration timeout = text == null ? TIMEOUT : Duration.parse(text);
            if (timeout.isPositive() && timeout.compareTo(TIMEOUT_MAX) <= 0) {
                return timeout;
            }
        } catch (DateTimeParseException no) {
            // told below, as for one that is too long
        }
        throw yaml.mistake("timeout", "A timeout is a duration of at most a day, such as PT15M");
    }

    private static List<Parameter> parameters(List<YamlMap> all, TargetKind target, boolean isOwn) {
        List<Parameter> parameters = new ArrayList<>();
        for (YamlMap yaml : all) {
            Parameter parameter = new ParameterReader(target, isOwn).read(yaml);
            if (parameters.stream().anyMatch(other -> other.identifier().equals(parameter.identifier()))) {
                throw yaml.mistake("identifier", "There are two parameters called " + parameter.identifier());
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    private static List<Step> steps(YamlMap block, TargetKind target, List<Parameter> input) {
        List<Step> steps = new ArrayList<>();
        for (YamlMap yaml : block.maps("steps")) {
            String wanted = yaml.text("do");
            Operation operation = Operation.named(wanted);
            if (operation == null) {
                throw yaml.mistake("do", "There is no operation called '" + wanted + "'");
            }
            String id = yaml.textOr("id");
            YamlMap with = yaml.map("with");
            Step step = new Step(
                    id == null ? "step" + (steps.size() + 1) : id,
                    operation,
                    with == null ? Map.of() : with.plain(),
                    yaml.textOr("target"),
                    yaml.textOr("when"),
                    goesOn(yaml),
                    null);
            new StepChecks(target, input, steps, List.of()).check(step, yaml, with == null ? yaml : with);
            yaml.refuseOthers();
            steps.add(step);
        }
        if (steps.isEmpty()) {
            throw block.mistake("steps", "A block has at least one step");
        }
        return steps;
    }

    private static boolean goesOn(YamlMap yaml) {
        String onFailure = yaml.textOr("onFailure");
        if (onFailure == null || onFailure.equals("stop")) {
            return false;
        }
        if (!onFailure.equals("continue")) {
            throw yaml.mistake("onFailure", "On a failure a job goes on with 'continue', or ends with 'stop'");
        }
        return true;
    }

    /** What a block gives comes from its steps. */
    private static void checkOutput(YamlMap block, List<Parameter> output, StepChecks checks) {
        List<YamlMap> written = block.maps("output");
        for (int i = 0; i < output.size(); i++) {
            Parameter parameter = output.get(i);
            String value = parameter.value();
            if (value != null) {
                checks.checkValue(written.get(i), "value", value, parameter.isSensitive());
            } else if (!checks.gives(parameter.identifier())) {
                throw block.mistake("output", "No step gives '" + parameter.identifier() + "'");
            }
        }
    }

    private static List<LayoutGroup> layout(YamlMap block, String key, List<Parameter> parameters) {
        List<LayoutGroup> groups = new ArrayList<>();
        for (YamlMap yaml : block.maps(key)) {
            LayoutGroup group = new LayoutGroup(yaml.textOr("group"), yaml.lists("lines"));
            for (List<String> line : group.lines()) {
                if (line.isEmpty() || line.size() > 2) {
                    throw yaml.mistake("lines", "A line has one or two parameters");
                }
                for (String name : line) {
                    if (parameters.stream()
                            .noneMatch(parameter -> parameter.identifier().equals(name))) {
                        throw yaml.mistake("lines", "There is no parameter '" + name + "' to show");
                    }
                }
            }
            yaml.refuseOthers();
            groups.add(group);
        }
        if (groups.isEmpty() && !parameters.isEmpty()) {
            List<List<String>> lines = parameters.stream()
                    .map(parameter -> List.of(parameter.identifier()))
                    .toList();
            groups.add(new LayoutGroup(null, lines));
        }
        return groups;
    }
}
