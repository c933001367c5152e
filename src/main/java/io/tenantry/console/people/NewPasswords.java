package io.tenantry.console.people;

import java.security.SecureRandom;

/** Makes passwords that can be read over the telephone: no letters or digits that look alike. */
final class NewPasswords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679";
    private static final int GROUPS = 5;
    private static final int LETTERS_EACH = 4;

    private NewPasswords() {}

    /** Twenty letters and digits in groups of four: some 110 bits. */
    static String next() {
        StringBuilder made = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            made.append(group == 0 ? "" : "-");
            for (int i = 0; i < LETTERS_EACH; i++) {
                made.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
            }
        }
        return made.toString();
    }
}
