package io.tenantry.imports.internal;

import io.tenantry.directory.Format;
import io.tenantry.directory.Property;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    private static final int LIST_MAX = 250;
    private static final int LIST_TEXT_MAX = 256;
    private static final int SECRET_LENGTH_MAX = 256;
    private static final int HASH_LENGTH_MAX = 1_024;

    /** Addresses stand in one cell divided by semicolons or commas; the admin centre puts a plus before the next prefix. */
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("\\s*[;,\\r\\n]+\\s*|\\+(?=[A-Za-z0-9]{2,8}:)");

    private static final Pattern BETWEEN_PHONES = Pattern.compile("\\s*[;\\r\\n]+\\s*");
    private static final Pattern ADDRESS_PREFIX = Pattern.compile("^[A-Za-z0-9]{2,8}:");

    /** Stands where bytes were no text in the file's encoding. */
    private static final char UNREADABLE = '\uFFFD';

    private CellRules() {}

    /** What came of a cell. */
    sealed interface Reading {
        record Value(String text) implements Reading {}

        record Wrong(String because) implements Reading {}
    }

    static Reading read(ImportField field, boolean inverted, String cell) {
        if (cell.indexOf(UNREADABLE) >= 0) {
            return new Reading.Wrong("holds a character that cannot be read");
        }
        return switch (field.kind()) {
            case TEXT -> text(Objects.requireNonNull(field.property()), cell);
            case SECRET -> secret(field, cell);
            case REMARK -> new Reading.Value(cell);
            case ID -> id(cell.strip());
            case ADDRESSES -> addresses(field, cell.strip());
            case PHONES, LINKS ->
                list(BETWEEN_PHONES.splitAsStream(cell.strip()).toList());
            case FLAG -> flag(cell.strip(), inverted);
            case PERSON -> person(cell.strip());
        };
    }

    /** By the directory's own rules, so that a file cannot bring in what a call could not. */
    private static Reading text(Property property, String cell) {
        String text = property.format() == Format.LINE || property.format() == Format.LINES ? cell : cell.strip();
        if (text.length() > property.lengthMax()) {
            return new Reading.Wrong("has at most %d characters".formatted(property.lengthMax()));
        }
        String rule = property.format().broken(text);
        return rule == null ? new Reading.Value(property.format().kept(text)) : new Reading.Wrong(rule);
    }

    private static Reading secret(ImportField field, String cell) {
        int lengthMax = field == ImportField.PASSWORD_HASH ? HASH_LENGTH_MAX : SECRET_LENGTH_MAX;
        return cell.length() <= lengthMax
                ? new Reading.Value(cell)
                : new Reading.Wrong("has at most %d characters".formatted(lengthMax));
    }

    private static Reading id(String text) {
        return ID.matcher(text).matches()
                ? new Reading.Value(text.toLowerCase(Locale.ROOT))
                : new Reading.Wrong("must be an object id");
    }

    private static Reading addresses(ImportField field, String text) {
        List<String> all = BETWEEN_ADDRESSES
                .splitAsStream(text)
                .filter(one -> !one.isEmpty())
                .toList();
        // As proxies, directories also keep addresses of other kinds (x500:, sip:); only plain ones have a form that we
        // know.
        boolean proxies = field == ImportField.PROXY_ADDRESSES;
        boolean known = all.stream()
                .allMatch(one -> (proxies && ADDRESS_PREFIX.matcher(one).find()) || Format.MAIL.broken(one) == null);
        return known ? list(all) : new Reading.Wrong("must be mail addresses with semicolons between them");
    }

    /** Whether there is such a person, the database tells; here a name only has to be one. */
    private static Reading person(String text) {
        return text.length() <= LIST_TEXT_MAX && Format.LINE.broken(text) == null
                ? new Reading.Value(text)
                : new Reading.Wrong("must be a userPrincipalName");
    }

    private static Reading list(List<String> all) {
        boolean fits = all.size() <= LIST_MAX
                && all.stream().allMatch(one -> one.length() <= LIST_TEXT_MAX && Format.LINE.broken(one) == null);
        return fits
                ? new Reading.Value(all.stream()
                        .filter(one -> !one.isBlank())
                        .distinct()
                        .collect(Collectors.joining(BETWEEN_VALUES)))
                : new Reading.Wrong(
                        "holds at most %d values of at most %d characters".formatted(LIST_MAX, LIST_TEXT_MAX));
    }

    private static Reading flag(String text, boolean inverted) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return new Reading.Value(Boolean.toString(YES.contains(word) != inverted));
        }
        return new Reading.Wrong("must be yes or no");
    }
}
