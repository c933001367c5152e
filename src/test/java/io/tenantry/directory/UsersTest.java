package io.tenantry.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersTest extends DirectoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void readsBackWhatWasWritten() {
        User ada = make(
                "Ada Lovelace",
                "ada",
                new Values<UserField>()
                        .set(UserField.GIVEN_NAME, "Ada")
                        .set(UserField.BUSINESS_PHONES, List.of("+44 20 7946 0000"))
                        .set(UserField.USAGE_LOCATION, "gb"));

        User found = users.get(OPERATOR, home, new UserKey.Upn("ADA@" + domain));

        assertThat(found).isEqualTo(ada);
        assertThat(found.usageLocation()).isEqualTo("GB");
        assertThat(found.businessPhones()).containsExactly("+44 20 7946 0000");
        assertThat(found.objectId()).isEqualTo(found.id().value());
        assertThat(users.get(OPERATOR, home, new UserKey.ObjectId(ada.objectId())))
                .isEqualTo(ada);
    }

    @Test
    void manyWhoAskAtTheSameTimeAreEachToldOfWhomTheyAskedFor() {
        List<User> all = IntStream.range(0, 20)
                .mapToObj(number -> make("Person " + number, "person" + number))
                .toList();
        Set<UserField> shown = Set.of(UserField.DISPLAY_NAME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<User>> told = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                User user = all.get(number % all.size());
                UserKey key = number % 3 == 0 ? key(user) : new UserKey.ObjectId(user.objectId());
                told.add(threads.submit(() -> users.get(OPERATOR, home, key, null, shown)));
            }
            Future<User> nobody = threads.submit(
                    () -> users.get(OPERATOR, home, new UserKey.ObjectId(UUID.randomUUID()), null, shown));
            for (int number = 0; number < told.size(); number++) {
                User user = all.get(number % all.size());
                assertThat(told.get(number)).succeedsWithin(SOON).returns(user.id(), User::id);
                assertThat(told.get(number).resultNow().displayName()).isEqualTo(user.displayName());
            }
            assertThat(nobody).failsWithin(SOON).withThrowableThat().withMessageContaining("no such user");
        }
    }

    @Test
    void refusesASecondUserWithTheSameUpnInAnyCase() {
        make("Ada Lovelace", "ada");

        assertThatThrownBy(() -> make("Ada Byron", "ADA"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));
    }

    @Test
    void refusesAUpnOutsideTheOrganizationsDomains() {
        Values<UserField> values =
                new Values<UserField>().set(UserField.DISPLAY_NAME, "Eve").set(UserField.UPN, "eve@elsewhere.example");

        assertThatThrownBy(() -> changes.create(OPERATOR, home, new NewUser(null, values), Alongside.NOTHING))
                .hasMessageContaining("not a verified domain");
    }

    @Test
    void keepsEveryVersionInTheHistory() throws SQLException {
        User ada = make("Ada Byron", "ada");
        changes.change(OPERATOR, home, key(ada), values(UserField.DISPLAY_NAME, "Ada King"), null, Alongside.NOTHING);
        User last = changes.change(
                OPERATOR, home, key(ada), values(UserField.DISPLAY_NAME, "Ada Lovelace"), null, Alongside.NOTHING);

        assertThat(last.version()).isEqualTo(3);
        assertThat(past(ada)).containsExactly("Ada Byron", "Ada King");
    }

    @Test
    void settingWhatIsThereAlreadyIsNoNewVersion() {
        User ada = make("Ada Lovelace", "ada");

        User after = changes.change(
                OPERATOR, home, key(ada), values(UserField.DISPLAY_NAME, "Ada Lovelace"), null, Alongside.NOTHING);

        assertThat(after.version()).isEqualTo(1);
    }

    @Test
    void refusesAChangeOfAVersionThatIsNoLongerThePresentOne() {
        User ada = make("Ada Lovelace", "ada");
        changes.change(OPERATOR, home, key(ada), values(UserField.CITY, "London"), 1L, Alongside.NOTHING);

        assertThatThrownBy(() -> changes.change(
                        OPERATOR, home, key(ada), values(UserField.CITY, "Paris"), 1L, Alongside.NOTHING))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PRECONDITION_FAILED));
    }

    @Test
    void staysFindableByTheNameHeSignedInWithBefore() {
        User ada = make("Ada Lovelace", "ada.byron");
        changes.change(
                OPERATOR, home, key(ada), values(UserField.UPN, "ada.lovelace@" + domain), null, Alongside.NOTHING);

        assertThat(users.get(OPERATOR, home, key(ada)).formerUpns()).containsExactly("ada.byron@" + domain);
        assertThat(found("ada.byron")).containsExactly("Ada Lovelace");
    }

    @Test
    void deletesSoftlyAndRestoresUnlessTheNameWasGivenAway() {
        User ada = make("Ada Lovelace", "ada");
        changes.delete(OPERATOR, home, key(ada));
        assertThatThrownBy(() -> users.get(OPERATOR, home, key(ada))).isInstanceOf(Refusal.class);

        User other = make("Ada Other", "ada");
        assertThatThrownBy(() -> changes.restore(OPERATOR, home, key(ada)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));

        changes.delete(OPERATOR, home, key(other));
        assertThat(changes.restore(OPERATOR, home, key(ada)).isDeleted()).isFalse();
    }

    @Test
    void countsWithoutCounting() {
        for (int i = 0; i < 5; i++) {
            make("Person " + i, "p" + i);
        }
        User gone = make("Gone", "gone");
        changes.delete(OPERATOR, home, key(gone));

        assertThat(users.list(OPERATOR, home, byName(Condition.ALL, null, 2)).total())
                .isEqualTo(5L);
    }

    @Test
    void walksAllPagesAndMeetsEveryoneOnce() {
        for (int i = 0; i < 7; i++) {
            make("Same Name", "same" + i);
        }
        List<UUID> met = new ArrayList<>();
        Page<User> page = users.list(OPERATOR, home, byName(Condition.ALL, null, 2));
        while (true) {
            page.items().forEach(user -> met.add(user.id().value()));
            if (page.next() == null) {
                break;
            }
            page = users.list(OPERATOR, home, byName(Condition.ALL, null, 2).after(page.next()));
        }

        assertThat(met).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void findsPartsOfNamesAddressesAndPhones() {
        make("Ada Lovelace", "ada.l", values(UserField.MOBILE_PHONE, "+44 (20) 7946-0958"));
        make("Grace Hopper", "grace", values(UserField.OTHER_MAILS, List.of("amazing@navy.example")));

        assertThat(found("velac")).containsExactly("Ada Lovelace");
        assertThat(found("lo ad")).containsExactly("Ada Lovelace");
        assertThat(found("794609")).containsExactly("Ada Lovelace");
        assertThat(found("+44 20 7946 0958")).containsExactly("Ada Lovelace");
        assertThat(found("AMAZING")).containsExactly("Grace Hopper");
        assertThat(found("nobody_like%this")).isEmpty();
    }

    @Test
    void filtersByPartOfAText() {
        make("Ada Lovelace", "ada", values(UserField.DEPARTMENT, "Engines"));
        make("Grace Hopper", "grace", values(UserField.DEPARTMENT, "Compilers"));
        Condition contains = new Compare(FIELDS.filterable("displayName"), Operator.CONTAINS, "LOVE");

        Page<User> page = users.list(OPERATOR, home, byName(contains, null, 10));

        assertThat(page.items()).extracting(User::displayName).containsExactly("Ada Lovelace");
        assertThat(page.total()).isEqualTo(1);
    }

    @Test
    void countsWhatAListWouldFind() {
        make("Ada Lovelace", "ada", values(UserField.DEPARTMENT, "Engines"));
        make("Ada Byron", "byron", values(UserField.DEPARTMENT, "Poems"));
        make("Grace Hopper", "grace", values(UserField.DEPARTMENT, "Engines"));
        Condition ada = new Compare(FIELDS.filterable("displayName"), Operator.CONTAINS, "ADA");
        Condition engines = new Compare(FIELDS.filterable("department"), Operator.EQUALS, "engines");

        assertThat(users.count(OPERATOR, home, byName(Condition.ALL, null, 1))).isEqualTo(3);
        assertThat(users.count(OPERATOR, home, byName(ada, null, 1))).isEqualTo(2);
        assertThat(users.count(OPERATOR, home, byName(engines, null, 1))).isEqualTo(2);
        assertThat(users.count(OPERATOR, home, byName(Condition.ALL, "grace", 1)))
                .isEqualTo(1);
        assertThat(users.count(OPERATOR, home, byName(engines, "lovel", 1))).isEqualTo(1);
        assertThat(users.count(OPERATOR, home, byName(Condition.and(List.of(ada, engines)), "byr", 1)))
                .isZero();
    }

    @Test
    void readsOnlyWhatWillBeShownAndWhoItIs() {
        User ada = make(
                "Ada Lovelace",
                "ada",
                values(UserField.CITY, "London").set(UserField.BUSINESS_PHONES, List.of("+44 20 7946 0958")));

        User read = users.list(OPERATOR, home, byName(Condition.ALL, null, 1), Set.of(UserField.CITY))
                .items()
                .getFirst();

        assertThat(read.id()).isEqualTo(ada.id());
        assertThat(read.upn()).isEqualTo(ada.upn());
        assertThat(read.displayName()).isEqualTo("Ada Lovelace");
        assertThat(read.city()).isEqualTo("London");
        assertThat(read.businessPhones()).isEmpty();
    }

    @Test
    void showsAndChangesNothingOutsideTheCallersReach() {
        User ada = make("Ada Lovelace", "ada");
        OrganizationId other = organization("Other", "other-" + domain);
        Caller stranger = TestOrganizations.within(other);

        assertThatThrownBy(() -> users.get(stranger, home, key(ada)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_PERMITTED));
        assertThat(users.listEverywhere(stranger, byName(Condition.ALL, null, 10))
                        .items())
                .isEmpty();
        assertThat(users.listEverywhere(stranger, byName(Condition.ALL, "lovelace", 10))
                        .items())
                .isEmpty();
    }

    @Test
    void refusesToTouchAnAccountThatMayMoreThanTheCaller() {
        User admin = make("Ada Lovelace", "ada");
        Estate.assign(home, admin.id().value(), "user", BuiltInRole.ADMINISTRATORS, home);
        Reach here = new Reach.Some(Set.of(home));
        Caller helper = new Caller(
                Actor.system("test"),
                Map.of(Permission.USER_WRITE, here, Permission.USER_DELETE, here, Permission.USER_READ, here),
                "test",
                0);

        assertThatThrownBy(() -> changes.change(
                        helper, home, key(admin), values(UserField.CITY, "Paris"), null, Alongside.NOTHING))
                .hasMessageContaining("more privileged than the caller");
        assertThatThrownBy(() -> changes.delete(helper, home, new UserKey.ObjectId(admin.objectId())))
                .hasMessageContaining("more privileged than the caller");
        assertThat(users.get(helper, home, key(admin)).version()).isEqualTo(1);
    }

    private List<String> found(String text) {
        return users.list(OPERATOR, home, byName(Condition.ALL, text, 10)).items().stream()
                .map(User::displayName)
                .toList();
    }

    private static List<String> past(User user) throws SQLException {
        try (Connection owner = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement versions = owner.prepareStatement(
                        "SELECT display_name FROM users_history WHERE id = ? ORDER BY version")) {
            versions.setObject(1, user.id().value());
            List<String> names = new ArrayList<>();
            try (ResultSet rows = versions.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
