package io.tenantry.mail.internal;

import io.tenantry.mail.Mail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says: twice the same, for readers that show HTML and for those that do not.
 *
 * @param attachments files that go with it; null in mails that were queued before there were any
 */
public record Contents(
        String subject, String text, String html, @Nullable List<Mail.Attachment> attachments) {}
