package io.tenantry.directory.internal;

import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a person types to find another, as LIKE patterns over the users' search text. Every word has to occur. A word with three
 * letters or digits in a row may lie anywhere; a shorter one has to begin a word, as it would otherwise be in nearly everyone.
 */
public final class SearchText {
    private static final int WORDS_MAX = 6;
    private static final int LENGTH_MAX = 256;
    private static final int RUN_TO_LIE_ANYWHERE = 3;

    private SearchText() {}

    public static List<String> patterns(String text) {
        Refusal.unless(
                text.length() <= LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A search has at most " + LENGTH_MAX + " characters",
                "search");
        String lower = text.strip().toLowerCase(Locale.ROOT);
        List<String> patterns = (looksLikePhone(lower) ? Stream.of(digits(lower)) : words(lower))
                .map(SearchText::pattern)
                .toList();
        Refusal.unless(!patterns.isEmpty(), Refusal.Reason.MALFORMED, "There is nothing to search for", "search");
        Refusal.unless(
                patterns.size() <= WORDS_MAX,
                Refusal.Reason.MALFORMED,
                "A search has at most " + WORDS_MAX + " words",
                "search");
        return patterns;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).distinct();
    }

    private static String pattern(String word) {
        String escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return longestRun(word) >= RUN_TO_LIE_ANYWHERE ? "%" + escaped + "%" : "% " + escaped + "%";
    }

    /** Phones are kept with their punctuation and without; people type them in every way. */
    private static boolean looksLikePhone(String text) {
        return digits(text).length() >= 5
                && text.chars().allMatch(c -> Character.isDigit(c) || "+-()/. ".indexOf(c) >= 0);
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static int longestRun(String word) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < word.length(); i++) {
            run = Character.isLetterOrDigit(word.charAt(i)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
