package io.tenantry.mail;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person.
 *
 * @param organization whose person it is
 * @param user whom it concerns
 * @param kind which of the hub's mails it is
 * @param address where it goes
 * @param language what the person reads, such as {@code de-CH}, or null when nobody knows
 * @param values what stands in the places of its text that differ from mail to mail
 * @param link the address of its one button, or null when it has none
 * @param until when it is of no use any more; {@link Instant#MAX} when it always is
 * @param attachments files that go with it
 */
public record Mail(
        OrganizationId organization,
        UUID user,
        Kind kind,
        String address,
        @Nullable String language,
        Map<String, String> values,
        @Nullable String link,
        Instant until,
        List<Attachment> attachments) {
    public Mail {
        values = Map.copyOf(values);
        attachments = List.copyOf(attachments);
    }

    /** A mail without files. */
    public Mail(
            OrganizationId organization,
            UUID user,
            Kind kind,
            String address,
            @Nullable String language,
            Map<String, String> values,
            @Nullable String link,
            Instant until) {
        this(organization, user, kind, address, language, values, link, until, List.of());
    }

    /** A file that goes with a mail. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Attachment(String name, String mediaType, byte[] content) {}

    /** The mails there are. Their words are in {@code texts.properties}, under the names given here. */
    public enum Kind {
        INVITATION("invitation"),
        PASSWORD_RESET("reset"),
        PASSWORD_CHANGED("changed"),
        PASSWORD_GIVEN("given"),
        SECOND_FACTOR_CHANGED("factor"),
        WEBHOOK_DISABLED("webhook"),
        SAVINGS("savings"),
        TEST("test");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The beginning of its texts' names. */
        public String text() {
            return text;
        }
    }

    /** The link is a secret. */
    @Override
    public String toString() {
        return "Mail[" + kind + " to " + user + "]";
    }
}
