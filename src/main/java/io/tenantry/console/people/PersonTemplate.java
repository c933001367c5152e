package io.tenantry.console.people;

import io.tenantry.kernel.Refusal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What new people have in common.
 *
 * @param upnPattern what their sign-in names are made of, or null where each is written by hand; see {@link #upn}
 * @param properties texts by the names of the form's fields
 * @param groups they are put into
 * @param skus the products they are given a license of
 */
public record PersonTemplate(
        UUID id,
        String name,
        @Nullable String upnPattern,
        Map<String, String> properties,
        List<UUID> groups,
        List<UUID> skus) {
    private static final int NAME_MAX = 100;
    private static final int PATTERN_MAX = 200;
    private static final Pattern PLACES =
            Pattern.compile("(?:[^{}@\\s]|\\{given}|\\{surname}|\\{g}|\\{s})+@[^{}@\\s]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9-]+");

    public PersonTemplate {
        name = name.strip();
        properties = Map.copyOf(properties);
        groups = List.copyOf(groups);
        skus = List.copyOf(skus);
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_MAX,
                Refusal.Reason.MALFORMED,
                "A template has a name of at most " + NAME_MAX + " characters",
                "name");
        Refusal.unless(
                upnPattern == null
                        || (upnPattern.length() <= PATTERN_MAX
                                && PLACES.matcher(upnPattern).matches()),
                Refusal.Reason.MALFORMED,
                "A pattern is an address such as {given}.{surname}@contoso.com, with {given}, {surname}, {g} and {s}",
                "upnPattern");
    }

    /**
     * The sign-in name of somebody: his names in small letters of the Latin alphabet, {@code {g}} and {@code {s}} being the first
     * of each; null without a pattern, or where a name that it asks for has no such letters.
     */
    public @Nullable String upn(String given, String surname) {
        if (upnPattern == null) {
            return null;
        }
        String first = plain(given);
        String last = plain(surname);
        boolean lacks = (first.isEmpty() && (upnPattern.contains("{given}") || upnPattern.contains("{g}")))
                || (last.isEmpty() && (upnPattern.contains("{surname}") || upnPattern.contains("{s}")));
        return lacks
                ? null
                : upnPattern
                        .replace("{given}", first)
                        .replace("{surname}", last)
                        .replace("{g}", first.isEmpty() ? "" : first.substring(0, 1))
                        .replace("{s}", last.isEmpty() ? "" : last.substring(0, 1));
    }

    /** Zoë becomes zoe, O'Brien obrien, Weiß weiss. */
    private static String plain(String name) {
        String small = name.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("ł", "l")
                .replace("đ", "d");
        String bare =
                MARKS.matcher(Normalizer.normalize(small, Normalizer.Form.NFD)).replaceAll("");
        return OTHERS.matcher(bare).replaceAll("");
    }
}
