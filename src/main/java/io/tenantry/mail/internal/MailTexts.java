package io.tenantry.mail.internal;

import io.tenantry.mail.Mail;
import io.tenantry.platform.web.HubAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Puts mails into words. The words of each language are in one file, {@code texts_LANGUAGE.properties}; English is also for
 * those whose language has none.
 */
@Component
public class MailTexts {
    private static final String FILES = "io.tenantry.mail.texts";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
    private static final int SUBJECT_LONGEST = 150;
    private static final int LANGUAGE_LONGEST = 35;

    private final HubAddress address;

    MailTexts(HubAddress address) {
        this.address = address;
    }

    /** The mail in its reader's language. */
    public Contents compose(Mail mail) {
        String told = mail.language();
        Locale language =
                told == null || told.length() > LANGUAGE_LONGEST ? Locale.ENGLISH : Locale.forLanguageTag(told);
        // Without the fallback to the machine's own language: a hub in Paris still writes English to a reader of
        // Finnish.
        ResourceBundle words = ResourceBundle.getBundle(
                FILES, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> values = new HashMap<>();
        mail.values().forEach((name, value) -> values.put(name, inOneLine(value)));
        values.put("hub", address.shown());
        values.put("until", mail.until().equals(Instant.MAX) ? "" : written(mail.until(), words.getLocale()));
        String part = mail.kind().text();
        String subject = filled(words, part + ".subject", values);
        String hello = filled(words, "hello", values);
        String before = filled(words, part + ".before", values);
        String after = filled(words, part + ".after", values);
        String foot = filled(words, "foot", values);
        String link = mail.link();
        String label = link == null ? "" : filled(words, part + ".link", values);
        return new Contents(
                subject.length() <= SUBJECT_LONGEST ? subject : subject.substring(0, SUBJECT_LONGEST - 1) + "…",
                text(hello, before, link == null ? "" : label + ":\n" + link, after, "-- \n" + foot),
                html(hello, before, link == null ? "" : button(link, label), after, foot, words.getLocale()),
                mail.attachments());
    }

    private static String filled(ResourceBundle words, String name, Map<String, String> values) {
        Matcher places = PLACE.matcher(words.getString(name));
        return places.replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new MissingResourceException("No value for " + place.group(), FILES, name);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** What comes from outside stays within its line, so that it can neither begin a header nor a paragraph of its own. */
    private static String inOneLine(String value) {
        StringBuilder line = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            boolean breaks = Character.isISOControl(c)
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || Character.getType(c) == Character.FORMAT;
            line.appendCodePoint(breaks ? ' ' : c);
        });
        return line.toString().strip();
    }

    private static String written(Instant moment, Locale language) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", language)
                .format(moment.atOffset(ZoneOffset.UTC));
    }

    private static String text(String... paragraphs) {
        StringBuilder text = new StringBuilder();
        for (String paragraph : paragraphs) {
            if (!paragraph.isEmpty()) {
                text.append(paragraph).append("\n\n");
            }
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static String html(String hello, String before, String button, String after, String foot, Locale language) {
        return """
                <!DOCTYPE html>
                <html lang="%s"><body style="font-family:sans-serif;line-height:1.5;max-width:36rem">
                <p>%s</p>
                <p>%s</p>
                %s
                <p>%s</p>
                <p style="color:#55606e;font-size:0.875em">%s</p>
                </body></html>
                """.formatted(
                        language.getLanguage().isEmpty() ? "en" : escaped(language.toLanguageTag()),
                        escaped(hello),
                        escaped(before),
                        button,
                        escaped(after),
                        escaped(foot));
    }

    /** With the address in full below, for those who want to see where it leads. */
    private static String button(String link, String label) {
        return "<p><a href=\"" + escaped(link)
                + "\" style=\"display:inline-block;padding:0.6em 1.2em;background:#0b5cad;"
                + "color:#ffffff;border-radius:0.4em;text-decoration:none\">" + escaped(label) + "</a></p>\n<p>"
                + escaped(link) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
