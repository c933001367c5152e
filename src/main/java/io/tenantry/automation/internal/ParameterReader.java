package io.tenantry.automation.internal;

import io.tenantry.automation.Parameter;
import io.tenantry.automation.Schema;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one parameter of a command block.
 *
 * @param isOwn whether an organization has written the block
 */
record ParameterReader(TargetKind target, boolean isOwn) {
    Parameter read(YamlMap yaml) {
        String identifier = BlockReader.identifier(yaml, "identifier");
        YamlMap declared = yaml.map("schema");
        Schema schema = declared == null ? Schema.text() : new SchemaReader(isOwn).read(declared);
        String defaultValue = yaml.textOr("default");
        checkDefault(yaml, identifier, schema, defaultValue);
        String title = yaml.textOr("title");
        Parameter parameter = new Parameter(
                identifier,
                title == null ? identifier : title,
                schema,
                yaml.flag("required", false),
                yaml.flag("sensitive", false),
                defaultValue,
                yaml.textOr("value"),
                yaml.textOr("example"),
                placeholders(yaml.map("placeholders")));
        if (parameter.isSensitive() && defaultValue != null) {
            throw yaml.mistake("default", "What is sensitive has no default, which everybody could read");
        }
        yaml.refuseOthers();
        return parameter;
    }

    private void checkDefault(YamlMap yaml, String identifier, Schema schema, @Nullable String value) {
        if (value == null) {
            return;
        }
        String problem = Template.problem(value);
        if (problem != null) {
            yaml.refuseFromNowOn("default", problem);
        }
        List<String> names = Template.names(value);
        for (String name : names) {
            if (!Known.has(target, name)) {
                throw yaml.mistake("default", "Nothing is known as '" + name + "'");
            }
        }
        if (names.isEmpty()) {
            try {
                schema.checked(value, identifier);
            } catch (Refusal refused) {
                throw yaml.mistake("default", refused.getMessage());
            }
        }
    }

    private static Parameter.Placeholders placeholders(@Nullable YamlMap yaml) {
        if (yaml == null) {
            return new Parameter.Placeholders(true, true, List.of());
        }
        List<Parameter.Link> linked = yaml.maps("linked").stream()
                .map(link -> {
                    var read = new Parameter.Link(BlockReader.identifier(link, "identifier"), link.number("version"));
                    link.refuseOthers();
                    return read;
                })
                .toList();
        var placeholders = new Parameter.Placeholders(yaml.flag("set", true), yaml.flag("block", true), linked);
        yaml.refuseOthers();
        return placeholders;
    }
}
