package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.TestOrganizations;
import io.tenantry.access.SwitchableAccess;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What one operator sees and changes of another when the program itself refuses nobody any more. */
@EveryPostgres
class CockpitIsolationTest extends CockpitTest {
    @Autowired
    private SwitchableAccess access = new SwitchableAccess();

    @Test
    void anotherOperatorsCustomerIsNeitherShownNorChangedEvenWhenNothingIsRefused() {
        String mark = "NOON-" + UUID.randomUUID();
        OrganizationId other = Estate.partner(TestOrganizations.root(), mark);
        OrganizationId theirs = Estate.organization(other, mark);
        UUID user = Estate.user(theirs, mark);
        Estate.subscription(theirs, mark);
        Estate.run(
                "INSERT INTO organization_contacts (organization_id, internal_identifier) VALUES (?, ?)",
                theirs.value(),
                mark);
        String before = state(theirs);
        String at = "/v1/Customers/" + theirs;
        String query = "?providerInstanceId=" + instance(other, "local");
        String license = "{\"providerInstanceId\":\"" + instance(other, "local") + "\",\"licenses\":[]}";
        access.withoutRefusals(() -> {
            for (Answer answer : List.of(
                    get(at + "/users" + query),
                    get(at + "/users?providerInstanceId=" + instance()),
                    get(at + "/users/" + user + query),
                    get(at + "/licenses" + query),
                    get(at + "/users/" + user + "/licenses" + query),
                    send("PATCH", at + "/users/" + user + "/licenses", token(), license),
                    get(at),
                    get("/v1/Customers?searchValue=NOON"),
                    get("/v1/Customers?resellerId=" + other),
                    get("/v1/Resellers/" + other),
                    get("/v1/AuditLogs?resellerId=" + other),
                    send("GET", "/v1/Customers", token(), null, Call.TENANT, mark),
                    send("GET", at + "/users" + query, token(), null, Call.TENANT, mark),
                    send("PATCH", at + "/internal-identifier", token(), "{\"internalIdentifier\":\"mine\"}"),
                    send("DELETE", at, token(), null))) {
                assertThat(answer.status())
                        .as(answer.raw().uri() + " " + answer.body())
                        .isLessThan(500);
                assertThat(answer.raw().body()).doesNotContain(mark).doesNotContain(user.toString());
                boolean isWrite = !answer.raw().request().method().equals("GET");
                assertThat(isWrite && answer.status() < 300)
                        .as(answer.raw().uri().toString())
                        .isFalse();
            }
        });
        assertThat(state(theirs)).isEqualTo(before);
    }

    private static String state(OrganizationId organization) {
        return ask("SELECT o.version || ' ' || c.version FROM organizations o JOIN organization_contacts c"
                        + " ON c.organization_id = o.organization_id WHERE o.organization_id = '" + organization + "'")
                .getFirst();
    }
}
