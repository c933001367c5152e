package io.tenantry.estate;

import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.estate.internal.CodeFile;
import io.tenantry.estate.internal.Root;
import io.tenantry.estate.internal.RootRows;
import io.tenantry.estate.internal.SetupCodeRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The first steps of a hub that nobody administers yet. Whoever can read its log or its data folder knows a code, and with that makes
 * the first administrator, once. So nobody who merely finds the hub's address can make it his.
 */
@Component
public class GuidedStart {
    private static final Logger LOG = LoggerFactory.getLogger(GuidedStart.class);
    private static final int NAME_MAX = 256;

    private final DatabaseLocation location;
    private final RootRows roots;
    private final FirstAccounts accounts;
    private final Passwords passwords;
    private final CodeFile file;
    private volatile boolean isOver;

    GuidedStart(
            DatabaseLocation location,
            RootRows roots,
            FirstAccounts accounts,
            Passwords passwords,
            DemoSettings settings) {
        this.location = location;
        this.roots = roots;
        this.accounts = accounts;
        this.passwords = passwords;
        file = new CodeFile(settings.dataDirectory().resolve("setup-code"));
    }

    /**
     * What whoever sets the hub up says of it and himself.
     *
     * @param organization the name of his organization, the root of all others
     * @param signInName like {@code ada@example.com}; what follows the @ becomes the organization's domain
     */
    public record Answers(String organization, String displayName, String signInName, String password) {
        @Override
        public String toString() {
            return "Answers[" + signInName + "]";
        }
    }

    /** Whether the hub waits to be set up. Once it does not, that costs nothing to ask. */
    public boolean isOpen() {
        if (!isOver) {
            Root root = roots.find();
            isOver = root != null && root.hasAccounts();
        }
        return !isOver;
    }

    /** Tells a code in the log and in a file. Each node has one of its own, so that any may be asked; a restart keeps it. */
    void open() throws SQLException, IOException {
        try (Connection owner = connect()) {
            String code = file.read();
            if (!SetupCodeRows.isThere(owner, code)) {
                code = FirstAccounts.readable();
                file.write(code);
                SetupCodeRows.insert(owner, code);
            }
            LOG.info(
                    "Nobody administers this hub yet. Open it in a browser and set it up with the code {} - it is also in {}",
                    code,
                    file.path());
        }
    }

    /**
     * Makes the first administrator and the organization he lives in.
     *
     * @param correlation ties what is written into the audit trail to the request
     * @throws Refusal (CONFLICT) when there is one already, (NOT_PERMITTED) when the code is not one of this hub's, (MALFORMED) when
     *     an answer cannot be taken, a password that is too weak for example, (BUSY)
     */
    public void complete(String code, Answers answers, String correlation) {
        try (Connection owner = connect()) {
            requireOpen();
            if (!SetupCodeRows.isThere(owner, code)) {
                LOG.warn("Somebody tried to set this hub up with a wrong code");
                throw new Refusal(Refusal.Reason.NOT_PERMITTED, "That is not the set-up code of this hub", "code");
            }
            require(answers);
            PasswordHash hash = passwords.prepare(
                    answers.password(),
                    PasswordContext.of(answers.signInName(), answers.displayName(), answers.organization()));
            roots.lock(owner);
            requireOpen();
            accounts.make(
                    root(owner, answers),
                    new FirstAccounts.Administrator(answers.signInName(), answers.displayName(), hash),
                    correlation);
            SetupCodeRows.deleteAll(owner);
            isOver = true;
            file.delete();
            LOG.info("The first administrator is {}", answers.signInName());
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("The hub could not be set up", failure);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(location.url(), location.user(), location.password());
    }

    private void requireOpen() {
        Refusal.unless(isOpen(), Refusal.Reason.CONFLICT, "This hub has an administrator already");
    }

    private static void require(Answers answers) {
        requireName(answers.organization(), "organization", "Your organization has a name");
        requireName(answers.displayName(), "display-name", "You have a name");
        Refusal.unless(
                FirstStartSettings.isSignInName(answers.signInName())
                        && answers.signInName().length() <= NAME_MAX,
                Refusal.Reason.MALFORMED,
                "A user name looks like ada@example.com, in small letters",
                "name");
    }

    private static void requireName(String name, String field, String otherwise) {
        Refusal.unless(
                !name.isBlank() && name.equals(name.strip()) && name.length() <= NAME_MAX,
                Refusal.Reason.MALFORMED,
                otherwise + " of at most " + NAME_MAX + " characters",
                field);
    }

    /** A root without people was left by a start that was broken off. */
    private OrganizationId root(Connection owner, Answers answers) throws SQLException {
        String domain = FirstStartSettings.domain(answers.signInName());
        Root found = roots.find();
        owner.setAutoCommit(false);
        OrganizationId id = found == null ? RootRows.insert(owner, answers.organization(), domain, false) : found.id();
        if (found != null) {
            RootRows.rename(owner, id, answers.organization(), domain);
        }
        owner.commit();
        owner.setAutoCommit(true);
        return id;
    }
}
