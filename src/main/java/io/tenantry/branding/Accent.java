package io.tenantry.branding;

import io.tenantry.kernel.Refusal;
import java.util.Locale;

/**
 * The colour of links and buttons: on light pages as it is, on dark ones in a lighter tone. It has to be dark enough to be read.
 *
 * @param hex such as {@code #0b5cad}
 */
public record Accent(String hex) {
    /** WCAG 2.2 AA for text. */
    private static final double CONTRAST_LEAST = 4.5;

    /** The darkest of the light backgrounds and the lightest of the dark ones that links stand on. */
    private static final String LIGHT = "#eceff3";

    private static final String DARK = "#252b34";
    private static final int STEPS = 100;

    public Accent {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        Refusal.unless(
                hex.matches("#[0-9a-f]{6}"),
                Refusal.Reason.MALFORMED,
                "A colour is written as # and six digits, such as #0b5cad",
                "accent");
        double contrast = contrast(hex, LIGHT);
        if (contrast < CONTRAST_LEAST) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    String.format(
                            Locale.ENGLISH,
                            "%s is too light to be read: its contrast is %.1f to 1 and has to be %.1f; %s is dark enough",
                            hex,
                            contrast,
                            CONTRAST_LEAST,
                            towards(hex, "#000000", LIGHT)),
                    "accent");
        }
    }

    /** The tone of it for dark pages. */
    public String onDark() {
        return towards(hex, "#ffffff", DARK);
    }

    /** How well it is read on light pages: from 4.5 to 21. */
    public double contrast() {
        return contrast(hex, LIGHT);
    }

    /** The nearest tone on the way to another colour that is read on the background. */
    private static String towards(String from, String to, String background) {
        for (int step = 0; step < STEPS; step++) {
            String tone = mixed(from, to, (double) step / STEPS);
            if (contrast(tone, background) >= CONTRAST_LEAST) {
                return tone;
            }
        }
        return to;
    }

    private static String mixed(String from, String to, double share) {
        StringBuilder hex = new StringBuilder("#");
        for (int part = 0; part < 3; part++) {
            long value = Math.round(part(from, part) * (1 - share) + part(to, part) * share);
            hex.append(String.format(Locale.ROOT, "%02x", value));
        }
        return hex.toString();
    }

    /** As WCAG defines it. */
    static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * linear(part(hex, 0)) + 0.7152 * linear(part(hex, 1)) + 0.0722 * linear(part(hex, 2));
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int part(String hex, int position) {
        return Integer.parseInt(hex.substring(1 + 2 * position, 3 + 2 * position), 16);
    }
}
