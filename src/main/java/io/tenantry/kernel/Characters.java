package io.tenantry.kernel;

/** What texts are made of. */
public final class Characters {
    private Characters() {}

    /** Whether no character is a half one, which JSON can write down and no database keeps as it is. */
    public static boolean areWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
