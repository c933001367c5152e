package io.tenantry.imports.internal;

import io.tenantry.directory.UserField;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
            "\"",
            "\"\"",
            "'",
            "=",
            "+",
            "-",
            "@",
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

    private static final List<String> LINE_PIECES =
            Stream.concat(PIECES.stream(), Stream.of("\n", "\r\n", "\t")).toList();

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
            case TEXT -> text(Objects.requireNonNull(field.property()));
            case SECRET, REMARK, LINKS -> throw new IllegalArgumentException("Nobody exports " + field);
            case ID -> new UUID(random.nextLong(), random.nextLong()).toString();
            case ADDRESSES -> several(() -> (random.nextBoolean() ? "smtp:" : "") + address());
            case PHONES -> several(() -> "+" + random.nextInt(100) + " " + random.nextInt(1_000_000));
            case PERSON -> address();
            case FLAG -> Boolean.toString(random.nextBoolean());
        };
    }

    private String text(UserField property) {
        return switch (property.format()) {
            case LINE -> pieces(PIECES, property.lengthMax());
            case LINES -> pieces(LINE_PIECES, property.lengthMax());
            case UPN -> address();
            case MAIL -> "x+" + address();
            case MAIL_NICKNAME -> "nick" + random.nextInt(1000);
            case COUNTRY -> random.nextBoolean() ? "GB" : "NO";
            case DATE -> "2027-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case LANGUAGE -> random.nextBoolean() ? "de-CH" : "fr, en;q=0.5";
            case TIME_ZONE -> random.nextBoolean() ? "Europe/Oslo" : "W. Europe Standard Time";
            case USER_TYPE -> random.nextBoolean() ? "Member" : "Guest";
        };
    }

    private String pieces(List<String> pieces, int lengthMax) {
        String text = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
                .collect(Collectors.joining());
        return text.length() > lengthMax ? "x" : text;
    }

    private String address() {
        return "p" + random.nextInt(1_000_000) + "@d"
                + Integer.toString(random.nextInt(1000), 36).toLowerCase(Locale.ROOT) + ".example";
    }

    private String several(Supplier<String> one) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> one.get())
                .distinct()
                .collect(Collectors.joining(CellRules.BETWEEN_VALUES));
    }
}
