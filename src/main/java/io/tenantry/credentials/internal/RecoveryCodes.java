package io.tenantry.credentials.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes that are written down for the day on which the telephone is lost: hard to guess, and each works once. */
final class RecoveryCodes {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without i, l, o, 0 and 1, which look like each other. */
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int MANY = 10;
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /** New ones, as people are shown them. */
    static List<String> next() {
        return Stream.generate(RecoveryCodes::one).distinct().limit(MANY).toList();
    }

    private static String one() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** A code as somebody typed it, in the one form that is hashed. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
