package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tenantry audit}: who did what, and the proof that the trail is as it was written. */
@Command(
        name = "audit",
        description = "The audit trail: list, verify.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.ListAll.class, AuditCommand.Verify.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AuditCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("TIME", "occurredAt"),
            new Column("ACTOR", item -> Column.text(item.path("actor").path("name"))),
            Column.of("ACTION", "action"),
            Column.of("TARGET", "targetName"),
            Column.of("OUTCOME", "outcome"),
            Column.of("REASON", "reason"),
            Column.of("CORRELATION ID", "correlationId"));

    private static final List<Column> FINDINGS = List.of(
            new Column("ORGANIZATION", item -> Column.text(item.path("organization"))),
            Column.of("SEQUENCE", "sequence"),
            Column.of("KIND", "kind"),
            Column.of("EVENT", "eventId"),
            Column.of("EXPLANATION", "explanation"));

    private AuditCommand() {}

    @Command(name = "list", description = "List events, the newest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends WithinOrganization {
        @Mixin
        private Paging paging;

        @Option(names = "--filter", paramLabel = "FILTER", description = "For example \"outcome eq 'refused'\".")
        private @Nullable String filter;

        @Option(names = "--action", paramLabel = "ACTION", description = "Only this action, such as user.delete.")
        private @Nullable String action;

        @Option(names = "--actor", paramLabel = "NAME", description = "Only what this actor did.")
        private @Nullable String actor;

        @Option(names = "--target", paramLabel = "NAME", description = "Only what happened to this target.")
        private @Nullable String target;

        @Option(names = "--correlation-id", paramLabel = "ID", description = "Only what this request did.")
        private @Nullable String correlation;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Only from then on, such as 2026-01-31T00:00:00Z.")
        private @Nullable String since;

        @Override
        void run(HubClient hub) {
            List<String> all = new ArrayList<>();
            if (filter != null) {
                all.add("(" + filter + ")");
            }
            equal(all, "action", action);
            equal(all, "actorName", actor);
            equal(all, "targetName", target);
            equal(all, "correlationId", correlation);
            if (since != null) {
                all.add("occurredAt ge " + since);
            }
            Query query = new Query(organizationPath(hub) + "/audit").with("filter", String.join(" and ", all));
            show(hub, COLUMNS, query, paging);
        }

        private static void equal(List<String> all, String member, @Nullable String value) {
            if (value != null) {
                all.add(member + " eq " + Named.quoted(value));
            }
        }
    }

    @Command(
            name = "verify",
            description = "Prove that the trail was not changed since it was written; exit code 1 when it was.",
            mixinStandardHelpOptions = true)
    static final class Verify extends HubCommand {
        @Option(
                names = "--organization",
                paramLabel = "ORGANIZATION",
                description = "By id, name or domain. Default: every organization whose list you see")
        private @Nullable String organization;

        @Override
        void run(HubClient hub) {
            List<JsonNode> findings = new ArrayList<>();
            long sealed = 0;
            long pending = 0;
            long wrong = 0;
            Iterator<String> ids = organizations(hub);
            while (ids.hasNext()) {
                String id = ids.next();
                JsonNode verdict = hub.ask("POST", ORGANIZATIONS + "/" + id + "/audit/verification", null);
                sealed += verdict.path("sealed").asLong();
                pending += verdict.path("pending").asLong();
                wrong += verdict.path("wrong").asLong();
                verdict.path("findings")
                        .forEach(finding -> findings.add(((ObjectNode) finding).put("organization", id)));
            }
            if (wrong > 0) {
                output().all(FINDINGS, findings.iterator());
                throw new CommandFailure(
                        wrong + (wrong == 1 ? " place of the audit trail is" : " places of the audit trail are")
                                + " not as written");
            }
            output().say("The audit trail is as it was written: " + sealed + " events sealed, " + pending
                    + " waiting for their seal.");
        }

        private Iterator<String> organizations(HubClient hub) {
            if (organization != null) {
                return List.of(Named.organization(hub, organization)).iterator();
            }
            List<String> ids = new ArrayList<>();
            hub.list(ORGANIZATIONS + "?limit=500")
                    .forEachRemaining(item -> ids.add(item.path("id").asString()));
            return ids.iterator();
        }
    }
}
