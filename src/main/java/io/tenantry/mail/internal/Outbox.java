package io.tenantry.mail.internal;

import io.tenantry.mail.MailSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailSendException;

/** Mails as files, for a hub without a mail server: somebody who may read its data folder opens them with a mail program. */
final class Outbox implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final MailSettings settings;
    private final Path folder;

    Outbox(MailSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public void deliver(UUID id, String recipient, Contents contents) {
        MimeMessage message = Message.write(
                new MimeMessage(Session.getInstance(new Properties())), settings, id, recipient, contents);
        Path file = folder.resolve(id + ".eml");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // For its owner only from the first byte on: there is a secret link in it. Files.createTempFile does that.
            Path begun = Files.createTempFile(folder, ".", ".eml");
            try (OutputStream out = Files.newOutputStream(begun)) {
                message.writeTo(out);
            }
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | MessagingException failure) {
            throw new MailSendException("The mail could not be written to " + folder, failure);
        }
        LOG.info("No mail server is set: a mail to {} was written to {}", recipient, file);
    }
}
