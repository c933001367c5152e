package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry users}: people. Each is named by id or sign-in name. */
@Command(
        name = "users",
        description = "People: find, list, show, create, change, delete, restore; passwords and locks.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UsersCommand.Find.class,
            UsersCommand.ListAll.class,
            UsersCommand.Show.class,
            UsersCommand.Create.class,
            UsersCommand.Change.class,
            UsersCommand.Delete.class,
            UsersCommand.Restore.class,
            UsersPasswordCommands.SetPassword.class,
            UsersPasswordCommands.Unlock.class,
            UsersPasswordCommands.ResetSecondFactor.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsersCommand {
    private static final String WHO = "A user's id or sign-in name.";

    static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("SIGN-IN NAME", "userPrincipalName"),
            Column.of("DEPARTMENT", "department"),
            new Column("ENABLED", item -> item.path("accountEnabled").asBoolean(true) ? "yes" : "no"),
            Column.of("ID", "id"));

    private static final List<Column> FOUND = List.of(
            Column.of("NAME", "displayName"),
            Column.of("SIGN-IN NAME", "userPrincipalName"),
            new Column(
                    "ORGANIZATION",
                    item -> Column.text(item.path("organization").path("name"))),
            Column.of("PHONES", "businessPhones"),
            Column.of("MOBILE", "mobilePhone"),
            Column.of("ID", "id"));

    private UsersCommand() {}

    /** Where to look; without it everywhere. */
    static final class Where {
        @Option(
                names = "--organization",
                paramLabel = "ORGANIZATION",
                description = "In which organization, by id, name or domain. Default: wherever you may look")
        private @Nullable String organization;
    }

    @Command(
            name = "find",
            description = "Find people everywhere by part of a name, sign-in name, address, phone number or alias.",
            mixinStandardHelpOptions = true)
    static final class Find extends HubCommand {
        @Mixin
        private Paging paging;

        @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to look for.")
        private List<String> words;

        @Override
        void run(HubClient hub) {
            show(hub, FOUND, new Query("/api/v1/search").with("text", String.join(" ", words)), paging);
        }
    }

    @Command(name = "list", description = "List people.", mixinStandardHelpOptions = true)
    static final class ListAll extends HubCommand {
        @Mixin
        private Where where;

        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Mixin
        private Moment moment;

        @Option(names = "--select", split = ",", paramLabel = "MEMBER", description = "Only these members.")
        private List<String> select = new ArrayList<>();

        @Option(names = "--deleted", description = "Those that can be restored; needs --organization.")
        private boolean deleted;

        @Override
        void run(HubClient hub) {
            String organization = where.organization;
            if (deleted && organization == null) {
                throw new CommandFailure("--deleted needs --organization", 2);
            }
            String path = OrgsCommand.pathOrEverywhere(hub, organization) + (deleted ? "/deleted-users" : "/users");
            Query query = moment.of(choice.of(path)).with("select", String.join(",", select));
            List<Column> columns = select.isEmpty()
                    ? COLUMNS
                    : select.stream()
                            .map(member -> Column.of(member.toUpperCase(Locale.ROOT), member))
                            .toList();
            show(hub, columns, query, paging);
        }
    }

    /** A command about one person. */
    abstract static class OfUser extends HubCommand {
        @Mixin
        private Where where;

        @Parameters(paramLabel = "USER", description = WHO)
        private String user;

        final String path(HubClient hub) {
            return Named.user(hub, where.organization, user);
        }
    }

    @Command(name = "show", description = "Show a person.", mixinStandardHelpOptions = true)
    static final class Show extends OfUser {
        @Mixin
        private Moment moment;

        @Override
        void run(HubClient hub) {
            output().one(hub.get(moment.of(new Query(path(hub))).toString()), COLUMNS);
        }
    }

    @Command(
            name = "create",
            description = "Create a person, who cannot sign in until a password is set.",
            mixinStandardHelpOptions = true)
    static final class Create extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "SIGN-IN NAME", description = "Such as ada@example.com.")
        private String signInName;

        @Parameters(index = "1", paramLabel = "NAME", description = "Such as \"Ada Lovelace\".")
        private String name;

        @Option(names = "--set", paramLabel = "MEMBER=VALUE", description = "Another member, such as department=Sales.")
        private Map<String, String> set = new LinkedHashMap<>();

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = Named.members(set);
            body.put("userPrincipalName", signInName);
            body.put("displayName", name);
            output().one(hub.ask("POST", organizationPath(hub) + "/users", body), COLUMNS);
        }
    }

    @Command(name = "change", description = "Change members of a person.", mixinStandardHelpOptions = true)
    static final class Change extends OfUser {
        @Option(
                names = "--set",
                required = true,
                paramLabel = "MEMBER=VALUE",
                description = "Such as jobTitle=Engineer or accountEnabled=false; without a value it is emptied.")
        private Map<String, String> set;

        @Override
        void run(HubClient hub) {
            output().one(hub.ask("PATCH", path(hub), Named.members(set)), COLUMNS);
        }
    }

    @Command(
            name = "delete",
            description = "Delete a person, who can be restored for 30 days.",
            mixinStandardHelpOptions = true)
    static final class Delete extends OfUser {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub), null);
            output().say("Deleted. 'tenantry users restore' brings him back within 30 days.");
        }
    }

    @Command(name = "restore", description = "Bring a deleted person back.", mixinStandardHelpOptions = true)
    static final class Restore extends WithinOrganization {
        @Parameters(paramLabel = "ID", description = "His id, as 'tenantry users list --deleted' shows it.")
        private String user;

        @Override
        void run(HubClient hub) {
            String path = organizationPath(hub) + "/users/" + HubClient.encoded(user) + "/restore";
            output().one(hub.ask("POST", path, null), COLUMNS);
        }
    }
}
