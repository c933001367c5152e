package io.tenantry.automation;

import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a parameter may be: as much of JSON Schema as a form can be made from.
 *
 * @param choices the only values there are; empty for any
 */
public record Schema(
        Type type,
        @Nullable Format format,
        @Nullable Pattern pattern,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        List<String> choices) {
    /** How long a text may be that nothing else is said of. */
    public static final int LENGTH_MAX = 4096;

    private static final int ITEMS_MAX = 1000;

    public Schema {
        choices = List.copyOf(choices);
    }

    /** Any text. */
    public static Schema text() {
        return new Schema(Type.STRING, null, null, null, null, null, null, List.of());
    }

    /** JSON Schema's types, without objects. An array is one of texts. */
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        ARRAY;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static @Nullable Type named(String wireName) {
            return Arrays.stream(values())
                    .filter(type -> type.wireName().equals(wireName))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** JSON Schema's formats, as far as they are checked. */
    public enum Format {
        UUID("uuid"),
        EMAIL("email"),
        DATE_TIME("date-time");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static @Nullable Format named(String wireName) {
            return Arrays.stream(values())
                    .filter(format -> format.wireName.equals(wireName))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * The value as its type has it. Clients that fill in forms send every value as a text, which is read as the type.
     *
     * @throws Refusal (MALFORMED) when it is not one of the values that may be
     */
    public Object checked(Object value, String parameter) {
        Object typed = switch (type) {
            case STRING -> text(value, parameter);
            case INTEGER, NUMBER -> number(value, parameter);
            case BOOLEAN -> flag(value, parameter);
            case ARRAY -> texts(value, parameter);
        };
        refuseUnless(
                choices.isEmpty() || choices.contains(String.valueOf(typed)),
                parameter,
                "is one of " + String.join(", ", choices));
        return typed;
    }

    private String text(Object value, String parameter) {
        refuseUnless(value instanceof String, parameter, "is a text");
        String text = (String) value;
        int most = maxLength == null ? LENGTH_MAX : maxLength;
        refuseUnless(text.length() <= most, parameter, "has at most " + most + " characters");
        refuseUnless(
                minLength == null || text.length() >= minLength,
                parameter,
                "has at least " + minLength + " characters");
        refuseUnless(text.indexOf('\0') < 0, parameter, "has no characters of zero");
        refuseUnless(pattern == null || pattern.matcher(text).find(), parameter, "has to look like " + pattern);
        if (format != null) {
            checkFormat(format, text, parameter);
        }
        return text;
    }

    private static void checkFormat(Format format, String text, String parameter) {
        try {
            switch (format) {
                case UUID ->
                    refuseUnless(UUID.fromString(text).toString().equalsIgnoreCase(text), parameter, "is an id");
                case EMAIL -> {
                    int at = text.indexOf('@');
                    refuseUnless(
                            at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1,
                            parameter,
                            "is an address such as ada@contoso.example");
                }
                case DATE_TIME -> refuseUnless(Instants.read(text) != null, parameter, "is a date and time in UTC");
            }
        } catch (IllegalArgumentException no) {
            throw refusal(parameter, "is an id");
        }
    }

    private BigDecimal number(Object value, String parameter) {
        BigDecimal number;
        try {
            number = new BigDecimal(String.valueOf(value).strip());
        } catch (NumberFormatException no) {
            throw refusal(parameter, "is a number");
        }
        refuseUnless(number.precision() <= 18 && Math.abs(number.scale()) <= 18, parameter, "is a shorter number");
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        refuseUnless(type == Type.NUMBER || isWhole, parameter, "is a whole number");
        refuseUnless(minimum == null || number.compareTo(minimum) >= 0, parameter, "is at least " + minimum);
        refuseUnless(maximum == null || number.compareTo(maximum) <= 0, parameter, "is at most " + maximum);
        return number;
    }

    private static Boolean flag(Object value, String parameter) {
        String text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
        refuseUnless(text.equals("true") || text.equals("false"), parameter, "is true or false");
        return text.equals("true");
    }

    private static List<String> texts(Object value, String parameter) {
        List<?> given = value instanceof List<?> list
                ? list
                : Arrays.asList(String.valueOf(value).split(",", -1));
        refuseUnless(given.size() <= ITEMS_MAX, parameter, "has at most " + ITEMS_MAX + " items");
        List<String> texts = new ArrayList<>();
        for (Object item : given) {
            refuseUnless(item instanceof String text && text.length() <= LENGTH_MAX, parameter, "is a list of texts");
            String text = ((String) item).strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** As it is shown; lengths are texts there, as clients expect. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.wireName());
        put(members, "format", format == null ? null : format.wireName());
        put(members, "pattern", pattern == null ? null : pattern.pattern());
        put(members, "minLength", minLength == null ? null : minLength.toString());
        put(members, "maxLength", maxLength == null ? null : maxLength.toString());
        put(members, "minimum", minimum);
        put(members, "maximum", maximum);
        put(members, "enum", choices.isEmpty() ? null : choices);
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static void refuseUnless(boolean condition, String parameter, String rule) {
        if (!condition) {
            throw refusal(parameter, rule);
        }
    }

    private static Refusal refusal(String parameter, String rule) {
        return new Refusal(Refusal.Reason.MALFORMED, "The parameter '" + parameter + "' " + rule, parameter);
    }
}
