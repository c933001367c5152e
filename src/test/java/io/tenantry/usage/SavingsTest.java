package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion.Kind;
import io.tenantry.usage.SavingReport.Format;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Waste is found by rules that can be set, counted once, and explained. */
@EveryPostgres
class SavingsTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private Savings savings;

    @Autowired
    private SavingSearch search;

    @Autowired
    private SavingRules rules;

    @Autowired
    private SavingExclusions exclusions;

    @Autowired
    private SavingReports reports;

    private OrganizationId reseller = new OrganizationId(Ids.next());
    private OrganizationId home = reseller;
    private SoftwareEstate software = SoftwareEstate.none();
    private UUID app = home.value();
    private UUID plan = home.value();

    @BeforeEach
    void makeEstate() {
        reseller = Estate.reseller(TestOrganizations.root(), "Reseller " + UUID.randomUUID());
        home = Estate.organization(reseller, "Noon & Söhne", "gold");
        software = SoftwareEstate.of(home);
        app = software.application("Draw", "Acme");
        plan = software.plan(app, "Draw Pro", 10, null, null);
    }

    private List<Saving> found() {
        savings.search(OPERATOR, home);
        return listed();
    }

    private List<Saving> listed() {
        List<Order> order =
                Savings.fields().total(List.of(Order.ascending(Savings.fields().sortable("personName"))));
        return savings.list(OPERATOR, home, ListQuery.first(100, Condition.ALL, order))
                .items();
    }

    private UUID seat(String name, int daysAgo) {
        UUID person = software.person(name, null);
        software.seat(person, app, plan, Duration.ofDays(daysAgo), true);
        return person;
    }

    @Test
    void eachSeatIsCountedOnceForItsSurestReason() {
        seat("Ada", 3);
        seat("Ben", 45);
        seat("Cid", 75);
        seat("Dan", 200);
        UUID eve = software.person("Eve", null);
        software.seat(eve, app, plan, null, true);
        UUID fay = software.person("Fay", null);
        software.seat(fay, app, plan, Duration.ofDays(200), false);

        List<Saving> all = found();

        assertThat(all).extracting(Saving::personName).containsExactly("Ben", "Cid", "Dan", "Eve", "Fay");
        assertThat(all)
                .extracting(Saving::rule)
                .containsExactly(
                        SavingRule.INACTIVE_30,
                        SavingRule.INACTIVE_60,
                        SavingRule.INACTIVE_90,
                        SavingRule.NEVER_USED,
                        SavingRule.DISABLED_ACCOUNT);
        assertThat(all.get(2).also()).isEmpty();
        assertThat(all.get(4).also()).containsExactly(SavingRule.INACTIVE_90);
        Saving ben = all.getFirst();
        assertThat(ben.amountPerMonth()).isEqualByComparingTo("10");
        assertThat(ben.currency()).isEqualTo("EUR");
        assertThat(ben.contractEnd()).isEqualTo(LocalDate.parse("2027-06-30"));
        assertThat(ben.reason(Instant.now())).endsWith(", 45 days ago");
        assertThat(ben.evidence())
                .containsEntry("source", "saas.collectors.m365")
                .containsEntry("accountEnabled", true);
        assertThat(ben.canReclaim()).isFalse();
        assertThat(all.get(3).reason(Instant.now())).startsWith("Never used since it was first seen on ");
        assertThat(savings.totals(OPERATOR, home)).hasSize(5).allMatch(total -> total.seats() == 1);
    }

    @Test
    void whoHoldsTheSameTwiceOrABiggerProductWastesOne() {
        UUID business = Ids.next();
        UUID suite = Ids.next();
        product(business, "part");
        product(suite, "part", "more");
        UUID small = software.plan(app, "Small", 5, business, null);
        UUID big = software.plan(app, "Big", 30, suite, null);
        UUID ada = software.person("Ada", null);
        software.seat(ada, app, small, Duration.ofDays(1), true);
        software.seat(ada, app, big, Duration.ofDays(1), true);
        UUID ben = software.person("Ben", null);
        software.seat(ben, app, plan, Duration.ofDays(1), true);
        software.seat(ben, app, plan, Duration.ofDays(1), true);

        List<Saving> all = found();
        Estate.run("DELETE FROM skus WHERE id = ANY (?)", (Object) new UUID[] {business, suite});

        assertThat(all).extracting(Saving::rule).containsExactly(SavingRule.CONTAINED, SavingRule.DUPLICATE);
        assertThat(all.getFirst().planName()).isEqualTo("Small");
        assertThat(all.getFirst().reason(Instant.now()))
                .isEqualTo("All of it is also in Big, which the person holds too");
    }

    private static void product(UUID sku, String... plans) {
        Estate.run("INSERT INTO skus (id, part_number, display_name) VALUES (?, ?, ?)", sku, "T" + sku, "Test " + sku);
        for (String name : plans) {
            UUID plan = UUID.nameUUIDFromBytes(("savings test " + name).getBytes(StandardCharsets.UTF_8));
            Estate.run(
                    "INSERT INTO service_plans (id, name, display_name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    plan,
                    name,
                    name);
            Estate.run("INSERT INTO sku_plans (sku_id, plan_id) VALUES (?, ?)", sku, plan);
        }
    }

    @Test
    void seatsThatNobodyHasAreToldByNumber() {
        UUID bought = software.plan(app, "Bought", 7, null, 12);
        UUID ada = software.person("Ada", null);
        software.seat(ada, app, bought, Duration.ofDays(1), true);

        Saving only = found().getFirst();

        assertThat(only.rule()).isEqualTo(SavingRule.UNASSIGNED);
        assertThat(only.seats()).isEqualTo(11);
        assertThat(only.amountPerMonth()).isEqualByComparingTo("77");
        assertThat(only.person()).isNull();
        assertThat(only.reason(Instant.now())).isEqualTo("11 of 12 bought seats are assigned to nobody");
    }

    @Test
    void aSavingKeepsItsIdAndDayAndGoesWhenTheReasonDoes() {
        UUID ben = seat("Ben", 45);
        Saving before = found().getFirst();
        Saving again = found().getFirst();
        assertThat(again).isEqualTo(before);

        Estate.run("UPDATE person_applications SET last_active_at = now() WHERE person_id = ?", ben);

        assertThat(found()).isEmpty();
        assertThatThrownBy(() -> savings.get(OPERATOR, home, before.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND));
    }

    @Test
    void theFirstSearchWaitsUntilAllAccountsAreSomebodys() {
        seat("Ben", 45);
        Estate.run(
                "INSERT INTO accounts_waiting SELECT organization_id, id FROM app_accounts WHERE organization_id = ?",
                home.value());
        search.work();
        List<Saving> early = listed();
        Estate.run("DELETE FROM accounts_waiting WHERE organization_id = ?", home.value());

        search.work();

        assertThat(early).isEmpty();
        assertThat(listed()).hasSize(1);
    }

    @Test
    void rulesAreSetForEachOrganization() {
        seat("Ben", 45);
        assertThat(found()).hasSize(1);

        rules.set(OPERATOR, home, new SavingSetting(SavingRule.INACTIVE_30, true, 50, 40, BigDecimal.ZERO));
        assertThat(found()).isEmpty();

        rules.set(OPERATOR, home, new SavingSetting(SavingRule.INACTIVE_30, true, 40, 44, BigDecimal.TEN));
        assertThat(found())
                .singleElement()
                .satisfies(saving -> assertThat(saving.confidence()).isEqualTo(44));
        rules.set(OPERATOR, home, new SavingSetting(SavingRule.INACTIVE_30, true, 40, 44, BigDecimal.valueOf(11)));
        assertThat(found()).isEmpty();
        rules.set(OPERATOR, home, new SavingSetting(SavingRule.INACTIVE_30, false, 30, 44, BigDecimal.ZERO));
        assertThat(found()).isEmpty();
        assertThat(rules.list(OPERATOR, home)).hasSize(SavingRule.values().length);
        assertThatThrownBy(() -> new SavingSetting(SavingRule.DUPLICATE, true, 3, 50, BigDecimal.ZERO))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new SavingSetting(SavingRule.NEVER_USED, true, null, 50, BigDecimal.ZERO))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void rulesHoldBelowUntilSomethingElseIsSaidThere() {
        seat("Ben", 45);
        assertThat(rule(home)).isEqualTo(new SavingRules.Binding(SavingRule.INACTIVE_30.usual(), null));
        SavingSetting above = new SavingSetting(SavingRule.INACTIVE_30, true, 50, 40, BigDecimal.ZERO);
        SavingSetting here = new SavingSetting(SavingRule.INACTIVE_30, true, 40, 60, BigDecimal.ZERO);

        rules.set(OPERATOR, reseller, above);
        assertThat(rule(home).of()).isEqualTo(reseller);
        assertThat(rule(home).setting().days()).isEqualTo(50);
        assertThat(found()).isEmpty();

        rules.set(OPERATOR, home, here);
        assertThat(rule(home).of()).isEqualTo(home);
        assertThat(listed()).extracting(Saving::confidence).containsExactly(60);

        assertThat(rules.inherit(OPERATOR, home, SavingRule.INACTIVE_30).of()).isEqualTo(reseller);
        assertThat(listed()).isEmpty();
        rules.inherit(OPERATOR, home, SavingRule.INACTIVE_30);
        assertThat(Estate.ask(
                        "SELECT count(*) FROM audit_events WHERE organization_id = ? AND action = 'saving.rule.inherit'",
                        home.value()))
                .isEqualTo("1");
        rules.inherit(OPERATOR, reseller, SavingRule.INACTIVE_30);
        assertThat(found()).extracting(Saving::confidence).containsExactly(50);
    }

    private SavingRules.Binding rule(OrganizationId organization) {
        return rules.list(OPERATOR, organization).stream()
                .filter(binding -> binding.setting().rule() == SavingRule.INACTIVE_30)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsExcludedAboveIsToldBelowWithoutTheReasonOfThoseOutOfReach() {
        UUID ben = seat("Ben", 45);
        exclude(reseller, Kind.SUBSCRIPTION, plan.toString(), null);
        exclude(home, Kind.PERSON, ben.toString(), null);

        SavingExclusion seenByAll = exclusions.above(OPERATOR, home).getFirst();
        SavingExclusion seenBelow =
                exclusions.above(TestOrganizations.within(home), home).getFirst();

        assertThat(seenByAll.name()).isEqualTo("Draw Draw Pro");
        assertThat(seenByAll.reason()).isEqualTo("kept on purpose");
        assertThat(seenBelow.value()).isEqualTo(plan.toString());
        assertThat(seenBelow.reason()).isEmpty();
        assertThat(seenBelow.createdBy()).isEmpty();
        assertThat(exclusions.list(OPERATOR, home))
                .singleElement()
                .satisfies(own -> assertThat(own.name()).isEqualTo("Ben"));
    }

    @Test
    void whatIsExcludedAboveOrHereIsNotTold() {
        UUID ben = seat("Ben", 45);
        assertThat(found()).hasSize(1);

        SavingExclusion person = exclude(home, Kind.PERSON, ben.toString(), null);
        assertThat(found()).isEmpty();
        exclusions.remove(OPERATOR, home, person.id());
        assertThat(found()).hasSize(1);

        SavingExclusion subscription = exclude(reseller, Kind.SUBSCRIPTION, plan.toString(), null);
        assertThat(found()).isEmpty();
        exclusions.remove(OPERATOR, reseller, subscription.id());
        exclude(reseller, Kind.TAG, "silver", null);
        exclude(reseller, Kind.TAG, "gold", LocalDate.parse("2020-01-01"));
        assertThat(found()).hasSize(1);
        exclude(home, Kind.TAG, "gold", null);
        assertThat(found()).isEmpty();

        assertThatThrownBy(() -> exclude(home, Kind.TAG, "gold", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));
        assertThatThrownBy(() -> exclude(home, Kind.SKU, "E3", null)).isInstanceOf(Refusal.class);
    }

    private SavingExclusion exclude(OrganizationId where, Kind kind, String value, @Nullable LocalDate until) {
        return exclusions.add(OPERATOR, where, new SavingExclusions.Wish(kind, value, "kept on purpose", until));
    }

    @Test
    void amountsAreToldInTheOrganizationsCurrency() {
        Estate.run(
                "INSERT INTO usage_settings (organization_id, currency, rates) VALUES (?, 'SEK', '{\"EUR\": 11.5}')",
                home.value());
        seat("Ben", 45);
        Saving saving = found().getFirst();
        assertThat(saving.amountPerMonth()).isEqualByComparingTo("115");
        assertThat(saving.currency()).isEqualTo("SEK");
    }

    @Test
    void reportsSayTheSameAsTheList() throws Exception {
        seat("=Ben", 45);
        seat("木村 Ψ", 100);
        found();

        String csv = new String(reports.file(OPERATOR, home, Format.CSV), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv)
                .contains("\"'=Ben\",\"Draw Pro\",\"Draw\",\"Acme\",inactive-30,")
                .contains("\"木村 Ψ\"");
        try (PDDocument pdf = Loader.loadPDF(reports.file(OPERATOR, home, Format.PDF))) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains("Savings of Noon & Söhne")
                    .contains("inactive-90")
                    .contains("=Ben", "?? Ψ", "Draw Pro", "2027-06-30", "10.00 EUR")
                    .contains("page 1");
        }
    }

    @Test
    void aLongReportHasManyPages() throws Exception {
        for (int i = 0; i < 90; i++) {
            seat("Person %02d with a name that is far too long for the column it stands in".formatted(i), 45 + i);
        }
        found();
        try (PDDocument pdf = Loader.loadPDF(reports.file(OPERATOR, home, Format.PDF))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(3);
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("Person 00", "Person 89").contains("…");
        }
    }
}
