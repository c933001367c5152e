package io.tenantry.credentials;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An organization of its own for each test, with Ada in it, whose password is {@link #PASSWORD}. */
abstract class PeopleWithPasswords extends HubTest {
    static final String PASSWORD = "violet tractor humming eleven";
    static final String WRONG = "violet tractor humming twelve";

    /** Five failures lock for an hour, then for two; the third time for good. Hours, so that a slow machine changes nothing. */
    static final Map<String, ?> STRICT = Map.of(
            "maxLoginFailures",
            5,
            "waitIncrement",
            "1h",
            "maxFailureWait",
            "15h",
            "maxTemporaryLockouts",
            2,
            "permanentLockout",
            true,
            "clearFailuresAfter",
            "30d");

    @Autowired
    Passwords passwords;

    @Autowired
    SignInPolicies policies;

    @Autowired
    Database database;

    OrganizationId organization = new OrganizationId(Ids.next());
    UUID ada = organization.value();

    @BeforeEach
    void makeAda() {
        organization = Estate.organization(TestOrganizations.root(), "Policies");
        ada = Estate.user(organization, "ada");
        give(ada, PASSWORD, false);
    }

    void give(UUID user, String password, boolean mustChange) {
        store(user, passwords.prepare(password, PasswordContext.of()), mustChange);
    }

    void store(UUID user, PasswordHash hash, boolean mustChange) {
        database.change(
                new Reach.Everything(), session -> passwords.store(session, organization, user, hash, mustChange));
    }

    void guardWith(Map<String, ?> members) {
        policies.change(
                TestOrganizations.everywhere(), organization, Map.of("bruteForceDetectionPolicy", members), null);
    }

    static String nameOf(UUID user) {
        return "ada." + user + "@example.com";
    }

    /** Lets time pass for the account's failures, by moving them into the past. */
    void pass(Duration time) {
        Estate.run(
                "UPDATE logon_failures SET last_at = last_at - make_interval(secs => ?),"
                        + " locked_until = locked_until - make_interval(secs => ?) WHERE user_id = ?",
                (double) time.toSeconds(),
                (double) time.toSeconds(),
                ada);
    }

    @Nullable
    Object lookUp(String sql) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, ada);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    boolean isLocked() {
        return lookUp("SELECT 1 FROM logon_failures WHERE user_id = ? AND locked_until > now()") != null;
    }
}
