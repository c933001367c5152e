package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EveryPostgres
class DiscoveryTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    private static final String FEED = """
            application,vendor,externalId,email,displayName,department,subscriptions,activity
            Zoom,Zoom Video,z1,ada@noon.example,Ada L.,,Pro,%s
            Zoom,Zoom Video,z2,ben@noon.example,Ben,Sales,Pro;Webinar,2026-01-05
            Miro,,m1,,Nobody,,,
            ,,x,eve@noon.example,,,,
            """;

    @Autowired
    private DiscoverySources sources;

    @Autowired
    private People people;

    @Autowired
    private PeopleApplications used;

    @Autowired
    private PeopleSubscriptions subscriptions;

    @Autowired
    private Applications applications;

    @Autowired
    private ApplicationPlans plans;

    @Autowired
    private AppAccounts accounts;

    @Autowired
    private UsageRules rules;

    @Autowired
    private Settling settling;

    private OrganizationId home = new OrganizationId(new UUID(0, 0));

    @BeforeEach
    void organization() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
    }

    @Test
    void takesInAFeedAndTellsWhichLinesItCannotUse() {
        DiscoverySource source = source(SourceKind.FEED, "HR");

        DiscoveryRun run = sources.feed(OPERATOR, home, source.id(), FEED.formatted(Instant.now()));

        assertThat(run.state()).isEqualTo(DiscoveryRun.State.DONE);
        assertThat(run.counts()).isEqualTo(new DiscoveryRun.Counts(3, 3, 0, 0, 2, 1));
        assertThat(run.problems())
                .containsExactly(
                        new DiscoveryRun.Problem(5, "It does not say which application, in at most 200 characters"));
        assertThat(everybody()).extracting(Person::displayName).containsExactly("Ada L.", "Ben", "Nobody");
        Person ben = everybody().get(1);
        assertThat(ben.licenseCount()).isEqualTo(2);
        assertThat(ben.department()).isEqualTo("Sales");
        assertThat(sources.get(OPERATOR, home, source.id()).accounts()).isEqualTo(3);
        assertThat(sources.runs(OPERATOR, home, source.id())).containsExactly(run);
    }

    @Test
    void givesTheSameWhenAFeedComesAgainAndForgetsWhoIsGone() {
        DiscoverySource source = source(SourceKind.FEED, "HR");
        String first = "[{\"application\": \"Zoom\", \"email\": \"ada@noon.example\", \"activity\": [\"2026-02-01\"]},"
                + "{\"application\": \"Zoom\", \"email\": \"ben@noon.example\"}]";
        sources.feed(OPERATOR, home, source.id(), first);
        List<Person> before = everybody();

        DiscoveryRun again = sources.feed(OPERATOR, home, source.id(), first);
        DiscoveryRun without = sources.feed(OPERATOR, home, source.id(), "application,email\nZoom,ADA@noon.example\n");

        assertThat(again.counts()).isEqualTo(new DiscoveryRun.Counts(2, 0, 0, 0, 0, 0));
        assertThat(without.counts().gone()).isEqualTo(1);
        assertThat(everybody())
                .hasSize(1)
                .first()
                .extracting(Person::id)
                .isEqualTo(before.getFirst().id());
    }

    @Test
    void mapsColumnsAndSaysWhatHoldsForAllLines() {
        DiscoverySource source = sources.create(
                OPERATOR,
                home,
                SourceKind.FEED,
                new DiscoverySource.Settings(
                        "Report",
                        DiscoveryType.CASB,
                        50,
                        true,
                        0,
                        Map.of(
                                "application", "=Microsoft 365",
                                "userPrincipalName", "User Principal Name",
                                "activity", "Last Activity Date")));

        sources.feed(
                OPERATOR, home, source.id(), "User Principal Name,Last Activity Date\nada@noon.example,2026-03-04\n");

        assertThat(everybody()).singleElement().satisfies(person -> {
            assertThat(person.username()).isEqualTo("ada@noon.example");
            assertThat(person.discoveryTypes()).containsExactly(8);
            assertThat(person.lastActive()).isEqualTo(Instant.parse("2026-03-04T12:00:00Z"));
        });
    }

    @Test
    void hearsOfAgentsWithoutTakingOthersForGone() {
        DiscoverySource source = source(SourceKind.PUSH, "Browsers");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        sources.push(OPERATOR, home, source.id(), List.of(seen("Figma", "ada@noon.example", now)));

        DiscoveryRun run = sources.push(OPERATOR, home, source.id(), List.of(seen("Figma", "ben@noon.example", now)));

        assertThat(run.counts().gone()).isZero();
        assertThat(everybody()).hasSize(2).allSatisfy(person -> {
            assertThat(person.lastActive()).isEqualTo(now);
            assertThat(person.discoveryTypes()).containsExactly(DiscoveryType.BROWSER_VERIFIED.number());
        });
        assertThatThrownBy(() -> sources.feed(OPERATOR, home, source.id(), FEED))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));
    }

    @Test
    void readsTheHubsOwnPeopleTheirLicencesAndSignIns() {
        UUID ada = Estate.user(home, "Ada");
        UUID ben = Estate.user(home, "Ben");
        Estate.subscription(home, "E3");
        Estate.run(
                "UPDATE subscriptions SET unit_price = 432, currency = 'EUR' WHERE organization_id = ?", home.value());
        Estate.run("UPDATE users SET usage_location = 'JP' WHERE organization_id = ?", home.value());
        for (UUID user : List.of(ada, ben)) {
            Estate.run(
                    "INSERT INTO license_paths (organization_id, user_id, sku_id, via, assigned_by)"
                            + " VALUES (?, ?, '05e9a617-0261-4cee-bb44-138d3ef5d965', ?, 'test')",
                    home.value(),
                    user,
                    user);
        }
        Estate.run(
                "INSERT INTO user_activity (organization_id, user_id, signed_in_at) VALUES (?, ?, now() - interval '1 hour')",
                home.value(),
                ada);
        DiscoverySource source = source(SourceKind.HUB, "saas.collectors.tenantry");

        DiscoveryRun run = sources.read(OPERATOR, home, source.id());

        assertThat(run.counts().created()).isEqualTo(4);
        Person first = everybody().getFirst();
        assertThat(first.user()).isEqualTo(ada);
        assertThat(first.country()).isEqualTo("JP");
        assertThat(first.costPerMonth()).isEqualByComparingTo("36");
        assertThat(first.potentialSavings()).isEqualByComparingTo("0");
        assertThat(everybody().get(1).potentialSavings()).isEqualByComparingTo("36");
        assertThat(used.list(OPERATOR, home, first.id(), all(PeopleApplications.fields(), "name"))
                        .items())
                .extracting(UsedApplication::name)
                .containsExactly("Microsoft 365", "Tenantry");
        assertThat(subscriptions
                        .list(OPERATOR, home, first.id(), all(PeopleSubscriptions.fields(), "name"))
                        .items())
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.name()).isEqualTo("Microsoft 365 E3");
                    assertThat(held.costPerMonth()).isEqualByComparingTo("36");
                    assertThat(held.contractEnd()).isNotNull();
                });
        assertThat(subscriptions.ofMany(
                        OPERATOR, home, everybody().stream().map(Person::id).toList()))
                .hasSize(2);
        assertThat(applications
                        .list(OPERATOR, home, all(Applications.fields(), "name"))
                        .items()
                        .getFirst()
                        .figures())
                .satisfies(figures -> {
                    assertThat(figures.users()).isEqualTo(2);
                    assertThat(figures.active()).isEqualTo(1);
                    assertThat(figures.potentialSavings()).isEqualByComparingTo("36");
                });
    }

    @Test
    void priceChangesAreWhatPeopleCostAtOnce() {
        DiscoverySource source = source(SourceKind.FEED, "HR");
        sources.feed(OPERATOR, home, source.id(), FEED.formatted(Instant.now()));
        UUID zoom = applications.list(OPERATOR, home, all(Applications.fields(), "name")).items().stream()
                .filter(application -> application.name().equals("Zoom"))
                .findFirst()
                .orElseThrow()
                .id();
        ApplicationPlan pro = plans.list(OPERATOR, home, zoom).getFirst();

        plans.change(
                OPERATOR,
                home,
                pro.id(),
                new ApplicationPlan.Terms(
                        new BigDecimal("60"), "EUR", ApplicationPlan.BillingPeriod.QUARTERLY, false, null, 10));

        assertThat(pro.assigned()).isEqualTo(2);
        assertThat(everybody())
                .extracting(person -> person.costPerMonth().intValue())
                .containsExactly(20, 20, 0);
        assertThat(everybody())
                .extracting(person -> person.potentialSavings().intValue())
                .containsExactly(0, 20, 0);
        assertThat(used.users(OPERATOR, home, zoom, all(PeopleApplications.userFields(), "displayName"))
                        .items())
                .extracting(user -> user.person().displayName())
                .containsExactly("Ada L.", "Ben");
    }

    @Test
    void explainsWhyAccountsAreOnePersonAndMovesThemByHandAndBack() {
        sources.feed(OPERATOR, home, source(SourceKind.FEED, "HR").id(), """
                application,externalId,email,userPrincipalName,personKey
                Zoom,1,ada@noon.example,,
                Miro,2,,ada@noon.example,E7
                Figma,3,,,e7
                Slack,4,ben@noon.example,,
                """);
        List<Person> both = everybody();
        Person ada = named("ada", both);
        Person ben = named("ben", both);
        List<AppAccount> hers = accounts.list(OPERATOR, home, ada.id());
        UUID zoom = id(hers, "Zoom");
        UUID figma = id(hers, "Figma");

        AppAccounts.Explanation why = accounts.explain(OPERATOR, home, zoom, figma);
        AppAccount moved = accounts.move(OPERATOR, home, figma, ben.id());
        AppAccounts.Explanation whyNot = accounts.explain(OPERATOR, home, zoom, figma);

        assertThat(why.samePerson()).isTrue();
        assertThat(why.links()).extracting(AppAccounts.Link::key).containsExactly("address ada@noon.example", "id e7");
        assertThat(moved.person()).isEqualTo(ben.id());
        assertThat(whyNot.samePerson()).isFalse();
        assertThat(whyNot.reason()).contains("by hand");
        assertThat(accounts.moveBack(OPERATOR, home, figma).person()).isEqualTo(ada.id());
        assertThat(everybody()).hasSize(2);
    }

    @Test
    void anAccountGoesBackToItsPersonAndNobodyElseFollowsIt() {
        sources.feed(OPERATOR, home, source(SourceKind.FEED, "HR").id(), """
                application,externalId,email
                Zoom,1,ada@noon.example
                Figma,2,ada@noon.example
                Slack,3,ben@noon.example
                Slack,4,cem@noon.example
                Slack,5,dee@noon.example
                Slack,6,eva@noon.example
                Slack,7,fay@noon.example
                """);
        List<Person> all = everybody();
        Person ada = named("ada", all);
        UUID figma = id(accounts.list(OPERATOR, home, ada.id()), "Figma");

        for (Person other : all) {
            accounts.move(OPERATOR, home, figma, other.id());
            assertThat(accounts.moveBack(OPERATOR, home, figma).person()).isEqualTo(ada.id());
        }

        assertThat(everybody()).extracting(Person::id).containsExactlyElementsOf(ids(all));
    }

    @Test
    void whoeverAnAccountIsMovedToKeepsHisNameAndAddress() {
        sources.feed(OPERATOR, home, source(SourceKind.FEED, "HR").id(), """
                application,externalId,email
                Zoom,1,ada@noon.example
                Figma,2,ada@noon.example
                Slack,3,ben@noon.example
                Slack,4,cem@noon.example
                Slack,5,dee@noon.example
                Slack,6,eva@noon.example
                """);
        List<Person> all = everybody();
        UUID figma = id(accounts.list(OPERATOR, home, named("ada", all).id()), "Figma");

        for (Person other : all) {
            accounts.move(OPERATOR, home, figma, other.id());

            assertThat(everybody()).extracting(Person::email).containsExactlyElementsOf(emails(all));
            assertThat(accounts.list(OPERATOR, home, other.id()).getFirst().email())
                    .isEqualTo(other.email());
        }
    }

    private static Person named(String name, List<Person> people) {
        return people.stream()
                .filter(person -> person.email().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> emails(List<Person> people) {
        return people.stream().map(Person::email).toList();
    }

    private static List<UUID> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }

    @Test
    void goesByTheRulesOfTheOrganization() {
        sources.feed(OPERATOR, home, source(SourceKind.FEED, "HR").id(), """
                application,externalId,email,personKey,subscriptions
                Zoom,1,info@noon.example,,Pro
                Miro,2,info@noon.example,E7,
                Figma,3,,e7,
                """);
        assertThat(everybody()).hasSize(1);

        rules.replace(
                OPERATOR,
                home,
                new UsageRule(
                        true, true, true, List.of("INFO@noon.example"), "EUR", Map.of("USD", new BigDecimal("0.5"))));
        settling.now(home);

        assertThat(everybody()).hasSize(2);
        UUID plan =
                UUID.fromString(Estate.ask("SELECT id FROM application_plans WHERE organization_id = ?", home.value()));
        plans.change(
                OPERATOR,
                home,
                plan,
                new ApplicationPlan.Terms(
                        new BigDecimal("12"), "USD", ApplicationPlan.BillingPeriod.MONTHLY, false, null, null));
        assertThat(everybody())
                .extracting(person -> person.costPerMonth().intValue())
                .containsOnly(6, 0);
        rules.replace(OPERATOR, home, UsageRule.USUAL);
        settling.now(home);
        assertThat(everybody()).hasSize(1);
        assertThat(rules.of(OPERATOR, home)).isEqualTo(UsageRule.USUAL);
    }

    private static UUID id(List<AppAccount> accounts, String application) {
        return accounts.stream()
                .filter(account -> account.applicationName().equals(application))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Map<String, @Nullable Object> seen(String application, String email, Instant at) {
        return Map.of("application", application, "email", email, "activity", List.of(at.toString()));
    }

    private DiscoverySource source(SourceKind kind, String name) {
        return sources.create(
                OPERATOR,
                home,
                kind,
                new DiscoverySource.Settings(name, kind.usualType(), kind.usualPriority(), true, 0, Map.of()));
    }

    private List<Person> everybody() {
        return people.list(OPERATOR, home, all(People.fields(), "displayName")).items();
    }

    private static ListQuery all(io.tenantry.query.Catalogue fields, String by) {
        return ListQuery.first(100, Condition.ALL, fields.total(List.of(Order.ascending(fields.sortable(by)))));
    }
}
