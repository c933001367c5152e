package io.tenantry.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Paths that every program on the way reads alike. Whatever one may fold and another not ({@code //}, {@code /../}, an encoded
 * slash, {@code ;}) is how checks are walked around, so it is refused.
 */
final class PlainPath {
    private PlainPath() {}

    /** What is wrong with the path as it came over the wire, or null. */
    static @Nullable String fault(String path) {
        int dots = 0;
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean encoded = c == '%';
            if (encoded) {
                c = i + 2 < path.length() ? decoded(path.charAt(i + 1), path.charAt(i + 2)) : '\0';
                i += 2;
            }
            if (c < ' ' || c == 0x7F || c == '\\' || c == ';' || (encoded && (c == '/' || c == '%'))) {
                return "The path contains a character that is not allowed";
            }
            if (c == '/') {
                if ((i > 0 && length == 0) || isDots(dots, length)) {
                    return "The path is not in its plain form";
                }
                dots = 0;
                length = 0;
            } else {
                dots += c == '.' ? 1 : 0;
                length++;
            }
        }
        return isDots(dots, length) ? "The path is not in its plain form" : null;
    }

    private static boolean isDots(int dots, int length) {
        return length == dots && (length == 1 || length == 2);
    }

    private static char decoded(char high, char low) {
        int value = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return value < 0 ? '\0' : (char) value;
    }
}
