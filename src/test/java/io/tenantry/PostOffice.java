package io.tenantry;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on a free port that keeps what it is given until somebody asks for it. */
public final class PostOffice implements AutoCloseable {
    public static final String USER = "hub";
    public static final String PASSWORD = "a password for the mail server";

    private static final long WAIT_SECONDS = 20;

    private final SMTPServer server;
    private final Map<String, BlockingQueue<Letter>> boxes = new ConcurrentHashMap<>();
    private volatile boolean refuses;

    private PostOffice(SMTPServer.Builder builder) {
        server = builder.messageHandler((context, from, to, data) -> {
                    if (refuses) {
                        throw new RejectException(451, "Greylisted, try again later");
                    }
                    box(to).add(new Letter(from, to, new String(data, StandardCharsets.ISO_8859_1)));
                })
                .build();
        server.start();
    }

    /** Encrypts nothing and asks for no password. */
    public static PostOffice open() {
        return new PostOffice(SMTPServer.port(0));
    }

    /** Takes mail only over STARTTLS and from {@link #USER}. */
    public static PostOffice closed(Certificates certificates) {
        return new PostOffice(SMTPServer.port(0)
                .startTlsSocketFactory(certificates.context(), false)
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                })));
    }

    /** Speaks TLS from the first byte. */
    public static PostOffice encrypted(Certificates certificates) {
        return new PostOffice(SMTPServer.port(0).serverSocketFactory(certificates.context()));
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Whether to refuse all mail for the moment. */
    public void refuse(boolean all) {
        refuses = all;
    }

    /** The next mail to the address, which is waited for. */
    public Letter next(String address) {
        try {
            Letter letter = box(address).poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (letter == null) {
                throw new AssertionError("No mail came to " + address);
            }
            return letter;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** How many mails to the address nobody has asked for yet. */
    public int waiting(String address) {
        return box(address).size();
    }

    private BlockingQueue<Letter> box(String address) {
        return boxes.computeIfAbsent(address, any -> new LinkedBlockingQueue<>());
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A mail as it arrived, byte by byte. */
    public record Letter(String from, String to, String data) {
        private static final Pattern LINK = Pattern.compile("^http\\S+$", Pattern.MULTILINE);

        public MimeMessage message() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(data.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (MessagingException failure) {
                throw new AssertionError(failure);
            }
        }

        public String subject() {
            try {
                return message().getSubject();
            } catch (MessagingException failure) {
                throw new AssertionError(failure);
            }
        }

        public String text() {
            return part("text/plain");
        }

        public String html() {
            return part("text/html");
        }

        /** The path and query of the one link in it. */
        public String link() {
            Matcher links = LINK.matcher(text());
            if (!links.find()) {
                throw new AssertionError("No link in " + text());
            }
            return links.group().replaceFirst("^https?://[^/]+", "");
        }

        private String part(String type) {
            try {
                return Objects.requireNonNull(find(message(), type), type).replace("\r\n", "\n");
            } catch (MessagingException | IOException failure) {
                throw new AssertionError(failure);
            }
        }

        private static @Nullable String find(Part part, String type) throws MessagingException, IOException {
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    String found = find(parts.getBodyPart(i), type);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }
    }

    /** A key and a certificate for 127.0.0.1 that nobody else trusts, made by the JDK's keytool. */
    public record Certificates(Path keys, Path certificate) {
        private static final String PASSPHRASE = "changeit";

        public static Certificates make(Path folder) {
            Path keys = folder.resolve("keys.p12");
            try {
                Process keytool = new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "mail",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=mail",
                                "-ext",
                                "SAN=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSPHRASE,
                                "-keystore",
                                keys.toString()))
                        .inheritIO()
                        .start();
                if (keytool.waitFor() != 0) {
                    throw new AssertionError("keytool made no certificate");
                }
                Path pem = folder.resolve("certificate.pem");
                byte[] encoded = load(keys).getCertificate("mail").getEncoded();
                Files.writeString(
                        pem,
                        "-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(encoded)
                                + "\n-----END CERTIFICATE-----\n");
                return new Certificates(keys, pem);
            } catch (IOException | GeneralSecurityException failure) {
                throw new AssertionError(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }

        SSLContext context() {
            try {
                KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                managers.init(load(keys), PASSPHRASE.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(managers.getKeyManagers(), null, null);
                return context;
            } catch (IOException | GeneralSecurityException failure) {
                throw new AssertionError(failure);
            }
        }

        private static KeyStore load(Path keys) throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keys)) {
                store.load(in, PASSPHRASE.toCharArray());
            }
            return store;
        }
    }
}
