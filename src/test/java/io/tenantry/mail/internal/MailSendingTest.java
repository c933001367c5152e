package io.tenantry.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.PostOffice;
import io.tenantry.TestDatabase;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.Mail;
import io.tenantry.mail.MailSending;
import io.tenantry.mail.MailSettings;
import io.tenantry.mail.Mails;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Mail between the queue and a real mail server. */
class MailSendingTest {
    private static final String ROOT = "00000000-0000-7000-8000-000000000001";
    private static final String ADA = "ada@example.com";
    private static final String LINK = "https://hub.example.com/account/invitation?token=very-secret";
    private static int databases;

    @TempDir
    private Path folder = Path.of("");

    private TestDatabase here;
    private MasterKey master;
    private Mails mails;

    @BeforeEach
    void makeHub() throws SQLException {
        here = new TestDatabase("mail_" + ++databases);
        here.run("INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES ('" + ROOT
                + "', NULL, 'partner', 'Root')");
        MockEnvironment environment =
                new MockEnvironment().withProperty("tenantry.public-url", "https://hub.example.com");
        master = new MasterKey(environment, folder);
        mails = new Mails(
                new MailTexts(new HubAddress(environment)), master, JsonMapper.shared(), InstantSource.system());
    }

    @AfterEach
    void close() {
        here.close();
    }

    private MailSending sending(Delivery delivery) {
        return new MailSending(
                here.database(),
                new MailRows(here.database()),
                delivery,
                new AuditTrail(here.database(), JsonMapper.shared()),
                master,
                JsonMapper.shared());
    }

    private static MailSettings settings(
            int port, @Nullable String user, MailSettings.Tls tls, @Nullable Path certificate) {
        return new MailSettings(
                "127.0.0.1",
                port,
                user,
                user == null ? null : PostOffice.PASSWORD,
                tls,
                certificate,
                "Tenantry <hub@example.com>");
    }

    private static Smtp plainly(int port) {
        return new Smtp(settings(port, null, MailSettings.Tls.NONE, null));
    }

    private void queue(String address, Map<String, String> values, Duration use) {
        Mail mail = new Mail(
                new OrganizationId(UUID.fromString(ROOT)),
                UUID.randomUUID(),
                Mail.Kind.INVITATION,
                address,
                null,
                values,
                LINK,
                Instant.now().plus(use));
        here.database().change(new Reach.Everything(), session -> mails.queue(session, mail));
    }

    private void queue() {
        queue(ADA, Map.of("name", "Ada", "organization", "Root"), Duration.ofDays(7));
    }

    @Test
    void aMailArrivesAsTextAndAsHtmlAndLeavesNothingOfItsSecretBehind() throws Exception {
        queue();
        assertThat(here.ask("SELECT count(*) FROM mails WHERE mails::text LIKE '%very-secret%'"))
                .isEqualTo("0");
        try (PostOffice office = PostOffice.open()) {
            MailSending sending = sending(plainly(office.port()));
            sending.sendDue();
            sending.sendDue();
            PostOffice.Letter letter = office.next(ADA);
            assertThat(office.waiting(ADA)).isZero();
            assertThat(letter.subject()).isEqualTo("Your account at Root");
            assertThat(letter.text()).contains("Hello Ada,\n\nRoot has made", "\n" + LINK + "\n", "hub.example.com");
            assertThat(letter.html()).contains("<a href=\"" + LINK + "\"", "Accept the invitation</a>");
            assertThat(letter.message().getFrom()[0]).hasToString("Tenantry <hub@example.com>");
            assertThat(letter.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        }
        assertThat(here.ask("SELECT count(*) FROM mails WHERE sealed IS NULL AND sent_at IS NOT NULL"))
                .isEqualTo("1");
    }

    @Test
    void aMailWhoseCauseDidNotHappenIsNotSent() throws SQLException {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> here.database().change(new Reach.Everything(), session -> {
                    Mail mail = new Mail(
                            new OrganizationId(UUID.fromString(ROOT)),
                            UUID.randomUUID(),
                            Mail.Kind.PASSWORD_RESET,
                            ADA,
                            null,
                            Map.of("name", "Ada", "account", ADA),
                            LINK,
                            Instant.now().plusSeconds(60));
                    mails.queue(session, mail);
                    throw new IllegalStateException("changed its mind");
                }));
        assertThat(here.ask("SELECT count(*) FROM mails")).isEqualTo("0");
    }

    @Test
    void aServerThatWantsEncryptionAndAPasswordGetsBoth() {
        PostOffice.Certificates certificates = PostOffice.Certificates.make(folder);
        try (PostOffice office = PostOffice.closed(certificates)) {
            queue();
            sending(new Smtp(settings(
                            office.port(), PostOffice.USER, MailSettings.Tls.STARTTLS, certificates.certificate())))
                    .sendDue();
            assertThat(office.next(ADA).text()).contains(LINK);
        }
        try (PostOffice office = PostOffice.encrypted(certificates)) {
            queue();
            sending(new Smtp(settings(office.port(), null, MailSettings.Tls.IMPLICIT, certificates.certificate())))
                    .sendDue();
            assertThat(office.next(ADA).text()).contains(LINK);
        }
    }

    @Test
    void nothingIsSaidToAServerThatDoesNotEncryptOrIsNotTrusted() throws SQLException {
        PostOffice.Certificates certificates = PostOffice.Certificates.make(folder);
        queue();
        try (PostOffice open = PostOffice.open();
                PostOffice stranger = PostOffice.closed(certificates)) {
            sending(new Smtp(settings(open.port(), null, MailSettings.Tls.STARTTLS, null)))
                    .sendDue();
            assertThat(here.ask("SELECT problem FROM mails")).containsIgnoringCase("STARTTLS");
            here.run("UPDATE mails SET next_try_at = now()");
            sending(new Smtp(settings(stranger.port(), PostOffice.USER, MailSettings.Tls.STARTTLS, null)))
                    .sendDue();
            assertThat(here.ask("SELECT problem FROM mails")).contains("certification path");
            assertThat(here.ask("SELECT tries || ' ' || (sealed IS NOT NULL) FROM mails"))
                    .isEqualTo("2 true");
            assertThat(open.waiting(ADA) + stranger.waiting(ADA)).isZero();
        }
    }

    @Test
    void aMailThatCannotBeSentIsTriedLaterAndLaterAndGivenUpAfterADay() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        queue();
        MailSending sending = sending(plainly(nobody));
        for (int seconds : List.of(30, 60, 120, 240)) {
            sending.sendDue();
            sending.sendDue();
            assertThat(here.ask(
                            "SELECT round(extract(epoch FROM next_try_at - clock_timestamp()) / 10) * 10 FROM mails"))
                    .isEqualTo(Integer.toString(seconds));
            here.run("UPDATE mails SET next_try_at = now()");
        }
        here.run("UPDATE mails SET tries = 30");
        sending.sendDue();
        assertThat(here.ask("SELECT round(extract(epoch FROM next_try_at - clock_timestamp()) / 60) FROM mails"))
                .isEqualTo("60");
        assertThat(here.ask("SELECT round(extract(epoch FROM give_up_at - created_at) / 3600) FROM mails"))
                .isEqualTo("24");
        here.run("UPDATE mails SET next_try_at = now(), give_up_at = now() + interval '59 minutes'");
        sending.sendDue();
        assertThat(here.ask("SELECT count(*) FROM mails WHERE failed_at IS NOT NULL AND sealed IS NULL"))
                .isEqualTo("1");
        assertThat(here.ask("SELECT action || ' ' || outcome || ' ' || (after ->> 'recipient') FROM audit_events"))
                .isEqualTo("mail.send failed " + ADA);
    }

    @Test
    void aMailRefusedForTheMomentArrivesAtTheNextTry() throws SQLException {
        try (PostOffice office = PostOffice.open()) {
            office.refuse(true);
            queue();
            MailSending sending = sending(plainly(office.port()));
            sending.sendDue();
            assertThat(here.ask("SELECT problem FROM mails")).contains("Greylisted");
            office.refuse(false);
            here.run("UPDATE mails SET next_try_at = now()");
            sending.sendDue();
            assertThat(office.next(ADA).text()).contains(LINK);
            assertThat(here.ask("SELECT coalesce(problem, 'none') FROM mails")).isEqualTo("none");
        }
    }

    @Test
    void aLinkThatIsDeadByNowIsNotSentAnyMore() throws SQLException {
        try (PostOffice office = PostOffice.open()) {
            queue(ADA, Map.of("name", "Ada", "organization", "Root"), Duration.ofMinutes(-1));
            queue();
            sending(plainly(office.port())).sendDue();
            assertThat(office.next(ADA).text()).contains(LINK);
            assertThat(office.waiting(ADA)).isZero();
        }
        assertThat(here.ask("SELECT count(*) FROM audit_events WHERE action = 'mail.send'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsPutIntoAMailStaysInItsPlace() throws Exception {
        String name = "Ada\r\nBcc: eve@example.com\r\n\r\n<script>{link}&\u2028\u202Ex";
        queue(ADA, Map.of("name", name, "organization", "Root\r\nBcc: eve@example.com"), Duration.ofDays(1));
        try (PostOffice office = PostOffice.open()) {
            sending(plainly(office.port())).sendDue();
            PostOffice.Letter letter = office.next(ADA);
            assertThat(letter.message().getAllRecipients()).hasSize(1);
            assertThat(letter.message().getHeader("Bcc")).isNull();
            assertThat(letter.subject()).isEqualTo("Your account at Root  Bcc: eve@example.com");
            assertThat(letter.text()).startsWith("Hello Ada  Bcc: eve@example.com    <script>{link}&  x,\n");
            assertThat(letter.html()).contains("&lt;script&gt;{link}&amp;").doesNotContain("<script>");
            assertThat(office.waiting("eve@example.com")).isZero();
        }
    }

    @Test
    void anAddressThatIsMoreThanAnAddressIsRefused() {
        for (String address : List.of(
                "ada",
                "ada@example.com,eve@example.com",
                "ada@example.com\r\nRCPT TO:<eve@example.com>",
                "Ada <ada@example.com>",
                "all: ada@example.com;",
                "\"ada eve\"@example.com",
                "@example.com",
                "a".repeat(250) + "@example.com")) {
            assertThatExceptionOfType(Refusal.class)
                    .as(address)
                    .isThrownBy(
                            () -> queue(address, Map.of("name", "Ada", "organization", "Root"), Duration.ofDays(1)));
        }
    }

    @Test
    void withoutAServerMailsAreFilesForTheOperatorOnly() throws IOException, SQLException {
        queue();
        Path outbox = folder.resolve("outbox");
        sending(new Outbox(settings(0, null, MailSettings.Tls.NONE, null), outbox))
                .sendDue();
        try (Stream<Path> files = Files.list(outbox)) {
            Path file = files.toList().getFirst();
            assertThat(file.getFileName().toString())
                    .isEqualTo(here.ask("SELECT id FROM mails WHERE sent_at IS NOT NULL") + ".eml");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).contains("To: ada@example.com", "very-secret");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outbox)))
                .isEqualTo("rwx------");
    }
}
