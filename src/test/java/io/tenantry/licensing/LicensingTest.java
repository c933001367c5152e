package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Caller;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseChange.Added;
import io.tenantry.licensing.Subscription.Terms;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer of its own for each test, and short words for what the tests do in it. */
@EveryPostgres
abstract class LicensingTest extends HubTest {
    static final Caller OPERATOR = TestOrganizations.everywhere();

    static final UUID E3 = UUID.fromString("05e9a617-0261-4cee-bb44-138d3ef5d965");
    static final UUID E5 = UUID.fromString("06ebc4ee-1bb5-47dd-8120-11324bc54e06");
    static final UUID VISIO = UUID.fromString("c5928f49-12ba-48f7-ada3-0d743a3601d5");
    static final UUID PHONE = UUID.fromString("e43b5b99-8dfb-405f-9987-dc307f34bcbd");
    static final UUID STORAGE = UUID.fromString("99049c9c-6011-4908-bf17-15f496e6519d");
    static final UUID BUSINESS_PREMIUM = UUID.fromString("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46");
    static final UUID SHAREPOINT_PLAN = UUID.fromString("5dbe027f-2339-4123-9542-606e4d348a72");
    static final UUID OFFICE_ONLINE_PLAN = UUID.fromString("e95bec33-7c88-4a70-8e19-b10bd9d0c014");

    @Autowired
    Licenses licenses;

    @Autowired
    GroupLicenses groupLicenses;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    SubscribedSkus subscribedSkus;

    OrganizationId home = new OrganizationId(new UUID(0, 0));

    @BeforeEach
    void makeHome() {
        home = Estate.organization(TestOrganizations.root(), "Contoso");
    }

    Subscription buy(UUID sku, int quantity) {
        return subscriptions.create(
                OPERATOR, home, new NewSubscription(sku, quantity, null, new Terms("P1Y", "annual", true, null)));
    }

    /** A user in the United States. */
    UUID person(String name) {
        UUID id = Estate.user(home, name);
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", id);
        return id;
    }

    UUID securityGroup(String name) {
        UUID id = Estate.group(home, name);
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", id);
        return id;
    }

    void join(UUID group, UUID user) {
        Estate.member(home, group, user, "user");
    }

    void leave(UUID group, UUID user) {
        Estate.run("DELETE FROM memberships WHERE group_id = ? AND member_id = ?", group, user);
    }

    UserLicenses give(UUID user, UUID... skus) {
        return licenses.change(OPERATOR, home, key(user), new LicenseChange(added(skus), List.of()));
    }

    UserLicenses take(UUID user, UUID... skus) {
        return licenses.change(OPERATOR, home, key(user), new LicenseChange(List.of(), List.of(skus)));
    }

    List<GroupLicense> giveGroup(UUID group, UUID... skus) {
        return groupLicenses.change(OPERATOR, home, groupKey(group), new LicenseChange(added(skus), List.of()));
    }

    List<GroupLicense> takeGroup(UUID group, UUID... skus) {
        return groupLicenses.change(OPERATOR, home, groupKey(group), new LicenseChange(List.of(), List.of(skus)));
    }

    static List<Added> added(UUID... skus) {
        return Arrays.stream(skus).map(sku -> new Added(sku, Set.of())).toList();
    }

    static UserKey key(UUID user) {
        return new UserKey.Id(new UserId(user));
    }

    static GroupKey groupKey(UUID group) {
        return new GroupKey.Id(new GroupId(group));
    }

    /** Part numbers of what a person holds. */
    List<String> held(UUID user) {
        return licenses.of(OPERATOR, home, key(user)).held().stream()
                .map(license -> license.sku().partNumber())
                .toList();
    }

    License license(UUID user, UUID sku) {
        return licenses.why(OPERATOR, home, key(user), sku);
    }

    SubscribedSku subscribed(UUID sku) {
        return subscribedSkus.all(OPERATOR, home).stream()
                .filter(one -> one.sku().id().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    int consumed(UUID sku) {
        return subscribed(sku).consumed();
    }

    static void refused(Refusal.Reason reason, String message, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
            assertThat(refusal.getMessage()).contains(message);
        });
    }

    /** The first column of the first row, asked for as the owner. */
    static @Nullable String ask(String sql, Object... values) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
