package io.tenantry.estate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lists of names and other words that generated things are called by, each under a name of its own. */
final class Words {
    private static final Map<String, List<String>> LISTS = read();

    private Words() {}

    static List<String> of(String name) {
        return Objects.requireNonNull(LISTS.get(name), name);
    }

    static boolean knows(String name) {
        return LISTS.containsKey(name);
    }

    /** The same in lower-case ASCII letters, as it would stand in an address. */
    static String ascii(String text) {
        String plain = text.replace("ß", "ss")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("ø", "o")
                .replace("ı", "i");
        String letters = Normalizer.normalize(plain, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }

    private static Map<String, List<String>> read() {
        try (InputStream file =
                Objects.requireNonNull(Words.class.getResourceAsStream("/io/tenantry/estate/words.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> List.of(line.substring(line.indexOf(':') + 1)
                                    .strip()
                                    .split(", *", -1))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
