package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry groups}: groups of one organization and their members. A group is named by id or by its only name. */
@Command(
        name = "groups",
        description = "Groups: list, show, create, delete, and their members.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GroupsCommand.ListAll.class,
            GroupsCommand.Show.class,
            GroupsCommand.Create.class,
            GroupsCommand.Delete.class,
            GroupsCommand.Members.class,
            GroupsCommand.AddMember.class,
            GroupsCommand.RemoveMember.class,
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GroupsCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("KIND", "kind"),
            Column.of("MAIL", "mail"),
            Column.of("DESCRIPTION", "description"),
            Column.of("ID", "id"));

    private static final List<Column> MEMBERS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("KIND", "kind"),
            Column.of("SIGN-IN NAME", "userPrincipalName"),
            Column.of("ADDED", "addedAt"),
            Column.of("ID", "id"));

    private GroupsCommand() {}

    /** A command about one group. */
    abstract static class OfGroup extends WithinOrganization {
        @Parameters(index = "0", paramLabel = "GROUP", description = "A group's id or name.")
        private String group;

        final String path(HubClient hub) {
            return Named.group(hub, organizationPath(hub), group);
        }
    }

    /** A command about one member of one group. */
    abstract static class OfMember extends OfGroup {
        @Parameters(
                index = "1",
                paramLabel = "MEMBER",
                description = "A user's sign-in name, or the id of whoever it is.")
        private String member;

        final String memberId(HubClient hub) {
            return member.indexOf('@') > 0
                    ? hub.get(organizationPath(hub) + "/users/" + HubClient.encoded(member))
                            .path("id")
                            .asString()
                    : member;
        }
    }

    @Command(name = "list", description = "List groups.", mixinStandardHelpOptions = true)
    static final class ListAll extends WithinOrganization {
        @Mixin
        private Paging paging;

        @Mixin
        private Choice choice;

        @Mixin
        private Moment moment;

        @Option(names = "--deleted", description = "Those that can be restored.")
        private boolean deleted;

        @Override
        void run(HubClient hub) {
            String path = organizationPath(hub) + (deleted ? "/deleted-groups" : "/groups");
            show(hub, COLUMNS, moment.of(choice.of(path)), paging);
        }
    }

    @Command(name = "show", description = "Show a group.", mixinStandardHelpOptions = true)
    static final class Show extends OfGroup {
        @Mixin
        private Moment moment;

        @Override
        void run(HubClient hub) {
            output().one(hub.get(moment.of(new Query(path(hub))).toString()), COLUMNS);
        }
    }

    @Command(name = "create", description = "Create a group.", mixinStandardHelpOptions = true)
    static final class Create extends WithinOrganization {
        @Parameters(paramLabel = "NAME", description = "What it is called.")
        private String name;

        @Option(
                names = "--kind",
                paramLabel = "hub|security|microsoft365",
                defaultValue = "hub",
                description = "Default: ${DEFAULT-VALUE}")
        private String kind;

        @Option(names = "--set", paramLabel = "MEMBER=VALUE", description = "Another member, such as description=…")
        private Map<String, String> set = new LinkedHashMap<>();

        @Override
        void run(HubClient hub) {
            Map<String, @Nullable Object> body = Named.members(set);
            body.put("displayName", name);
            body.put("kind", kind);
            output().one(hub.ask("POST", organizationPath(hub) + "/groups", body), COLUMNS);
        }
    }

    @Command(
            name = "delete",
            description = "Delete a group; it can be restored for 30 days.",
            mixinStandardHelpOptions = true)
    static final class Delete extends OfGroup {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub), null);
            output().say("Deleted.");
        }
    }

    @Command(name = "members", description = "List the members of a group.", mixinStandardHelpOptions = true)
    static final class Members extends OfGroup {
        @Mixin
        private Paging paging;

        @Mixin
        private Moment moment;

        @Override
        void run(HubClient hub) {
            show(hub, MEMBERS, moment.of(new Query(path(hub) + "/members")), paging);
        }
    }

    @Command(name = "add-member", description = "Add a member to a group.", mixinStandardHelpOptions = true)
    static final class AddMember extends OfMember {
        @Override
        void run(HubClient hub) {
            hub.send("POST", path(hub) + "/members", Map.of("id", memberId(hub)));
            output().say("Added.");
        }
    }

    @Command(name = "remove-member", description = "Take a member out of a group.", mixinStandardHelpOptions = true)
    static final class RemoveMember extends OfMember {
        @Override
        void run(HubClient hub) {
            hub.send("DELETE", path(hub) + "/members/" + HubClient.encoded(memberId(hub)), null);
            output().say("Removed.");
        }
    }
}
