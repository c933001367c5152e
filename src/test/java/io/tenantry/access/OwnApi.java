package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** The hub's own API as these tests use it. */
final class OwnApi {
    private static final Duration NEWS_TRAVELS_WITHIN = Duration.ofSeconds(1);

    private final String url;
    private final Client client;

    OwnApi(String hubUrl) {
        url = hubUrl;
        client = new Client(hubUrl);
    }

    String url() {
        return url;
    }

    Client client() {
        return client;
    }

    static String organization(OrganizationId organization) {
        return "/api/v1/organizations/" + organization;
    }

    /** A service account with a built-in role over the scope and below, and its token. */
    String tokenOfNew(OrganizationId home, BuiltInRole role, OrganizationId scope) {
        UUID account = Estate.serviceAccount(home, null);
        Estate.assign(home, account, "service account", role, scope);
        return client.tokenOf(account);
    }

    Client.Answer assign(String token, OrganizationId home, UUID principal, BuiltInRole role, OrganizationId scope) {
        return client.send(
                "POST", organization(home) + "/role-assignments", token, """
                {"principalId": "%s", "roleId": "%s", "scope": {"kind": "subtree", "organizationId": "%s"}}
                """.formatted(principal, role.id(), scope));
    }

    Client.Answer unassign(String token, OrganizationId home, UUID assignment) {
        return client.send("DELETE", organization(home) + "/role-assignments/" + assignment, token, null);
    }

    /** What a principal can effectively do, as the API explains it. */
    JsonNode rights(String token, UUID principal) {
        Client.Answer answer = client.get("/api/v1/principals/" + principal + "/rights", token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** Whether the principal may see the roles of the organization. */
    boolean seesRoles(String token, OrganizationId organization) {
        int status = client.get(organization(organization) + "/roles", token).status();
        assertThat(status).isIn(200, 403);
        return status == 200;
    }

    /** Asks again and again until it is so, for as long as a change may take to be heard of. */
    static void within(Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("It was not so within %s", limit).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static void withinASecond(BooleanSupplier so) {
        within(NEWS_TRAVELS_WITHIN, so);
    }
}
