package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.io.IOException;
import java.nio.file.Files;
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
        Map<String, Object> body = new LinkedHashMap<>();
        if (title != null) {
            body.put("title", title);
        }
        body.put("targets", targets(hub));
        body.put("edit", edit());
        JsonNode plan = hub.ask("POST", ChangeCommand.CHANGES, body);
        output().one(plan, ChangeCommand.COLUMNS);
        ChangeCommand.explain(plan, output());
    }

    private void ofFile(HubClient hub, Path file) {
        if (organizations.size() != 1) {
            throw new CommandFailure("--csv needs one --organization", 2);
        }
        Query path =
                new Query(ORGANIZATIONS + "/" + Named.organization(hub, organizations.getFirst()) + "/change-files");
        try {
            Query asked = path.with("title", title).with("columns", columns).with("create", create ? "true" : null);
            JsonNode plan = hub.postFile(asked.toString(), "text/csv", file).answer();
            output().one(plan, ChangeCommand.COLUMNS);
            ChangeCommand.explain(plan, output());
        } catch (IOException failure) {
            throw new CommandFailure("the file " + file + " cannot be read: " + failure.getMessage());
        }
    }

    private Map<String, Object> targets(HubClient hub) {
        Map<String, Object> targets = new LinkedHashMap<>();
        targets.put("kind", kind);
        if (!organizations.isEmpty()) {
            targets.put(
                    "organizationIds",
                    organizations.stream()
                            .map(typed -> Named.organization(hub, typed))
                            .toList());
        }
        if (filter != null) {
            targets.put("filter", filter);
        }
        List<String> named = new ArrayList<>(ids);
        if (idsFrom != null) {
            named.addAll(lines(idsFrom));
        }
        if (!named.isEmpty()) {
            targets.put("ids", named);
        }
        if (deleted || restore) {
            targets.put("deleted", true);
        }
        return targets;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException failure) {
            throw new CommandFailure("the file " + file + " cannot be read: " + failure.getMessage());
        }
    }

    private Map<String, Object> edit() {
        Map<String, @Nullable Object> members = Named.members(set);
        if (enable || disable) {
            members.put("accountEnabled", enable);
        }
        Map<String, Object> edit = new LinkedHashMap<>();
        putUnlessEmpty(edit, "set", members.isEmpty() ? null : members);
        putUnlessEmpty(edit, "addToGroups", addTo.isEmpty() ? null : addTo);
        putUnlessEmpty(edit, "removeFromGroups", removeFrom.isEmpty() ? null : removeFrom);
        putUnlessEmpty(
                edit,
                "addLicenses",
                assign.isEmpty()
                        ? null
                        : assign.stream().map(sku -> Map.of("skuId", sku)).toList());
        putUnlessEmpty(edit, "removeLicenses", unassign.isEmpty() ? null : unassign);
        putUnlessEmpty(edit, "delete", delete ? true : null);
        putUnlessEmpty(edit, "restore", restore ? true : null);
        return edit;
    }

    private static void putUnlessEmpty(Map<String, Object> edit, String name, @Nullable Object value) {
        if (value != null) {
            edit.put(name, value);
        }
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
