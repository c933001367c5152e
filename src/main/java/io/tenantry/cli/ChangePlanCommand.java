package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tenantry change plan}: says what is to be done with whom, and shows what that would come to. */
@Command(
        name = "plan",
        description = {
            "Find out exactly what a change of many people or groups would do. Nothing is changed.",
            "Such as: tenantry change plan --filter \"department eq 'Slaes'\" --set department=Sales"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChangePlanCommand extends HubCommand {
    @Option(names = "--title", paramLabel = "TEXT", description = "What it is for, for those who look at it.")
    private @Nullable String title;

    @Option(
            names = "--kind",
            paramLabel = "user|group",
            defaultValue = "user",
            description = "What is changed. Default: ${DEFAULT-VALUE}")
    private String kind;

    @Option(
            names = "--organization",
            paramLabel = "ORGANIZATION",
            description = "Only there, by id, name or domain; may be given more than once. Default: wherever you may")
    private List<String> organizations = new ArrayList<>();

    @Option(names = "--filter", paramLabel = "FILTER", description = "Those that meet it.")
    private @Nullable String filter;

    @Option(names = "--id", split = ",", paramLabel = "ID", description = "These, by id or sign-in name.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--ids-from", paramLabel = "FILE", description = "Those in the file: an id or sign-in name a line.")
    private @Nullable Path idsFrom;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Instead of all that: a file whose rows say what is to be done with whom; needs one --organization.")
    private @Nullable Path csv;

    @Option(names = "--create", description = "With --csv: make people who are not there; undoing that deletes them.")
    private boolean create;

    @Option(
            names = "--columns",
            paramLabel = "HEADING=MEMBER,…",
            description = "With --csv: what the file's own headings mean; without a member a column is left out.")
    private @Nullable String columns;

    @Option(names = "--deleted", description = "Those that are deleted, for --restore.")
    private boolean deleted;

    @Option(names = "--set", paramLabel = "MEMBER=VALUE", description = "Set a member; without a value it is emptied.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--enable", description = "Enable the accounts.")
    private boolean enable;

    @Option(names = "--disable", description = "Disable the accounts.")
    private boolean disable;

    @Option(
            names = "--add-to-group",
            paramLabel = "GROUP",
            description = "Make them members of the group with this id.")
    private List<String> addTo = new ArrayList<>();

    @Option(
            names = "--remove-from-group",
            paramLabel = "GROUP",
            description = "Take them out of the group with this id.")
    private List<String> removeFrom = new ArrayList<>();

    @Option(names = "--add-license", paramLabel = "SKU", description = "Assign the product with this id.")
    private List<String> assign = new ArrayList<>();

    @Option(names = "--remove-license", paramLabel = "SKU", description = "Take the product with this id away.")
    private List<String> unassign = new ArrayList<>();

    @Option(names = "--delete", description = "Delete them; they can be restored for 30 days.")
    private boolean delete;

    @Option(names = "--restore", description = "Restore them.")
    private boolean restore;

    @Override
    void run(HubClient hub) {
        if (csv != null) {
            ofFile(hub, csv);
            return;
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        putGiven(body, "title", title);
        body.put("targets", targets(hub));
        body.put("edit", edit());
        tell(hub.ask("POST", ChangeCommand.CHANGES, body));
    }

    private void ofFile(HubClient hub, Path file) {
        if (organizations.size() != 1) {
            throw new CommandFailure("--csv needs one --organization", 2);
        }
        Query path =
                new Query(ORGANIZATIONS + "/" + Named.organization(hub, organizations.getFirst()) + "/change-files");
        Query asked = path.with("title", title).with("columns", columns).with("create", create ? "true" : null);
        tell(hub.postFile(asked.toString(), "text/csv", file).answer());
    }

    private void tell(JsonNode plan) {
        output().one(plan, ChangeCommand.COLUMNS);
        ChangeCommand.explain(plan, output());
    }

    private Map<String, @Nullable Object> targets(HubClient hub) {
        Map<String, @Nullable Object> targets = new LinkedHashMap<>();
        targets.put("kind", kind);
        if (!organizations.isEmpty()) {
            targets.put(
                    "organizationIds",
                    organizations.stream()
                            .map(typed -> Named.organization(hub, typed))
                            .toList());
        }
        putGiven(targets, "filter", filter);
        List<String> named = new ArrayList<>(ids);
        if (idsFrom != null) {
            named.addAll(GivenFile.names(idsFrom));
        }
        if (!named.isEmpty()) {
            targets.put("ids", named);
        }
        if (deleted || restore) {
            targets.put("deleted", true);
        }
        return targets;
    }

    private Map<String, @Nullable Object> edit() {
        Map<String, @Nullable Object> members = Named.members(set);
        if (enable || disable) {
            members.put("accountEnabled", enable);
        }
        Map<String, @Nullable Object> edit = new LinkedHashMap<>();
        putGiven(edit, "set", members.isEmpty() ? null : members);
        putGiven(edit, "addToGroups", addTo.isEmpty() ? null : addTo);
        putGiven(edit, "removeFromGroups", removeFrom.isEmpty() ? null : removeFrom);
        putGiven(
                edit,
                "addLicenses",
                assign.isEmpty()
                        ? null
                        : assign.stream().map(sku -> Map.of("skuId", sku)).toList());
        putGiven(edit, "removeLicenses", unassign.isEmpty() ? null : unassign);
        putGiven(edit, "delete", delete ? true : null);
        putGiven(edit, "restore", restore ? true : null);
        return edit;
    }

    /** The columns of what a plan does. */
    static final List<Column> TARGETS = List.of(
            Column.of("NO", "number"),
            Column.of("NAME", "name"),
            Column.of("BEFORE", "before"),
            Column.of("AFTER", "after"),
            Column.of("STATE", "state"),
            Column.of("REASON", "reason"),
            Column.of("ID", "id"));
}
