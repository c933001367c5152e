package io.tenantry.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves the hub.
 *
 * @param host the mail server; without it mails become files in the folder {@code outbox} of the data folder
 * @param port its port, or 0 for the usual one: 587, or 465 with implicit TLS
 * @param user the name to sign in to it with, or null when it asks for none
 * @param password the password to it
 * @param tls how the connection is encrypted
 * @param certificate a file with the certificates to trust (PEM), for a server whose certificate is not publicly known
 * @param from the sender, such as {@code Tenantry <hub@example.com>}
 */
@ConfigurationProperties("tenantry.mail")
public record MailSettings(
        @Nullable String host,
        @DefaultValue("0") int port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("starttls") Tls tls,
        @Nullable Path certificate,
        @DefaultValue("Tenantry <tenantry@localhost>") String from) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;

    /** How the connection to the mail server is encrypted. */
    public enum Tls {
        /** Begins in the open and is encrypted before anything is said; a server that cannot is not used. */
        STARTTLS,
        /** Encrypted from the first byte. */
        IMPLICIT,
        /** Not at all; for a server on the same machine. */
        NONE
    }

    public MailSettings {
        try {
            new InternetAddress(from, true);
        } catch (AddressException bad) {
            throw new IllegalArgumentException("tenantry.mail.from is no mail address: " + from, bad);
        }
        if (host != null && host.isBlank()) {
            host = null;
        }
    }

    /** The port to connect to. */
    public int usedPort() {
        if (port != 0) {
            return port;
        }
        return tls == Tls.IMPLICIT ? SUBMISSION_OVER_TLS : SUBMISSION;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + (host == null ? "outbox" : host + ":" + usedPort() + " " + tls) + "]";
    }
}
