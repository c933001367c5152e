package io.tenantry.credentials.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recognizes passwords that are long but made of what everybody tries first: the same few words, keyboard rows, years, names
 * that belong to the account, or one short thing over and over.
 */
@Component
public class CommonWords {
    /** What has to be left of a password once everything common was taken out of it. */
    private static final int REST_MIN = 6;

    private static final int CONTEXT_WORD_MIN = 4;
    private static final int RUN_MIN = 3;
    private static final String RUNS =
            "01234567890 qwertzuiop qwertyuiop asdfghjkl zxcvbnm yxcvbnm azertyuiop qsdfghjklm wxcvbn abcdefghijklmnopqrstuvwxyz "
                    + "qazwsxedcrfvtgbyhnujm 1qaz2wsx3edc4rfv5tgb6yhn 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0";

    private final List<String> words;

    CommonWords() {
        try (InputStream list = CommonWords.class.getResourceAsStream("common-words.txt")) {
            if (list == null) {
                throw new IllegalStateException("The list of common words is missing");
            }
            words = longestFirst(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether little more than common words is in the password. */
    public boolean make(String password, Collection<String> context) {
        List<String> sorted = wordsAnd(context);
        String plain = plain(password);
        return rest(plain, sorted) < REST_MIN || rest(unmasked(plain), sorted) < REST_MIN;
    }

    /** A part of what is known about the account that the password contains, or null when it contains none. */
    public @Nullable String known(String password, Collection<String> context) {
        String plain = plain(password);
        String unmasked = unmasked(plain);
        for (String part : longestFirst(parts(context))) {
            if (plain.contains(part) || unmasked.contains(part)) {
                return part;
            }
        }
        return null;
    }

    /** The common words and these, the longest first, as {@link #plain} writes them. */
    List<String> wordsAnd(Collection<String> context) {
        List<String> all = new ArrayList<>(words);
        all.addAll(parts(context));
        return longestFirst(all);
    }

    /** A name, an address: each of its parts alone is as easy to guess. */
    private static List<String> parts(Collection<String> context) {
        return context.stream()
                .flatMap(known -> Stream.of(plain(known).split("[^\\p{L}\\p{N}]+", -1)))
                .filter(part -> part.length() >= CONTEXT_WORD_MIN)
                .toList();
    }

    private static List<String> longestFirst(Collection<String> words) {
        return words.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** How many different things are left: characters, each counted once, in what no common word or run accounts for. */
    private static long rest(String text, List<String> words) {
        String left = text;
        for (String word : words) {
            left = left.replace(word, " ");
        }
        return withoutRuns(onlyLettersAndDigits(left))
                .chars()
                .distinct()
                .filter(c -> c != ' ')
                .count();
    }

    private static String onlyLettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> kept.appendCodePoint(Character.isLetterOrDigit(c) || c == ' ' ? c : ' '));
        return kept.toString();
    }

    /** Takes out stretches of a keyboard row or of the alphabet, in either direction. */
    private static String withoutRuns(String text) {
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            while (end < text.length() && isRun(text.substring(at, end + 1))) {
                end++;
            }
            if (end - at < RUN_MIN) {
                left.append(text.charAt(at));
                at++;
            } else {
                left.append(' ');
                at = end;
            }
        }
        return left.toString();
    }

    static boolean isRun(String stretch) {
        return RUNS.contains(stretch) || RUNS.contains(new StringBuilder(stretch).reverse());
    }

    static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** P4$$w0rd is a password too. */
    static String unmasked(String text) {
        StringBuilder open = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            open.append(
                    switch (c) {
                        case '4', '@' -> 'a';
                        case '3', '€' -> 'e';
                        case '1', '!', '|' -> 'i';
                        case '0' -> 'o';
                        case '5', '$' -> 's';
                        case '7', '+' -> 't';
                        case '8' -> 'b';
                        case '9' -> 'g';
                        default -> c;
                    });
        }
        return open.toString();
    }
}
