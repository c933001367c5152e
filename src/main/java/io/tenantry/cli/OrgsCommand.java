package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry orgs}: the tree of organizations. Each is named by its id or, when nobody else has that, its name or a domain. */
@Command(
        name = "orgs",
        description = "Organizations: list, show, create, change, move, delete, and their tags and domains.",
        mixinStandardHelpOptions = true,
        subcommands = {
            OrgsCommand.ListAll.class,
            OrgsCommand.Show.class,
            OrgsCommand.Create.class,
            OrgsCommand.Change.class,
            OrgsCommand.Move.class,
            OrgsCommand.Delete.class,
            OrgsCommand.Restore.class,
            OrgsCommand.Tag.class,
            OrgsDomainCommand.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OrgsCommand {
    private static final String WHICH = "An organization's id, name or domain.";

    static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("KIND", "kind"),
            Column.of("TAGS", "tags"),
            new Column(
                    "DOMAIN", item -> Column.text(item.path("domains").path(0).path("name"))),
            Column.of("ID", "id"));

    private OrgsCommand() {}

    static String path(HubClient hub, String typed) {
        return HubCommand.ORGANIZATIONS + "/" + Named.organization(hub, typed);
    }

    /** Where something of one organization is asked for, or of all that somebody sees. */
    static String pathOrEverywhere(HubClient hub, @Nullable String typed) {
        return typed == null ? "/api/v1" : path(hub, typed);
    }

    @Command(name = "list", description = "List organizations.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Mixin
        private Moment moment;

        @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
        private @Nullable String tag;

        @Option(names = "--deleted", description = "Those that can be restored.")
        private boolean deleted;

        @Override
        void run(HubClient hub) {
            Query query = moment.of(choice.of(ORGANIZATIONS)).with("tag", tag).with("deleted", deleted ? "true" : null);
            show(hub, COLUMNS, query, paging);
        }
    }

    @Command(name = "show", description = "Show an organization.", mixinStandardHelpOptions = true)
    static final class Show extends HubCommand {
        @Parameters(paramLabel = "ORGANIZATION", description = WHICH)
        private String organization;

        @Override
        void run(HubClient hub) {
            output().one(hub.get(path(hub, organization)), COLUMNS);
        }
    }

    @Command(name = "create", description = "Create an organization.", mixinStandardHelpOptions = true)
    static final class Create extends HubCommand {
        @Parameters(paramLabel = "NAME", description = "What it is called.")
        private String name;

        @Option(names = "--parent", required = true, paramLabel = "ORGANIZATION", description = "Below which. " + WHICH)
        private String parent;

        @Option(
                names = "--kind",
                paramLabel = "partner|reseller|customer",
                defaultValue = "customer",
                description = "Default: ${DEFAULT-VALUE}")
        private String kind;

        @Option(names = "--domain", paramLabel = "NAME", description = "A domain; the first becomes the default.")
        private List<String> domains = new ArrayList<>();

        @Option(names = "--tag", paramLabel = "TAG", description = "A tag.")
        private List<String> tags = new ArrayList<>();

        @Option(names = "--set", paramLabel = "MEMBER=VALUE", description = "Another member, such as locale=sv-SE.")
        private Map<String, String> set = new LinkedHashMap<>();

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = Named.members(set);
            body.put("parentId", Named.organization(hub, parent));
            body.put("name", name);
            body.put("kind", kind);
            body.put("domains", domains);
            body.put("tags", tags);
            output().one(hub.ask("POST", ORGANIZATIONS, body), COLUMNS);
        }
    }

    @Command(name = "change", description = "Change members of an organization.", mixinStandardHelpOptions = true)
    static final class Change extends HubCommand {
        @Parameters(paramLabel = "ORGANIZATION", description = WHICH)
        private String organization;

        @Option(
                names = "--set",
                required = true,
                paramLabel = "MEMBER=VALUE",
                description =
                        "name, kind, provider, microsoftTenantId, locale or settings; without a value it is emptied.")
        private Map<String, String> set;

        @Override
        void run(HubClient hub) {
            output().one(hub.ask("PATCH", path(hub, organization), Named.members(set)), COLUMNS);
        }
    }

    @Command(name = "move", description = "Hang an organization under another one.", mixinStandardHelpOptions = true)
    static final class Move extends HubCommand {
        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = WHICH)
        private String organization;

        @Parameters(index = "1", paramLabel = "PARENT", description = "Below which. " + WHICH)
        private String parent;

        @Override
        void run(HubClient hub) {
            String target = Named.organization(hub, parent);
            JsonNode moved = hub.ask("POST", path(hub, organization) + "/move", Map.of("parentId", target));
            output().one(moved, COLUMNS);
        }
    }

    @Command(
            name = "delete",
            description = "Delete an organization; it can be restored for 30 days.",
            mixinStandardHelpOptions = true)
    static final class Delete extends HubCommand {
        @Parameters(paramLabel = "ORGANIZATION", description = WHICH)
        private String organization;

        @Option(names = "--force", description = "Even if people live in it.")
        private boolean force;

        @Override
        void run(HubClient hub) {
            String path = path(hub, organization);
            hub.send("DELETE", path + (force ? "?force=true" : ""), null);
            output().say("Deleted. 'tenantry orgs restore " + path.substring(path.lastIndexOf('/') + 1)
                    + "' brings it back.");
        }
    }

    @Command(name = "restore", description = "Bring a deleted organization back.", mixinStandardHelpOptions = true)
    static final class Restore extends HubCommand {
        @Parameters(paramLabel = "ID", description = "Its id, as 'tenantry orgs list --deleted' shows it.")
        private String organization;

        @Override
        void run(HubClient hub) {
            output().one(
                            hub.ask("POST", ORGANIZATIONS + "/" + HubClient.encoded(organization) + "/restore", null),
                            COLUMNS);
        }
    }

    @Command(name = "tag", description = "Add tags and take tags away.", mixinStandardHelpOptions = true)
    static final class Tag extends HubCommand {
        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = WHICH)
        private String organization;

        @Parameters(index = "1..*", paramLabel = "TAG", description = "Tags to add.")
        private List<String> add = new ArrayList<>();

        @Option(names = "--remove", paramLabel = "TAG", description = "A tag to take away.")
        private List<String> remove = new ArrayList<>();

        @Override
        void run(HubClient hub) {
            Map<String, Object> body = Map.of("add", add, "remove", remove);
            output().one(hub.ask("POST", path(hub, organization) + "/tags", body), COLUMNS);
        }
    }
}
