package io.tenantry.mail.internal;

import io.tenantry.mail.MailSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails to a mail server. */
final class Smtp implements Delivery {
    private static final String CONNECT_WITHIN_MS = "10000";
    private static final String ANSWER_WITHIN_MS = "20000";

    private final MailSettings settings;
    private final JavaMailSenderImpl server = new JavaMailSenderImpl();

    Smtp(MailSettings settings) {
        this.settings = settings;
        server.setHost(settings.host());
        server.setPort(settings.usedPort());
        server.setUsername(settings.user());
        server.setPassword(settings.password());
        server.setJavaMailProperties(properties(settings));
    }

    @Override
    public void deliver(UUID id, String recipient, Contents contents) {
        server.send(Message.write(server.createMimeMessage(), settings, id, recipient, contents));
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_WITHIN_MS);
        properties.setProperty("mail.smtp.timeout", ANSWER_WITHIN_MS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_WITHIN_MS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.tls()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                // Else whoever sits between could take the offer of encryption out of the server's greeting.
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
        }
        Path certificate = settings.certificate();
        if (certificate != null) {
            properties.put("mail.smtp.ssl.socketFactory", trusting(certificate));
        }
        return properties;
    }

    private static SSLSocketFactory trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            @Nullable InputStream nothing = null;
            trusted.load(nothing, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException failure) {
            throw new UncheckedIOException("tenantry.mail.certificate cannot be read: " + file, failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException("tenantry.mail.certificate holds no certificates: " + file, failure);
        }
    }
}
