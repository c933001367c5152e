package io.tenantry.imports.internal;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** People with everything in their fields that has ever broken a CSV file. The seed makes them the same every time. */
final class RandomPeople {
    private static final List<String> PIECES = List.of(
            "Ada",
            "Zoë",
            "Łukasz",
            "李",
            "🦊",
            " ",
            "  ",
            ",",
            ";",
            "\t",
            "\"",
            "\"\"",
            "'",
            "=",
            "+",
            "-",
            "@",
            "\n",
            "\r\n",
            "|",
            "\\",
            "sep=",
            "version:",
            "0",
            "1E5",
            "NULL",
            "#REF!",
            "’",
            "é");

    private final Random random;

    RandomPeople(long seed) {
        random = new Random(seed);
    }

    Map<ImportField, String> next() {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        for (ImportField field : UserWriter.FIELDS) {
            if (field == ImportField.USER_PRINCIPAL_NAME || random.nextInt(4) > 0) {
                values.put(field, value(field));
            }
        }
        values.values().removeIf(String::isBlank);
        return values;
    }

    private String value(ImportField field) {
        return switch (field.kind()) {
            case TEXT, SECRET -> text(field.lengthMax());
            case ID -> new UUID(random.nextLong(), random.nextLong()).toString();
            case SIGN_IN_NAME, ADDRESS -> address();
            case ADDRESSES -> several(() -> (random.nextBoolean() ? "smtp:" : "") + address());
            case PHONES -> several(() -> "+" + random.nextInt(100) + " " + random.nextInt(1_000_000));
            case FLAG -> Boolean.toString(random.nextBoolean());
            case COUNTRY_CODE -> "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26));
            case USER_TYPE -> random.nextBoolean() ? "Member" : "Guest";
        };
    }

    private String text(int lengthMax) {
        String text = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        return text.length() > lengthMax ? "x" : text;
    }

    private String address() {
        return "p" + random.nextInt(1_000_000) + (random.nextBoolean() ? "+x" : "") + "@d"
                + Integer.toString(random.nextInt(1000), 36).toLowerCase(Locale.ROOT) + ".example";
    }

    private String several(Supplier<String> one) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> one.get())
                .distinct()
                .collect(Collectors.joining(CellRules.BETWEEN_VALUES));
    }
}
