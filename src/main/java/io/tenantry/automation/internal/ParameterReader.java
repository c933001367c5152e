package io.tenantry.automation.internal;

import io.tenantry.automation.Parameter;
import io.tenantry.automation.Schema;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
        Schema schema = declared == null ? Schema.text() : schema(declared);
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

    private Schema schema(YamlMap yaml) {
        Schema.Type type = Schema.Type.named(yaml.text("type"));
        if (type == null) {
            throw yaml.mistake("type", "A type is one of string, integer, number, boolean and array");
        }
        String wanted = yaml.textOr("format");
        Schema.Format format = wanted == null ? null : Schema.Format.named(wanted);
        if (wanted != null && format == null) {
            throw yaml.mistake("format", "A format is one of uuid, email and date-time");
        }
        Schema schema = new Schema(
                type,
                format,
                pattern(yaml),
                yaml.numberOr("minLength"),
                yaml.numberOr("maxLength"),
                decimal(yaml.numberOr("minimum")),
                decimal(yaml.numberOr("maximum")),
                yaml.texts("enum"));
        yaml.refuseOthers();
        return schema;
    }

    /** A pattern can be written so that looking for it takes for ever, so only the hub's own blocks have some. */
    private @Nullable Pattern pattern(YamlMap yaml) {
        if (isOwn && yaml.has("pattern")) {
            throw yaml.mistake("pattern", "Blocks of one's own have no pattern; enum, format and lengths are there");
        }
        String text = yaml.textOr("pattern");
        try {
            return text == null ? null : Pattern.compile(text);
        } catch (PatternSyntaxException no) {
            throw yaml.mistake("pattern", "This is no regular expression: " + no.getDescription());
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer number) {
        return number == null ? null : BigDecimal.valueOf(number);
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
