package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose portal a call is made to, and what the headers do. */
class PortalTest extends CockpitTest {
    private String users() {
        return "/v1/Customers/" + customer() + "/users?providerInstanceId=" + instance();
    }

    @Test
    void theOperatorIsNamedByDomainNameOrId() {
        String name = ask("SELECT name FROM organizations WHERE organization_id = '" + operator() + "'")
                .getFirst();
        for (String tenant : new String[] {
            domain(),
            domain().toUpperCase(Locale.ROOT),
            name,
            name.toLowerCase(Locale.ROOT),
            operator().toString()
        }) {
            assertThat(send("GET", users(), token(), null, Call.TENANT, tenant).status())
                    .as(tenant)
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutAPortalThatTheCallerBelongsToNothingIsAnswered() {
        assertRefused(send("GET", users(), token(), null, new String[0]), 400, Call.TENANT);
        OrganizationId other = Estate.partner(TestOrganizations.root(), "Other " + UUID.randomUUID());
        for (String tenant : new String[] {
            " ",
            "nobody.example",
            UUID.randomUUID().toString(),
            other.toString(),
            customer().toString()
        }) {
            assertRefused(send("GET", users(), token(), null, Call.TENANT, tenant), 400, Call.TENANT);
        }
    }

    @Test
    void aCustomerOfAnotherOperatorIsNotThisOnes() {
        OrganizationId other = Estate.partner(TestOrganizations.root(), "Other " + UUID.randomUUID());
        OrganizationId theirs = Estate.organization(other, "Theirs");
        String path = "/v1/Customers/" + theirs + "/users?providerInstanceId=" + instance();
        assertBare(get(path), 403);
        assertBare(get("/v1/Customers/" + UUID.randomUUID() + "/users?providerInstanceId=" + instance()), 403);

        UUID script = Estate.serviceAccount(operator(), null);
        Estate.assign(operator(), script, "service account", BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        assertRefused(send("GET", path, client().tokenOf(script), null), 404, "customerId");
        assertThat(send(
                                "GET",
                                "/v1/Customers/" + theirs + "/users?providerInstanceId=" + instance(other, "local"),
                                client().tokenOf(script),
                                null,
                                Call.TENANT,
                                other.toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theCorrelationIdIsTakenAnsweredAndKept() {
        String id = "cockpit-" + UUID.randomUUID();
        Answer answer =
                send("GET", users() + "&pageSize=0", token(), null, Call.TENANT, domain(), "X-Correlation-Id", id);
        assertRefused(answer, 400, "pageSize");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo(id);
        String theirs = tokenWith(BuiltInRole.HELPDESK, resold());
        assertBare(send("GET", users(), theirs, null, Call.TENANT, domain(), "X-Correlation-Id", id), 403);
        assertThat(ask("SELECT outcome FROM audit_events WHERE correlation_id = '" + id + "'"))
                .containsExactly("refused");
        assertThat(get(users()).header("X-Correlation-Id")).isNotBlank();
    }

    @Test
    void nobodyUnknownIsAnsweredInAnyCase() {
        for (String path : new String[] {
            users(), "/V1/customers/" + customer() + "/users", "/v1/nothing", "/CLOUDCOCKPIT/v1/Customers"
        }) {
            assertBare(send("GET", path, null, null), 401);
            assertBare(send("GET", path, "x", null), 401);
        }
        assertThat(send("GET", users(), null, null).header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void whatIsNotThereIsToldInTheDialect() {
        assertRefused(get("/v1/nothing"), 404, null);
        assertRefused(get("/CloudCockpit/v1/nothing"), 404, null);
        Answer answer = send("PUT", users(), token(), "{}");
        assertRefused(answer, 405, null);
        assertThat(answer.header("Allow")).contains("GET");
    }
}
