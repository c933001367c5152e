package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.licensing.Subscription.Price;
import io.tenantry.licensing.Subscription.Terms;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SubscriptionsTest extends LicensingTest {
    @Autowired
    private Ledger ledger;

    @Autowired
    private Renewals renewals;

    @Test
    void whatIsBoughtCanBeAssignedAtOnce() {
        Subscription bought = buy(E3, 7);

        assertThat(subscribed(E3).units().enabled()).isEqualTo(7);
        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Enabled");
        assertThat(bought.friendlyName()).isEqualTo("Microsoft 365 E3");
        assertThat(Duration.between(bought.startedAt(), bought.committedUntil()).toDays())
                .isBetween(365L, 366L);
        buy(E3, 3);
        assertThat(subscribed(E3).units().enabled()).isEqualTo(10);
    }

    @Test
    void theQuantityStaysBetweenWhatPeopleHoldAndWhatIsAllowed() {
        Subscription bought = buy(E3, 5);
        give(person("Ada"), E3);
        give(person("Grace"), E3);

        refused(Reason.MALFORMED, "below the number of licenses", () -> quantity(bought, 1));
        refused(Reason.MALFORMED, "from 1 to", () -> quantity(bought, 0));
        refused(Reason.MALFORMED, "from 1 to", () -> quantity(bought, 10_000_001));
        assertThat(quantity(bought, 2).quantity()).isEqualTo(2);
        assertThat(subscribed(E3).units().enabled()).isEqualTo(2);
        refused(Reason.MALFORMED, "from 1 to 300", () -> buy(BUSINESS_PREMIUM, 301));
        refused(Reason.MALFORMED, "no product", () -> buy(UUID.randomUUID(), 1));
    }

    @Test
    void aChangeIsMadeToTheVersionThatWasSeen() {
        Subscription bought = buy(E3, 5);
        Subscription changed = quantity(bought, 6);

        refused(
                Reason.PRECONDITION_FAILED,
                "changed meanwhile",
                () -> subscriptions.change(
                        OPERATOR, home, bought.id(), new SubscriptionChange(9, null, null, null), bought.version()));
        assertThat(quantity(changed, 6).version()).isEqualTo(changed.version());
        assertThat(ask("SELECT count(*) FROM subscriptions_history WHERE id = ?", bought.id()))
                .isEqualTo("1");
        assertThat(ask(
                        "SELECT before->>'quantity' || '>' || (after->>'quantity') FROM audit_events"
                                + " WHERE action = 'subscription.change' AND target_id = ?",
                        bought.id().toString()))
                .isEqualTo("5>6");
    }

    @Test
    void suspendedUnitsAreGivenToNobodyUntilTheyAreActiveAgain() {
        Subscription bought = buy(E3, 5);
        give(person("Ada"), E3);

        subscriptions.change(
                OPERATOR,
                home,
                bought.id(),
                new SubscriptionChange(null, null, null, SubscriptionStatus.SUSPENDED),
                null);

        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Suspended");
        assertThat(subscribed(E3).units().suspended()).isEqualTo(5);
        assertThat(consumed(E3)).isEqualTo(1);
        UUID grace = person("Grace");
        refused(Reason.CONFLICT, "does not have any available licenses", () -> give(grace, E3));
        refused(Reason.CONFLICT, "while it is active", () -> quantity(bought, 9));

        subscriptions.change(
                OPERATOR, home, bought.id(), new SubscriptionChange(null, null, null, SubscriptionStatus.ACTIVE), null);
        give(grace, E3);
        assertThat(consumed(E3)).isEqualTo(2);
    }

    @Test
    void aCancelledSubscriptionHasNoUnitsAndIsNotChangedAnyMore() {
        Subscription bought = buy(E3, 5);

        Subscription cancelled = subscriptions.cancel(OPERATOR, home, bought.id(), null);

        assertThat(cancelled.status()).isEqualTo(SubscriptionStatus.DELETED);
        assertThat(cancelled.terms().autoRenew()).isFalse();
        assertThat(subscribed(E3).units().enabled()).isZero();
        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Deleted");
        refused(Reason.CONFLICT, "deleted", () -> quantity(bought, 9));
        refused(Reason.NOT_FOUND, "no such subscription", () -> subscriptions.get(OPERATOR, home, UUID.randomUUID()));
    }

    @Test
    void aTermThatIsOverIsRenewedAsOftenAsItTakes() {
        Subscription bought = buy(E3, 5);
        end(bought, 400);

        renewals.work();

        Subscription renewed = subscriptions.get(OPERATOR, home, bought.id());
        assertThat(renewed.status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(renewed.committedUntil()).isAfter(Instant.now());
        assertThat(Duration.between(renewed.startedAt(), Instant.now()).toDays())
                .isBetween(0L, 365L);
        assertThat(subscribed(E3).units().enabled()).isEqualTo(5);
        assertThat(ask(
                        "SELECT count(*) FROM audit_events WHERE action = 'subscription.renew' AND target_id = ?",
                        bought.id().toString()))
                .isEqualTo("2");
    }

    @Test
    void aTermThatIsNotRenewedEndsInSteps() {
        Subscription bought = buy(E3, 5);
        subscriptions.change(OPERATOR, home, bought.id(), new SubscriptionChange(null, false, null, null), null);

        end(bought, 1);
        renewals.work();
        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Warning");
        give(person("Ada"), E3);
        end(bought, 31);
        renewals.work();
        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Suspended");
        UUID grace = person("Grace");
        refused(Reason.CONFLICT, "does not have any available licenses", () -> give(grace, E3));
        end(bought, 121);
        renewals.work();
        assertThat(subscribed(E3).capabilityStatus()).isEqualTo("Deleted");
        assertThat(subscriptions.get(OPERATOR, home, bought.id()).status()).isEqualTo(SubscriptionStatus.DELETED);
    }

    private static void end(Subscription subscription, int daysAgo) {
        Estate.run(
                "UPDATE subscriptions SET committed_until = now() - make_interval(days => ?) WHERE id = ?",
                daysAgo,
                subscription.id());
    }

    @Test
    void whatMicrosoftSellsIsNotSoldByTheHub() {
        Estate.run("UPDATE organizations SET provider = 'microsoft' WHERE organization_id = ?", home.value());

        refused(Reason.PROVIDER_CANNOT, "buys its subscriptions at Microsoft", () -> buy(E3, 5));
    }

    @Test
    void termsAndPricesHaveToMakeSense() {
        refused(Reason.MALFORMED, "The term is one of", () -> wanted("P2Y", "annual", null));
        refused(Reason.MALFORMED, "The billing cycle is one of", () -> wanted("P1Y", "weekly", null));
        refused(Reason.MALFORMED, "longer than the term", () -> wanted("P1M", "annual", null));
        refused(Reason.MALFORMED, "three letters", () -> wanted("P1Y", "annual", new Price(BigDecimal.TEN, "euro")));
        refused(
                Reason.MALFORMED,
                "not negative",
                () -> wanted("P1Y", "annual", new Price(BigDecimal.ONE.negate(), "EUR")));
        Subscription bought = subscriptions.create(
                OPERATOR, home, wanted("P3Y", "triennial", new Price(new BigDecimal("36.50"), "EUR")));
        assertThat(bought.terms().price()).isEqualTo(new Price(new BigDecimal("36.5"), "EUR"));
    }

    @Test
    void aPartnerSeesTheSubscriptionsOfHisCustomersAndOfNobodyElse() {
        OrganizationId reseller = Estate.reseller(TestOrganizations.root(), "Reseller");
        OrganizationId customer = Estate.organization(reseller, "Fabrikam");
        UUID tenant = UUID.randomUUID();
        Estate.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?", tenant, customer.value());
        home = customer;
        buy(E3, 5);
        Caller partner = TestOrganizations.within(reseller, customer);

        assertThat(subscriptions.of(partner, new CustomerOfPartner(reseller, customer, tenant)))
                .hasSize(1);
        assertThat(subscriptions.of(OPERATOR, new CustomerOfPartner(TestOrganizations.root(), customer, tenant)))
                .hasSize(1);
        refused(
                Reason.NOT_FOUND,
                "no such customer",
                () -> subscriptions.of(partner, new CustomerOfPartner(reseller, customer, UUID.randomUUID())));
        OrganizationId elsewhere = Estate.reseller(TestOrganizations.root(), "Elsewhere");
        refused(
                Reason.NOT_PERMITTED,
                "organization.plan.read",
                () -> subscriptions.of(partner, new CustomerOfPartner(elsewhere, customer, tenant)));
        refused(
                Reason.NOT_FOUND,
                "no such customer",
                () -> subscriptions.of(OPERATOR, new CustomerOfPartner(elsewhere, customer, tenant)));
        refused(
                Reason.NOT_PERMITTED,
                "organization.plan.read",
                () -> subscriptions.of(
                        TestOrganizations.within(reseller), new CustomerOfPartner(reseller, customer, tenant)));
    }

    @Test
    void theLedgerTellsBoughtAssignedUsedAndWhatDoesNotFit() {
        Subscription bought = buy(E3, 3);
        UUID ada = person("Ada");
        UUID noon = person("Noon");
        give(ada, E3);
        give(noon, E3);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", noon);
        UUID team = securityGroup("Team");
        join(team, person("Grace"));
        join(team, person("Joan"));
        giveGroup(team, E3);
        Estate.run("UPDATE subscribed_skus SET enabled = enabled - 1 WHERE organization_id = ?", home.value());

        LedgerLine line = line(TestOrganizations.within(home)).items().getFirst();

        assertThat(line)
                .isEqualTo(new LedgerLine(
                        home, "Contoso", E3, "SPE_E3", "Microsoft 365 E3", bought.quantity(), 2, 3, 2, 1));
        assertThat(line.drift()).isEqualTo(-1);
        assertThat(line.unused()).isEqualTo(1);
        assertThat(line.unassigned()).isZero();
        assertThat(ledger.everywhere(TestOrganizations.within(home), query(Condition.ALL))
                        .items())
                .containsExactly(line);
        assertThat(ledger.everywhere(
                                TestOrganizations.within(home),
                                query(new Condition.Compare(
                                        Ledger.FIELDS.filterable("drift"), Condition.Operator.EQUALS, BigDecimal.ZERO)))
                        .items())
                .isEmpty();
    }

    @Test
    void whoCameOnceAndNotForLongDoesNotUseWhatHeHolds() {
        buy(E3, 5);
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        List.of(ada, grace, person("Noon")).forEach(one -> give(one, E3));
        signIn(ada, 89);
        signIn(grace, 91);

        assertThat(line(OPERATOR).items().getFirst().used()).isEqualTo(2);
        assertThat(line(OPERATOR).items().getFirst().unused()).isEqualTo(1);
        signIn(grace, 0);
        assertThat(line(OPERATOR).items().getFirst().used()).isEqualTo(3);
    }

    private void signIn(UUID user, int daysAgo) {
        Estate.run("""
                INSERT INTO sign_in_sessions (organization_id, id, user_id, cookie_hash, signed_in_at, expires_at)
                VALUES (?, gen_random_uuid(), ?, gen_random_uuid()::text, now() - ? * interval '1 day', now())
                """, home.value(), user, daysAgo);
    }

    private Page<LedgerLine> line(Caller caller) {
        return ledger.of(caller, home, query(Condition.ALL));
    }

    private static ListQuery query(Condition filter) {
        return ListQuery.first(10, filter, Ledger.FIELDS.total(List.of()));
    }

    private Subscription quantity(Subscription subscription, int quantity) {
        return subscriptions.change(
                OPERATOR, home, subscription.id(), new SubscriptionChange(quantity, null, null, null), null);
    }

    private static NewSubscription wanted(String term, String cycle, @Nullable Price price) {
        return new NewSubscription(E3, 1, null, new Terms(term, cycle, true, price));
    }
}
