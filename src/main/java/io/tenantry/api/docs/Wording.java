package io.tenantry.api.docs;

import java.util.Locale;

/** Words for people, made of names for programs. */
final class Wording {
    private static final int TITLE_LONGEST = 80;

    private Wording() {}

    /** {@code displayName} as a heading: Display name. */
    static String title(String name) {
        String words = name.replace("@odata.", "")
                .replace("$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[^A-Za-z0-9]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        String title = words.isEmpty() ? "Value" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return title.length() <= TITLE_LONGEST ? title : title.substring(0, TITLE_LONGEST);
    }

    /** A summary that is short enough for a heading: without what stands behind its first comma where it is too long. */
    static String heading(String summary) {
        int comma = summary.indexOf(',');
        return summary.length() > TITLE_LONGEST && comma > 0 ? summary.substring(0, comma) : summary;
    }

    /** A text as one or more sentences: it begins with a capital and ends with a full stop. */
    static String sentence(String text) {
        String sentence = text.strip().replaceAll("\\s+", " ");
        String begun = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
        return begun.endsWith(".") ? begun : begun.replaceFirst("[;:,…!?]+$", "") + ".";
    }

    /** What a member is, where nobody has said so. */
    static String described(String name) {
        return sentence("The " + title(name).toLowerCase(Locale.ROOT));
    }

    /** A name for an operation, of its summary: List webhooks becomes ListWebhooks. */
    static String operationId(String summary) {
        StringBuilder id = new StringBuilder();
        for (String word : summary.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return id.toString();
    }
}
