package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A start that was rehearsed with refusals would only have learned to refuse. */
class RehearsalTest extends HubTest {
    @Test
    void everythingThatARehearsalAsksForIsAnswered() {
        OrganizationId customer = Estate.organization(TestOrganizations.root(), "Rehearsed");
        UUID account = Estate.serviceAccount(customer, null);
        Estate.assign(customer, account, "service account", BuiltInRole.ADMINISTRATORS, customer);
        Estate.user(customer, "Anna");
        Client client = new Client(hubUrl());
        String token = client.tokenOf(account);

        for (String path : Rehearsal.paths(Map.of("CUSTOMER_A_ID", customer.toString()))) {
            assertThat(client.get(path, token).status()).as(path).isBetween(200, 299);
        }
    }
}
