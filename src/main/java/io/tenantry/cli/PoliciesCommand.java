package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code tenantry policies}: the rules for passwords and failed logons. */
@Command(
        name = "policies",
        description = "Rules for passwords and failed logons: show and set.",
        mixinStandardHelpOptions = true,
        subcommands = {PoliciesCommand.Show.class, PoliciesCommand.Change.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PoliciesCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("POLICY", "policy"),
            Column.of("MEMBER", "member"),
            Column.of("VALUE", "value"),
            Column.of("FROM", "from"));

    private PoliciesCommand() {}

    /** A command about the rules of one organization. */
    abstract static class OfOrganization extends HubCommand {
        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "By id or name.")
        private String organization;

        final String path(HubClient hub) {
            return OrgsCommand.path(hub, organization) + "/sign-in-policies";
        }

        /** One line for each member. */
        final void show(JsonNode policies) {
            List<JsonNode> lines = new ArrayList<>();
            policies.path("effective")
                    .forEachEntry((policy, members) -> members.forEachEntry((member, value) -> {
                        ObjectNode line = JsonMapper.shared().createObjectNode();
                        line.put("policy", policy);
                        line.put("member", member);
                        line.set("value", value);
                        line.set(
                                "from",
                                policies.path("sources")
                                        .path(policy)
                                        .path(member)
                                        .path("from"));
                        lines.add(line);
                    }));
            output().all(COLUMNS, lines.iterator());
        }
    }

    @Command(
            name = "show",
            description = "Show the rules that hold in an organization, and where each comes from.",
            mixinStandardHelpOptions = true)
    static final class Show extends OfOrganization {
        @Override
        void run(HubClient hub) {
            show(hub.get(path(hub)));
        }
    }

    @Command(name = "set", description = "Change rules of an organization.", mixinStandardHelpOptions = true)
    static final class Change extends OfOrganization {
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "POLICY.MEMBER=VALUE",
                description =
                        "Such as bruteForceDetectionPolicy.waitIncrement=2m; without a value it is inherited again.")
        private Map<String, String> values;

        @Override
        void run(HubClient hub) {
            Map<String, Map<String, @Nullable Object>> body = new LinkedHashMap<>();
            Named.members(values).forEach((name, value) -> {
                int dot = name.indexOf('.');
                if (dot < 0) {
                    throw new CommandFailure("'" + name + "' is not POLICY.MEMBER", 2);
                }
                body.computeIfAbsent(name.substring(0, dot), policy -> new LinkedHashMap<>())
                        .put(name.substring(dot + 1), number(value));
            });
            show(hub.ask("PATCH", path(hub), body));
        }

        private static @Nullable Object number(@Nullable Object value) {
            return value instanceof String text && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : value;
        }
    }
}
