package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.PostOffice;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Secrets;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.kernel.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the invitation to the first sign-in, with real mail between. */
class InvitationsTest extends SlcHubTest {
    @Autowired
    private Logons logons;

    private static String mail() {
        return Ids.next() + "@mail.example";
    }

    private Answer invite(String mail, String userName) {
        return send("POST", "/invitations", """
                {"email": "%s", "userName": "%s", "displayName": "Ada Lovelace"}""".formatted(mail, userName));
    }

    private static String token(PostOffice.Letter letter) {
        String link = letter.link();
        assertThat(link).startsWith("/account/invitation?token=");
        return link.substring(link.indexOf('=') + 1);
    }

    private Answer redeem(String token, String userName, String more) {
        return client().send("POST", SlcPaths.ROOT + "/invitations/redeem", null, """
                        {"token": "%s", "displayName": "Ada L.", "userName": "%s"%s}""".formatted(token, userName, more));
    }

    private static String password() {
        return ", \"password\": \"" + PASSWORD + "\"";
    }

    private boolean signsIn(String name) {
        return logons.signIn(name, PASSWORD, "test") instanceof LogonResult.Welcome;
    }

    @Test
    void somebodyInvitedChoosesHisNamesAndPasswordAndSignsIn() {
        String mail = mail();
        Answer invited = invite(mail, "ada@" + domain());
        assertThat(invited.status()).as(invited.body().toString()).isEqualTo(201);
        assertThat(invited.body().get("invitationPending").asBoolean()).isTrue();
        assertThat(invited.body().has("invitationExpiry")).isTrue();
        String user = "/users/" + invited.body().get("_id").asString();
        assertThat(signsIn("ada@" + domain())).isFalse();

        PostOffice.Letter letter = POST.next(mail);
        assertThat(letter.subject()).isEqualTo("Your account at Contoso");
        assertThat(letter.text()).contains("Hello Ada Lovelace,");
        String token = token(letter);
        assertThat(redeem(token, "ada.l@" + domain(), password()).status()).isEqualTo(204);

        Answer now = get(user);
        assertThat(now.body().get("invitationPending").asBoolean()).isFalse();
        assertThat(now.body().get("displayName").asString()).isEqualTo("Ada L.");
        assertThat(now.body().get("userName").asString()).isEqualTo("ada.l@" + domain());
        assertThat(signsIn("ada.l@" + domain())).isTrue();
        assertRefused(redeem(token, "ada.l@" + domain(), password()), 400, "badRequest", "does not work any more");
    }

    @Test
    void secretsThatDoNotWorkGetOneAnswer() {
        Set<String> answers = new HashSet<>();
        String mail = mail();
        String userId = invite(mail, "eve").body().get("_id").asString();
        String replaced = token(POST.next(mail));
        assertThat(send("POST", "/users/" + userId + "/invitation").status()).isEqualTo(200);
        String expired = token(POST.next(mail));
        Estate.run("UPDATE invitations SET expires_at = now() WHERE token_hash = ?", Secrets.hash(expired));
        String other = mail();
        invite(other, "mallory");
        String disabled = token(POST.next(other));
        Estate.run("UPDATE users SET account_enabled = false WHERE mail = ?", other);

        for (String token : List.of(replaced, expired, disabled, Secrets.next(), "", "x".repeat(3_000))) {
            Answer answer = redeem(token, "eve", password());
            answers.add(answer.status() + answer.body().toString());
            Answer asked = client().send(
                            "POST", SlcPaths.ROOT + "/invitations/username-available", null, """
                            {"token": "%s", "userName": "eve"}""".formatted(token));
            answers.add(asked.status() + asked.body().toString());
            Answer page = client().get("/account/invitation?token=" + token, null);
            assertThat(page.status()).isEqualTo(400);
        }
        assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("400"));

        assertThat(send("POST", "/users/" + userId + "/invitation").status()).isEqualTo(200);
        assertThat(redeem(token(POST.next(mail)), "eve", password()).status()).isEqualTo(204);
        assertRefused(send("POST", "/users/" + userId + "/invitation"), 409, "conflict", "can sign in already");
    }

    @Test
    void ofManyWhoRedeemAtOnceOneGetsTheAccount() throws InterruptedException, ExecutionException {
        String mail = mail();
        invite(mail, "ada");
        String token = token(POST.next(mail));
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> redeem(token, "ada", password()).status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(all)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).allMatch(status -> status == 204 || status == 400);
    }

    @Test
    void aNameIsTakenFreeOrImpossible() {
        person("taken");
        String mail = mail();
        invite(mail, "ada");
        String token = token(POST.next(mail));
        for (String[] each : new String[][] {
            {"taken@" + domain(), "false"},
            {"TAKEN@" + domain(), "false"},
            {"ada", "true"},
            {"free", "true"},
            {"", "false"},
            {"x".repeat(400), "false"}
        }) {
            Answer asked = client().send("POST", SlcPaths.ROOT + "/invitations/username-available", null, """
                            {"token": "%s", "userName": "%s"}""".formatted(
                            token, each[0]));
            assertThat(asked.body().toString()).as(each[0]).isEqualTo("{\"available\":" + each[1] + "}");
        }
        assertRefused(redeem(token, "taken@" + domain(), password()), 409, "conflict", "user");
        assertThat(redeem(token, "free", password()).status()).isEqualTo(204);
        assertThat(signsIn("free#" + organization())).isTrue();
    }

    @Test
    void exactlyOneOfPasswordAndSubjectIsTaken() {
        String mail = mail();
        invite(mail, "ada");
        String token = token(POST.next(mail));
        assertRefused(redeem(token, "ada", ""), 400, "badRequest", "and not both");
        assertRefused(redeem(token, "ada", password() + ", \"jwtSubject\": \"s\""), 400, "badRequest", "and not both");
        assertRefused(redeem(token, "ada", ", \"password\": \"short\""), 400, "badRequest", "characters");
        assertRefused(redeem(token, "ada", ", \"jwtSubject\": \"s\""), 400, "badRequest", "no OpenID provider");
        assertRefused(redeem(token, "ada", password() + ", \"colour\": \"red\""), 400, "badRequest", "colour");

        UUID provider = Ids.next();
        Estate.run(
                "INSERT INTO identity_sources (organization_id, id, kind, name, settings) VALUES (?, ?, 'oidc', 'Ours', '{}')",
                organization().value(),
                provider);
        assertThat(redeem(token, "ada", ", \"jwtSubject\": \"subject-of-ada\"").status())
                .isEqualTo(204);
        assertThat(Estate.run(
                        "DELETE FROM external_identities WHERE organization_id = ? AND provider = ? AND subject = 'subject-of-ada'",
                        organization().value(),
                        provider.toString()))
                .isEqualTo(1);
        assertThat(signsIn("ada#" + organization())).isFalse();
    }

    @Test
    void whoeverMayNotMakePeopleInvitesNobody() {
        String reader = tokenWith(BuiltInRole.READERS, organization(), organization());
        Answer refused = client().send("POST", SlcPaths.ROOT + "/invitations", reader, """
                        {"email": "a@mail.example", "userName": "a", "displayName": "A"}""");
        assertRefused(refused, 403, "forbidden", "user.write");
        assertRefused(invite("no address", "ada"), 400, "badRequest", "mail");
        assertRefused(invite("ada@mail.example>", "ada"), 400, "badRequest", "mail");
        assertRefused(
                send("POST", "/invitations", "{\"email\": \"a@mail.example\"}"), 400, "badRequest", "displayName");
        assertThat(Estate.run(
                        "UPDATE users SET city = NULL WHERE organization_id = ?",
                        organization().value()))
                .isZero();
    }

    @Test
    void anInvitationIsListedSentAgainAndRevokedOverTheHubsOwnApi() {
        Client client = client();
        String root = "/api/v1/organizations/" + organization();
        String mail = mail();
        Answer made = client.send("POST", root + "/invitations", token(), """
                {"mail": "%s", "userName": "Ada Byron", "displayName": "Ada"}""".formatted(mail));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String first = token(POST.next(mail));
        Answer list = client.get(root + "/invitations?count=true", token());
        assertThat(list.body().get("total").asInt()).isEqualTo(1);
        assertThat(list.body().get("items").get(0)).isEqualTo(made.body());
        assertThat(made.body().get("userName").asString()).isEqualTo("Ada Byron");

        String user = made.body().get("userId").asString();
        Answer again = client.send("POST", root + "/users/" + user + "/invitation", token(), null);
        String second = token(POST.next(mail));
        assertThat(redeem(first, "ada", password()).status()).isEqualTo(400);
        assertThat(client.send(
                                "DELETE",
                                root + "/invitations/" + again.body().get("id").asString(),
                                token(),
                                null)
                        .status())
                .isEqualTo(204);
        assertThat(redeem(second, "ada", password()).status()).isEqualTo(400);
        assertThat(client.get(root + "/invitations", token())
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(client.send("DELETE", root + "/invitations/" + Ids.next(), token(), null)
                        .status())
                .isEqualTo(404);
        Answer trail = client.get(root + "/audit?filter=targetId eq '".replace(" ", "%20") + user + "'", token());
        assertThat(trail.body().toString())
                .contains("user.invitation.send", "user.invitation.revoke")
                .doesNotContain(first, second);
    }

    @Test
    void aResetIsAskedForAndDoneOverTheApi() {
        String mail = mail();
        invite(mail, "ada@" + domain());
        assertThat(redeem(token(POST.next(mail)), "ada@" + domain(), password()).status())
                .isEqualTo(204);
        Set<String> answers = new HashSet<>();
        for (String name : List.of("nobody@" + domain(), "ada@" + domain())) {
            Answer answer = client().send("POST", SlcPaths.ROOT + "/password/reset-request", null, """
                            {"username": "%s"}""".formatted(name));
            answers.add(answer.status() + answer.body().toString());
        }
        assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("202"));
        String link = POST.next(mail).link();
        String body = """
                {"token": "%s", "newPassword": "seven owls read newspapers"}""".formatted(link.substring(link.indexOf('=') + 1));
        assertThat(client().send("POST", SlcPaths.ROOT + "/password/reset", null, body)
                        .status())
                .isEqualTo(200);
        assertRefused(
                client().send("POST", SlcPaths.ROOT + "/password/reset", null, body),
                400,
                "badRequest",
                "does not work any more");
        assertThat(signsIn("ada@" + domain())).isFalse();
    }
}
