package io.tenantry.imports.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column's heading means.
 *
 * @param field null where we know no field of that name
 * @param inverted true where yes means no: templates ask whether to block an account, we keep whether it is enabled
 */
record Heading(@Nullable ImportField field, boolean inverted) {
    /** Entra's templates write {@code Job title [jobTitle]}; what stands in the brackets is the name that counts. */
    private static final Pattern BRACKETED = Pattern.compile("^(.*)\\[\\s*(\\w+)\\s*]");

    private static final Map<String, ImportField> FIELDS = fields();

    static Heading of(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        boolean template = bracketed.find();
        String label = key(template ? bracketed.group(1) : text);
        ImportField field = FIELDS.get(template ? key(bracketed.group(2)) : label);
        if (field == ImportField.ACCOUNT_ENABLED && label.startsWith("block")) {
            return new Heading(field, true);
        }
        return switch (label) {
            case "blockcredential", "blocksignin", "signinblocked", "accountdisabled", "disabled" ->
                new Heading(ImportField.ACCOUNT_ENABLED, true);
            default -> new Heading(field, false);
        };
    }

    static @Nullable ImportField fieldNamed(String name) {
        return FIELDS.get(key(name));
    }

    /** The heading without case, spaces and punctuation, so that {@code E-Mail} and {@code email} are one. */
    static String key(String text) {
        StringBuilder key = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(Character::isLetterOrDigit)
                .forEach(letter -> key.append((char) letter));
        return key.toString();
    }

    private static Map<String, ImportField> fields() {
        Map<String, ImportField> fields = new HashMap<>();
        Arrays.stream(ImportField.values()).forEach(field -> {
            fields.put(key(field.wireName()), field);
            field.otherNames().forEach(name -> fields.put(key(name), field));
        });
        return Map.copyOf(fields);
    }
}
