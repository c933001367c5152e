package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was done at an operator's organizations. */
class AuditLogsTest extends CockpitTest {
    private static final String LOGS = "/v1/AuditLogs";

    private final Instant now = Instant.now();

    @BeforeEach
    void makeEvents() {
        event(customer(), "organization.create", "done", Duration.ofDays(50));
        event(customer(), "user.create", "done", Duration.ofDays(3));
        event(resold(), "organization.create", "done", Duration.ofDays(2));
        event(resold(), "group.members.add", "failed", Duration.ofHours(5));
        event(customer(), "PATCH /v1/Customers/{customerId}", "refused", Duration.ofHours(4));
    }

    private void event(OrganizationId organization, String action, String outcome, Duration ago) {
        Estate.run(
                """
                INSERT INTO audit_events (organization_id, id, actor_kind, actor_name, action, target_kind, target_name, outcome,
                    correlation_id, occurred_at) VALUES (?, ?, 'user', 'ada@contoso.example', ?, 'user', 'Noon', ?, 'c-1', ?)
                """,
                organization.value(),
                Ids.next(),
                action,
                outcome,
                OffsetDateTime.ofInstant(now.minus(ago), ZoneOffset.UTC));
    }

    /** Our own five; making the caller and asking leave no other trace here. */
    private List<String> operations(String query) {
        return names(ok(get(LOGS + query)), "operation");
    }

    @Test
    void theNewestComeFirstAndTheLastMonthIsShownUnlessAskedOtherwise() {
        assertThat(operations(""))
                .containsExactly("PATCH /v1/Customers/{customerId}", "AddGroupMembers", "CreateCustomer", "CreateUser");
        String long_ago =
                "?StartDate=" + now.minus(Duration.ofDays(60)).toString().substring(0, 10);
        assertThat(operations(long_ago)).hasSize(5).last().isEqualTo("CreateCustomer");
        assertThat(operations(long_ago + "&EndDate=" + now.minus(Duration.ofDays(30))))
                .containsExactly("CreateCustomer");
        assertThat(operations("?endDate=" + now.minus(Duration.ofHours(12))))
                .containsExactly("CreateCustomer", "CreateUser");
        assertThat(operations(
                        "?EndDate=" + now.minus(Duration.ofDays(2)).toString().substring(0, 10)))
                .containsExactly("CreateCustomer", "CreateUser");
    }

    @Test
    void anEntryTellsWhoDidWhatWhereAndHowItEnded() {
        JsonNode entry = ok(get(LOGS + "?Operations=CreateUser")).get("items").get(0);
        assertThat(entry.propertyNames())
                .containsExactly(
                        "id",
                        "date",
                        "operation",
                        "status",
                        "user",
                        "customerId",
                        "customer",
                        "resellerId",
                        "reseller",
                        "correlationId",
                        "targetType",
                        "targetId",
                        "targetName",
                        "description");
        assertThat(entry.get("status").asString()).isEqualTo("Succeded");
        assertThat(entry.get("user").asString()).isEqualTo("ada@contoso.example");
        assertThat(entry.get("customerId").asString()).isEqualTo(customer().toString());
        assertThat(entry.get("customer").asString()).isEqualTo("Contoso");
        assertThat(entry.get("reseller").isNull()).isTrue();
        assertThat(entry.get("correlationId").asString()).isEqualTo("c-1");
        JsonNode theirs =
                ok(get(LOGS + "?Operations=AddGroupMembers")).get("items").get(0);
        assertThat(theirs.get("status").asString()).isEqualTo("Failed");
        assertThat(theirs.get("reseller").asString()).isEqualTo("Northwind");
        assertThat(theirs.get("resellerId").asString()).isEqualTo(reseller().toString());
    }

    @Test
    void asksForOperationsStatusNamesAndResellers() {
        assertThat(operations("?Operations=CreateCustomer%7CCreateUser"))
                .containsExactly("CreateCustomer", "CreateUser");
        assertThat(operations("?operations=createOrder%7CcreateUser")).containsExactly("CreateUser");
        assertThat(operations("?Operations=PATCH%20/v1/Customers/%7BcustomerId%7D"))
                .hasSize(1);
        assertThat(operations("?Operations=CreateOrder")).isEmpty();
        assertThat(operations("?Status=Succeded")).containsExactly("CreateCustomer", "CreateUser");
        assertThat(operations("?Status=failed")).containsExactly("PATCH /v1/Customers/{customerId}", "AddGroupMembers");
        assertThat(operations("?Status=Processing")).isEmpty();
        assertThat(operations("?Customer=FABRI")).containsExactly("AddGroupMembers", "CreateCustomer");
        assertThat(operations("?Reseller=north")).containsExactly("AddGroupMembers", "CreateCustomer");
        assertThat(operations("?resellerId=" + reseller())).containsExactly("AddGroupMembers", "CreateCustomer");
        assertRefused(get(LOGS + "?Status=Succeeded"), 400, "Status");
        assertRefused(get(LOGS + "?StartDate=yesterday"), 400, "StartDate");
        assertRefused(get(LOGS + "?StartDate=2026-02-01&EndDate=2026-01-01"), 400, "StartDate");
        assertRefused(get(LOGS + "?PageSize=0"), 400, "PageSize");
        assertRefused(get(LOGS + "?resellerId=" + customer()), 404, "resellerId");
        assertBare(get(LOGS + "?resellerId=" + UUID.randomUUID()), 403);
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        List<String> all = operations("");
        List<String> met = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            JsonNode page = ok(get(LOGS + "?PAGESIZE=1&pagenumber=" + number));
            met.addAll(names(page, "operation"));
            // What happens meanwhile comes before the place, and moves nobody.
            event(customer(), "user.delete", "done", Duration.ZERO.minusSeconds(number));
        }
        assertThat(met).isEqualTo(all);
        JsonNode page = ok(get(LOGS + "?PageSize=3"));
        assertThat(page.get("totalCount").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(page.get("paginationParameters").get("pageSize").asInt()).isEqualTo(3);
    }

    @Test
    void aResellerReadsWhatWasDoneAtHisCustomersAlone() {
        String reseller = tokenWith(BuiltInRole.ADMINISTRATORS, reseller());
        assertThat(names(ok(send("GET", LOGS, reseller, null)), "operation"))
                .containsExactly("AddGroupMembers", "CreateCustomer");
        assertBare(send("GET", LOGS, tokenWith(BuiltInRole.READERS, operator()), null), 403);
    }
}
