package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import org.junit.jupiter.api.Test;

/** A person who has signed in sees himself, whatever roles he has. */
class OwnAccountTest extends SignInTest {
    @Test
    void whoeverSignedInSeesHisOwnAccountAndNobodyElses() {
        Estate.run("DELETE FROM role_assignments WHERE principal_id = ?", ada);
        Application application = register(organization, true);
        String token = text(redeem(application, code(application)), "access_token");
        Client.Answer me = client.get("/api/auth/v1/me?excludeFields=email", token);
        assertThat(me.status()).as(me.body().toString()).isEqualTo(200);
        assertThat(me.body().get("_id").asString()).isEqualTo(ada.toString());
        assertThat(me.body().get("temporarilyLocked").asBoolean()).isFalse();
        assertThat(me.body().has("email")).isFalse();
        assertThat(client.get("/slchub/" + organization + "/api/auth/v1/me", token)
                        .status())
                .isEqualTo(200);
        var elsewhere = Estate.organization(TestOrganizations.root(), "Elsewhere");
        assertThat(client.get("/slchub/" + elsewhere + "/api/auth/v1/me", token).status())
                .isEqualTo(404);
        assertThat(client.get("/api/auth/v1/users", token).status()).isEqualTo(403);
        assertThat(client.get("/api/auth/v1/me?sort=x", token).status()).isEqualTo(400);
    }
}
