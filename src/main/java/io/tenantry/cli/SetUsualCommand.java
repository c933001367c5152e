package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tenantry sets usual}: what an organization always gives a set. */
@Command(
        name = "usual",
        description = {
            "Show what an organization always gives a set where whoever runs it gives nothing, or change it.",
            "Such as: tenantry sets usual onboard --organization Contoso --set products=SPE_E3 --set groups=Everyone,News"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SetUsualCommand extends WithinOrganization {
    private static final String NAME = "technicalIdentifier";
    private static final String VALUE = "value";
    private static final String VALUES = "values";

    private static final List<Column> COLUMNS = List.of(Column.of("PARAMETER", NAME), Column.of("VALUE", VALUE));

    @Parameters(index = "0", paramLabel = "SET", description = "Its identifier or id.")
    private String set;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "From now on this value; others stay.")
    private Map<String, String> given = new LinkedHashMap<>();

    @Option(names = "--unset", split = ",", paramLabel = "NAME", description = "From now on nothing for these.")
    private List<String> gone = new ArrayList<>();

    @Override
    void run(HubClient hub) {
        String organization = organizationPath(hub).substring(ORGANIZATIONS.length());
        String path =
                "/command/v1/organizations" + organization + "/commandsets/" + BlocksCommand.id(hub, set) + "/defaults";
        JsonNode usual = hub.get(path);
        if (!given.isEmpty() || !gone.isEmpty()) {
            usual = hub.ask("PUT", path, Map.of(VALUES, changed(usual)));
        }
        output().all(COLUMNS, usual.path(VALUES).iterator());
    }

    private List<Map<String, Object>> changed(JsonNode usual) {
        Map<String, Object> values = new LinkedHashMap<>();
        usual.path(VALUES).forEach(one -> values.put(one.path(NAME).asString(), one.path(VALUE)));
        values.putAll(given);
        gone.forEach(name -> {
            if (values.remove(name) == null) {
                throw new CommandFailure("there is no usual value of '" + name + "'.");
            }
        });
        List<Map<String, Object>> all = new ArrayList<>();
        values.forEach((name, value) -> all.add(Map.of(NAME, name, VALUE, value)));
        return all;
    }
}
