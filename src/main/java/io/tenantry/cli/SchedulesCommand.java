package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry schedules}: when command jobs are to run. */
@Command(
        name = "schedules",
        description = "Schedules of command jobs: list, create, change, pause, resume, delete.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SchedulesCommand.ListAll.class,
            SchedulesCommand.Create.class,
            SchedulesCommand.Change.class,
            SchedulesCommand.Pause.class,
            SchedulesCommand.Resume.class,
            SchedulesCommand.Delete.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SchedulesCommand {
    private static final String SCHEDULES = "/api/v1/command-schedules";

    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("TIMING", "timing"),
            Column.of("RULE", "rule"),
            Column.of("ZONE", "timeZone"),
            Column.of("MISSED", "missed"),
            new Column("PAUSED", item -> item.path("paused").asBoolean() ? "yes" : "no"),
            Column.of("ID", "id"));

    private SchedulesCommand() {}

    /** When: by one rule of one kind. */
    static final class Rule {
        @Option(names = "--once", paramLabel = "WHEN", description = "Once, at a local time such as 2026-11-30T08:00.")
        private @Nullable String once;

        @Option(names = "--cron", paramLabel = "RULE", description = "By a calendar, such as \"0 8 * * MON-FRI\".")
        private @Nullable String cron;

        @Option(names = "--every", paramLabel = "DURATION", description = "Again and again, such as PT6H.")
        private @Nullable String every;

        @Option(
                names = "--on",
                paramLabel = "DAY",
                description =
                        "On a day of the person, such as \"employeeHireDate 08:00\" or \"employeeLeaveDate+1 17:00\".")
        private @Nullable String on;

        void into(Map<String, @Nullable Object> body) {
            Map<String, @Nullable String> rules = new LinkedHashMap<>();
            rules.put("once", once);
            rules.put("cron", cron);
            rules.put("interval", every);
            rules.put("attribute", on);
            rules.forEach((timing, rule) -> {
                if (rule != null) {
                    body.put("timing", timing);
                    body.put("rule", rule);
                }
            });
        }
    }

    /** Where a rule holds, and what of times that nobody ran at. */
    static final class Around {
        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                description = "Where it is that time: Europe/Zurich and the like, person, or organization.")
        private @Nullable String zone;

        @Option(
                names = "--missed",
                paramLabel = "skip|catchUp",
                description = "What becomes of times that were missed.")
        private @Nullable String missed;

        void into(Map<String, @Nullable Object> body) {
            body.put("timeZone", zone);
            body.put("missed", missed);
        }
    }

    @Command(name = "list", description = "List the schedules.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private ChoiceAnywhere choice;

        @Override
        void run(HubClient hub) {
            show(hub, COLUMNS, choice.of(hub, SCHEDULES), paging);
        }
    }

    @Command(name = "create", description = "Create a schedule.", mixinStandardHelpOptions = true)
    static final class Create extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
        private String name;

        @ArgGroup(multiplicity = "1")
        private Rule rule;

        @Mixin
        private Around around;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("name", name);
            rule.into(body);
            around.into(body);
            output().one(hub.ask("POST", organizationPath(hub) + "/command-schedules", body), COLUMNS);
        }
    }

    /** A command about one schedule. */
    abstract static class OfSchedule extends HubCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list shows it.")
        private String schedule;

        final String path() {
            return SCHEDULES + "/" + HubClient.encoded(schedule);
        }

        final void change(HubClient hub, Map<String, @Nullable Object> body) {
            output().one(hub.ask("PATCH", path(), body), COLUMNS);
        }
    }

    @Command(
            name = "change",
            description = "Change when; jobs that wait for it get the new time.",
            mixinStandardHelpOptions = true)
    static final class Change extends OfSchedule {
        @Option(names = "--name", paramLabel = "NAME", description = "What it is called.")
        private @Nullable String name;

        @ArgGroup
        private @Nullable Rule rule;

        @Mixin
        private Around around;

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("name", name);
            if (rule != null) {
                rule.into(body);
            }
            around.into(body);
            change(hub, body);
        }
    }

    @Command(name = "pause", description = "Let nothing of it run for now.", mixinStandardHelpOptions = true)
    static final class Pause extends OfSchedule {
        @Override
        void run(HubClient hub) {
            change(hub, Map.of("paused", true));
        }
    }

    @Command(name = "resume", description = "Let it run again.", mixinStandardHelpOptions = true)
    static final class Resume extends OfSchedule {
        @Override
        void run(HubClient hub) {
            change(hub, Map.of("paused", false));
        }
    }

    @Command(
            name = "delete",
            description = "Delete it, and cancel the jobs that wait for it.",
            mixinStandardHelpOptions = true)
    static final class Delete extends OfSchedule {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(), null);
            output().say("Deleted.");
        }
    }
}
