package io.tenantry.automation.internal;

import io.tenantry.automation.Schema;
import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the value of a parameter may be, and refuses what says nothing about its type or what no value could fulfil.
 *
 * @param isOwn whether an organization has written the block
 */
record SchemaReader(boolean isOwn) {
    private static final List<String> OF_TEXTS = List.of("format", "pattern", "minLength", "maxLength");
    private static final List<String> OF_NUMBERS = List.of("minimum", "maximum");

    Schema read(YamlMap yaml) {
        Schema.Type type = Schema.Type.named(yaml.text("type"));
        if (type == null) {
            throw yaml.mistake("type", "A type is one of string, integer, number, boolean and array");
        }
        checkMembers(yaml, type);
        String wanted = yaml.textOr("format");
        Schema.Format format = wanted == null ? null : Schema.Format.named(wanted);
        if (wanted != null && format == null) {
            throw yaml.mistake("format", "A format is one of uuid, email and date-time");
        }
        Schema schema = new Schema(
                type,
                format,
                pattern(yaml),
                length(yaml, "minLength"),
                length(yaml, "maxLength"),
                decimal(yaml.numberOr("minimum")),
                decimal(yaml.numberOr("maximum")),
                yaml.texts("enum"));
        yaml.refuseOthers();
        checkLimits(yaml, schema);
        checkChoices(yaml, schema);
        return schema;
    }

    private static void checkMembers(YamlMap yaml, Schema.Type type) {
        boolean isNumber = type == Schema.Type.INTEGER || type == Schema.Type.NUMBER;
        refuse(yaml, type == Schema.Type.STRING ? List.of() : OF_TEXTS, type);
        refuse(yaml, isNumber ? List.of() : OF_NUMBERS, type);
        refuse(yaml, type == Schema.Type.ARRAY ? List.of("enum") : List.of(), type);
    }

    private static void refuse(YamlMap yaml, List<String> members, Schema.Type type) {
        for (String member : members) {
            if (yaml.has(member)) {
                yaml.refuseFromNowOn(member, "The type " + type.wireName() + " has no '" + member + "'");
            }
        }
    }

    private static @Nullable Integer length(YamlMap yaml, String key) {
        Integer length = yaml.numberOr(key);
        if (length != null && length < 0) {
            yaml.refuseFromNowOn(key, "A length is not below zero");
        }
        return length;
    }

    private static void checkLimits(YamlMap yaml, Schema schema) {
        int longest = Objects.requireNonNullElse(schema.maxLength(), Schema.LENGTH_MAX);
        if (schema.minLength() != null && schema.minLength() > longest) {
            yaml.refuseFromNowOn(
                    "minLength",
                    "No text has at least " + schema.minLength() + " and at most " + longest + " characters");
        }
        BigDecimal least = schema.minimum();
        BigDecimal most = schema.maximum();
        if (least != null && most != null && least.compareTo(most) > 0) {
            yaml.refuseFromNowOn("minimum", "No number is at least " + least + " and at most " + most);
        }
    }

    private static void checkChoices(YamlMap yaml, Schema schema) {
        if (yaml.has("enum") && schema.choices().isEmpty()) {
            yaml.refuseFromNowOn("enum", "An enum has at least one value");
        }
        for (String choice : schema.choices()) {
            try {
                schema.checked(choice, "enum");
            } catch (Refusal refused) {
                yaml.refuseFromNowOn("enum", "'" + choice + "' could not be chosen: " + refused.getMessage());
            }
        }
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
}
