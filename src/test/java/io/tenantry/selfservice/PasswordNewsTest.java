package io.tenantry.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.PostOffice;
import io.tenantry.access.BuiltInRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever gets another password is told, whoever gave it to him. */
class PasswordNewsTest extends SelfServiceTest {
    @Test
    void whoChangesHisOwnIsToldThatItWasChanged() {
        Client.Answer changed =
                client.send("POST", "/api/auth/v1/password", null, """
                {"username": "%s", "currentPassword": "%s", "newPassword": "%s"}""".formatted(adasName(), PASSWORD, NEXT));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        PostOffice.Letter letter = POST.next(mailOf(ada));
        assertThat(letter.subject()).isEqualTo("Your password was changed");
        assertThat(letter.text()).contains("Hello ada,", adasName(), "tell Fig & Sons at once");
    }

    @Test
    void whoIsGivenAnotherIsToldWhoseAccountsThoseAre() {
        UUID script = Estate.serviceAccount(organization, null);
        Estate.assign(organization, script, "service account", BuiltInRole.ADMINISTRATORS, organization);
        String token = client.tokenOf(script);
        String user = "/api/v1/organizations/" + organization + "/users/" + ada;
        assertThat(client.send("PUT", user + "/password", token, "{\"password\": \"" + NEXT + "\"}")
                        .status())
                .isEqualTo(204);
        PostOffice.Letter letter = POST.next(mailOf(ada));
        assertThat(letter.subject()).isEqualTo("Your account has another password");
        assertThat(letter.text()).contains("Somebody who looks after the accounts of Fig & Sons", adasName());
    }

    @Test
    void nobodyIsToldWhoKeepsHisPasswordOrHasNoAddress() {
        UUID script = Estate.serviceAccount(organization, null);
        Estate.assign(organization, script, "service account", BuiltInRole.ADMINISTRATORS, organization);
        String token = client.tokenOf(script);
        UUID nowhere = person("nowhere");
        Estate.run("UPDATE users SET mail = NULL WHERE id = ?", nowhere);
        UUID last = person("last");
        String users = "/api/v1/organizations/" + organization + "/users/";
        String hash = "{SSHA}" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA==";
        assertThat(client.send("PUT", users + ada + "/password-hash", token, "{\"hash\": \"" + hash + "\"}")
                        .status())
                .isEqualTo(204);
        for (UUID user : new UUID[] {nowhere, last}) {
            assertThat(client.send("PUT", users + user + "/password", token, "{\"password\": \"" + NEXT + "\"}")
                            .status())
                    .isEqualTo(204);
        }
        POST.next(mailOf(last));
        assertThat(POST.waiting(mailOf(ada)) + POST.waiting(mailOf(nowhere))).isZero();
    }
}
