package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Refresh tokens work once; tokens end when anybody says so. */
class RefreshTest extends SignInTest {
    @Test
    void aRefreshTokenIsFollowedByAnother() {
        Application application = register(organization, true);
        Client.Answer first = redeem(application, code(application));
        Client.Answer second = refresh(application, text(first, "refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(text(second, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
        assertThat(status(text(second, "access_token"))).isEqualTo(200);
        assertThat(refresh(application, text(second, "refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aSecondUseEndsTheWholeFamily() {
        Application application = register(organization, false);
        Client.Answer first = redeem(application, code(application));
        Client.Answer second = refresh(application, text(first, "refresh_token"));
        String access = text(second, "access_token");
        assertThat(status(access)).isEqualTo(200);
        Client.Answer stolen = refresh(application, text(first, "refresh_token"));
        assertThat(stolen.status()).isEqualTo(400);
        assertThat(text(stolen, "error")).isEqualTo("invalid_grant");
        assertThat(refresh(application, text(second, "refresh_token")).status()).isEqualTo(400);
        WithinASecond.becomes(401, () -> status(access));
    }

    @Test
    void ofManyUsesAtOnceAtMostOneSucceeds() throws InterruptedException, ExecutionException {
        Application application = register(organization, true);
        String token = text(redeem(application, code(application)), "refresh_token");
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> tries = many.invokeAll(
                    Collections.nCopies(8, () -> refresh(application, token).status()));
            int succeeded = 0;
            for (Future<Integer> one : tries) {
                succeeded += one.get() == 200 ? 1 : 0;
            }
            assertThat(succeeded).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void anotherApplicationCannotRefresh() {
        Application application = register(organization, true);
        String token = text(redeem(application, code(application)), "refresh_token");
        assertThat(refresh(register(organization, true), token).status()).isEqualTo(400);
    }

    @Test
    void aDisabledPersonsTokensDieWithinASecond() {
        Application application = register(organization, true);
        Client.Answer tokens = redeem(application, code(application));
        String access = text(tokens, "access_token");
        assertThat(status(access)).isEqualTo(200);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", ada);
        WithinASecond.becomes(401, () -> status(access));
        assertThat(refresh(application, text(tokens, "refresh_token")).status()).isEqualTo(400);
        assertThat(client.get("/userinfo", access).status()).isEqualTo(401);
    }

    @Test
    void revokingARefreshTokenEndsItsAccessTokens() {
        Application application = register(organization, false);
        Client.Answer tokens = redeem(application, code(application));
        String access = text(tokens, "access_token");
        assertThat(introspect(application, access)).isTrue();
        Client.Answer revoked =
                client.post("/oauth2/revoke", application.authorization(), "token", text(tokens, "refresh_token"));
        assertThat(revoked.status()).isEqualTo(200);
        WithinASecond.becomes(401, () -> status(access));
        assertThat(introspect(application, access)).isFalse();
        assertThat(refresh(application, text(tokens, "refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void revokingAnAccessTokenEndsItAlone() {
        Application application = register(organization, true);
        Client.Answer tokens = redeem(application, code(application));
        String access = text(tokens, "access_token");
        assertThat(client.post("/oauth2/revoke", List.of(), "token", access, "client_id", application.id())
                        .status())
                .isEqualTo(200);
        WithinASecond.becomes(401, () -> status(access));
        assertThat(refresh(application, text(tokens, "refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aNewPasswordSignsOutEverywhere() {
        Application application = register(organization, true);
        Client.Answer tokens = redeem(application, code(application));
        String access = text(tokens, "access_token");
        assertThat(status(access)).isEqualTo(200);
        giveAda("another tractor hums at midnight", false);
        WithinASecond.becomes(401, () -> status(access));
        assertThat(refresh(application, text(tokens, "refresh_token")).status()).isEqualTo(400);
    }

    private boolean introspect(Application application, String token) {
        Client.Answer answer = client.post("/oauth2/introspect", application.authorization(), "token", token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().get("active").asBoolean();
    }
}
