package io.tenantry.estate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.TestDatabase;
import io.tenantry.estate.EstateSize;
import io.tenantry.estate.MadeOrganization;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EveryPostgres
class EstateRowsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static TestDatabase database;
    private static List<MadeOrganization> made;

    @BeforeAll
    static void makeADemo() throws SQLException {
        database = new TestDatabase("estate_rows");
        try (Connection owner = database.owner()) {
            owner.setAutoCommit(false);
            OrganizationId root = RootRows.insert(owner, "Operator", "operator.example", true);
            EstateRows rows = new EstateRows(EstateSize.demo(1), root.value(), NOON);
            rows.write(owner, organization -> {});
            made = rows.organizations();
            owner.commit();
            owner.setAutoCommit(true);
            EstateRows.settle(owner);
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void makesAPartnerAResellerAndTwelveCustomersOfTwoThousandPeople() throws SQLException {
        assertThat(made)
                .extracting(MadeOrganization::kind)
                .startsWith("partner", "reseller")
                .hasSize(14);
        assertThat(made.subList(2, 14)).allSatisfy(customer -> {
            assertThat(customer.kind()).isEqualTo("customer");
            assertThat(customer.tenantId()).isNotNull();
        });
        assertThat(database.ask("SELECT count(*) FROM users")).isEqualTo("2000");
    }

    @Test
    void hangsEveryOrganizationBelowThePartner() throws SQLException {
        assertThat(database.ask("""
                WITH RECURSIVE below AS (
                    SELECT organization_id FROM organizations WHERE kind = 'partner' AND parent_id IS NOT NULL
                    UNION ALL SELECT o.organization_id FROM organizations o JOIN below b ON o.parent_id = b.organization_id)
                SELECT count(*) FROM below
                """)).isEqualTo("14");
    }

    @Test
    void givesEverybodyButTheHeadAManagerFromTheSameOrganization() throws SQLException {
        assertThat(database.ask("SELECT count(*) FROM users WHERE manager_id IS NULL"))
                .isEqualTo("14");
        assertThat(database.ask("""
                SELECT count(*) FROM users u WHERE manager_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM users m WHERE m.organization_id = u.organization_id AND m.id = u.manager_id)
                """)).isEqualTo("0");
    }

    @Test
    void keepsTheCountsThatListsShow() throws SQLException {
        assertThat(database.ask("""
                SELECT count(*) FROM organizations o WHERE count_of(organization_id, 'users', organization_id) <> (
                    SELECT count(*) FROM users u WHERE u.organization_id = o.organization_id AND deleted_at IS NULL)
                """)).isEqualTo("0");
    }

    @Test
    void nestsGroupsSeveralStepsDeep() throws SQLException {
        assertThat(database.ask("SELECT count(*) > 100 FROM group_nesting")).isEqualTo("t");
        assertThat(database.ask("""
                SELECT count(*) FROM memberships m WHERE member_kind = 'user' AND NOT EXISTS (
                    SELECT FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id)
                """)).isEqualTo("0");
    }

    @Test
    void makesTheLargestGroupAsLargeAsAsked() throws SQLException {
        assertThat(database.ask("""
                SELECT max(members) FROM (
                    SELECT count(*) AS members FROM memberships WHERE member_kind = 'user' GROUP BY group_id) groups
                """)).isEqualTo("300");
    }

    @Test
    void sellsEveryOrganizationWhatItsPeopleHoldAndLetsFewWait() throws SQLException {
        assertThat(database.ask("SELECT count(DISTINCT organization_id) FROM subscriptions"))
                .isEqualTo("14");
        assertThat(database.ask("SELECT count(*) > 1500 FROM user_licenses WHERE held"))
                .isEqualTo("t");
        assertThat(database.ask("SELECT count(*) FROM user_licenses WHERE NOT held AND sku_id NOT IN ("
                        + "SELECT sku_id FROM group_licenses)"))
                .isEqualTo("0");
        assertThat(database.ask("SELECT count(*) > 0 FROM user_licenses WHERE problem = 'units'"))
                .isEqualTo("t");
        assertThat(database.ask("""
                SELECT count(*) FROM consumed_units c JOIN subscribed_skus s USING (organization_id, sku_id)
                WHERE c.units > s.enabled OR c.units <> (SELECT count(*) FROM user_licenses l
                    WHERE l.organization_id = c.organization_id AND l.sku_id = c.sku_id AND l.held)
                """)).isEqualTo("0");
    }

    @Test
    void makesTheSamePeopleFromTheSameSeedAndOthersFromAnother() {
        UUID root = new UUID(1, 1);
        assertThat(new EstateRows(EstateSize.demo(1), root, NOON).organizations())
                .isEqualTo(made);
        assertThat(new EstateRows(EstateSize.demo(2), root, NOON).organizations())
                .isNotEqualTo(made);
    }

    @Test
    void makesEstatesOfTheSizeAsked() {
        EstateSize large = new EstateSize(1, 1_000, 1_000_000, 50_000, 10_000_000, 200_000, 100_000);
        List<Firm> firms = new Firms(large, new UUID(1, 1), NOON).make();
        assertThat(firms.stream().mapToInt(Firm::people).sum()).isEqualTo(1_000_000);
        assertThat(firms.stream().mapToInt(Firm::people).max()).hasValue(200_000);
        assertThat(firms.stream().mapToInt(Firm::people).min().orElseThrow()).isGreaterThanOrEqualTo(4);
        assertThat(firms).extracting(Firm::domain).doesNotHaveDuplicates();
    }
}
