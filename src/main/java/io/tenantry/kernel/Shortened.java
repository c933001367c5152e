package io.tenantry.kernel;

/** What others wrote, short enough for a message. */
public final class Shortened {
    private static final int USUAL = 64;

    private Shortened() {}

    /** A name, or whatever else stands in place of one. */
    public static String of(String text) {
        return to(USUAL, text);
    }

    /** So many characters at the most, and a sign that there were more. A character that takes two is never halved. */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
