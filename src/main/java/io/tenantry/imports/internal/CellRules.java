package io.tenantry.imports.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of a cell into the value the directory keeps, or says what is wrong with it. */
final class CellRules {
    /** Stands between the values of a list once it has been read; the text of a value never holds it. */
    static final String BETWEEN_VALUES = "\n";

    private static final Set<String> YES = Set.of(
            "true", "yes", "y", "1", "enabled", "on", "wahr", "ja", "vrai", "oui", "verdadero", "vero", "si", "sí");
    private static final Set<String> NO =
            Set.of("false", "no", "n", "0", "disabled", "off", "falsch", "nein", "faux", "non", "falso");

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{3,253}$)([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,63}");
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cntrl}@\"(),:;<>\\[\\]\\\\/|?*=]{1,190}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}");

    /** Addresses stand in one cell divided by semicolons or commas; the admin centre puts a plus before the next prefix. */
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("\\s*[;,\\r\\n]+\\s*|\\+(?=[A-Za-z0-9]{2,8}:)");

    private static final Pattern BETWEEN_PHONES = Pattern.compile("\\s*[;\\r\\n]+\\s*");
    private static final Pattern ADDRESS_PREFIX = Pattern.compile("^[A-Za-z0-9]{2,8}:");

    private CellRules() {}

    /** What came of a cell. */
    sealed interface Reading {
        record Value(String text) implements Reading {}

        record Wrong(String because) implements Reading {}
    }

    static Reading read(ImportField field, boolean inverted, String cell) {
        if (cell.length() > field.lengthMax()) {
            return new Reading.Wrong("is longer than %d characters".formatted(field.lengthMax()));
        }
        if (!isReadable(cell)) {
            return new Reading.Wrong("holds a character that cannot be read");
        }
        return switch (field.kind()) {
            case TEXT, SECRET -> new Reading.Value(cell);
            case ID -> id(cell.strip());
            case SIGN_IN_NAME -> signInName(cell.strip());
            case ADDRESS -> address(cell.strip());
            case ADDRESSES -> addresses(cell.strip());
            case PHONES -> list(BETWEEN_PHONES, cell.strip());
            case FLAG -> flag(cell.strip(), inverted);
            case COUNTRY_CODE -> countryCode(cell.strip());
            case USER_TYPE -> userType(cell.strip());
        };
    }

    /** Control characters are no part of a name, and the replacement character stands for bytes nobody could read. */
    private static boolean isReadable(String text) {
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == '\uFFFD' || (here < ' ' && here != '\t' && here != '\n' && here != '\r')) {
                return false;
            }
        }
        return true;
    }

    private static Reading id(String text) {
        return ID.matcher(text).matches()
                ? new Reading.Value(text.toLowerCase(Locale.ROOT))
                : new Reading.Wrong("is no object id");
    }

    private static Reading signInName(String text) {
        return isAddress(text) ? new Reading.Value(text) : new Reading.Wrong("is not of the form name@domain");
    }

    private static Reading address(String text) {
        return isAddress(text) ? new Reading.Value(text) : new Reading.Wrong("is no email address");
    }

    private static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && text.charAt(0) != '.'
                && text.charAt(at - 1) != '.'
                && DOMAIN.matcher(text.substring(at + 1)).matches();
    }

    private static Reading addresses(String text) {
        // Directories also keep addresses of other kinds here (x500:, sip:); only plain ones have a form that we know.
        boolean known = BETWEEN_ADDRESSES
                .splitAsStream(text)
                .allMatch(one -> one.isEmpty() || ADDRESS_PREFIX.matcher(one).find() || isAddress(one));
        return known ? list(BETWEEN_ADDRESSES, text) : new Reading.Wrong("holds something that is no email address");
    }

    private static Reading list(Pattern between, String text) {
        return new Reading.Value(between.splitAsStream(text)
                .filter(one -> !one.isBlank())
                .distinct()
                .collect(Collectors.joining(BETWEEN_VALUES)));
    }

    private static Reading flag(String text, boolean inverted) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return new Reading.Value(Boolean.toString(YES.contains(word) != inverted));
        }
        return new Reading.Wrong("is neither yes nor no");
    }

    private static Reading countryCode(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return COUNTRY_CODE.matcher(code).matches()
                ? new Reading.Value(code)
                : new Reading.Wrong("is no country code of two letters");
    }

    private static Reading userType(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "member" -> new Reading.Value("Member");
            case "guest" -> new Reading.Value("Guest");
            default -> new Reading.Wrong("is neither Member nor Guest");
        };
    }
}
