package io.tenantry.mail.internal;

import io.tenantry.mail.Mail;
import io.tenantry.mail.MailSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;

/** How a mail is written down for the wire. */
final class Message {
    private Message() {}

    static MimeMessage write(MimeMessage empty, MailSettings settings, UUID id, String recipient, Contents contents) {
        try {
            InternetAddress sender = new InternetAddress(settings.from(), true);
            MimeMessageHelper helper = new MimeMessageHelper(empty, true, StandardCharsets.UTF_8.name());
            helper.setFrom(sender);
            helper.setTo(new InternetAddress(recipient, true));
            helper.setSubject(contents.subject());
            helper.setSentDate(Date.from(Instant.now()));
            helper.setText(contents.text(), contents.html());
            for (Mail.Attachment file :
                    Objects.requireNonNullElse(contents.attachments(), List.<Mail.Attachment>of())) {
                helper.addAttachment(file.name(), new ByteArrayResource(file.content()), file.mediaType());
            }
            String address = sender.getAddress();
            empty.setHeader("Message-ID", "<" + id + "@" + address.substring(address.lastIndexOf('@') + 1) + ">");
            // Out-of-office programs do not answer to this (RFC 3834).
            empty.setHeader("Auto-Submitted", "auto-generated");
            return empty;
        } catch (MessagingException failure) {
            throw new MailPreparationException("The mail cannot be written", failure);
        }
    }
}
