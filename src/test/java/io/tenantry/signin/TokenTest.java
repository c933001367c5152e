package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How programs get tokens for themselves. */
class TokenTest extends HubTest {
    private OrganizationId organization = new OrganizationId(Ids.next());
    private Client client = new Client("");

    @BeforeEach
    void makeOrganization() {
        client = new Client(hubUrl());
        organization = Estate.organization(TestOrganizations.root(), "Tokens");
    }

    @Test
    void aServiceAccountGetsATokenByBasicAuthentication() {
        UUID account = Estate.serviceAccount(organization, null);
        Client.Answer answer = client.post(
                "/oauth2/token",
                List.of("Authorization", Client.basic(account.toString(), Estate.SECRET)),
                "grant_type",
                "client_credentials");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.body().get("expires_in").asInt()).isBetween(3_590, 3_600);
    }

    @Test
    void discoveryNamesOnlyWhatThereIs() {
        Client.Answer answer = client.get("/.well-known/openid-configuration", null);
        System.err.println(answer.body().toPrettyString());
        assertThat(answer.status()).isEqualTo(200);
    }
}
