package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/** A value as text, read by the type of the field it is compared with. */
final class Literal {
    private static final int NUMBER_LENGTH_MAX = 64;
    private static final int SHOWN_MAX = 40;

    private Literal() {}

    static Object of(Field field, String text) {
        try {
            return switch (field.type()) {
                case TEXT -> text;
                case NUMBER -> number(text);
                case FLAG -> flag(text);
                case INSTANT -> instant(text);
                case UUID -> uuid(text);
            };
        } catch (IllegalArgumentException | DateTimeException wrongType) {
            String shown = Shortened.to(SHOWN_MAX, text);
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "'" + shown + "' is not " + field.type().description() + ", as the property '" + field.name()
                            + "' needs",
                    field.name());
        }
    }

    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }

    /** Java's own reading takes "1-1-1-1-1" for an id. */
    private static UUID uuid(String text) {
        if (!isUuid(text)) {
            throw new IllegalArgumentException("not an id");
        }
        return UUID.fromString(text);
    }

    private static BigDecimal number(String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            throw new IllegalArgumentException("too long");
        }
        return new BigDecimal(text);
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** A date alone means its first moment, and a time without a zone is read as UTC. */
    private static Instant instant(String text) {
        int time = text.indexOf('T');
        if (time < 0) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean zoned =
                text.endsWith("Z") || text.endsWith("z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
