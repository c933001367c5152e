package io.tenantry.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.PostOffice;
import io.tenantry.signin.Browser;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the forgotten password to the next one, over the pages and through a real mail server. */
class PasswordResetsTest extends SelfServiceTest {
    private Client.Answer ask(String name) {
        Browser browser = new Browser(hubUrl());
        browser.open("/account/forgot");
        return browser.submit("/account/forgot", "name", name);
    }

    private String link() {
        assertThat(ask(adasName()).status()).isEqualTo(200);
        PostOffice.Letter letter = POST.next(mailOf(ada));
        assertThat(letter.subject()).isEqualTo("Choose a new password");
        assertThat(letter.text()).contains("Hello ada,", adasName());
        return letter.link();
    }

    private static String token(String link) {
        return link.substring(link.indexOf("token=") + 6);
    }

    private Client.Answer choose(String link, String password) {
        Browser browser = new Browser(hubUrl());
        assertThat(browser.open(link).status()).isEqualTo(200);
        return browser.submit("/account/reset", "token", token(link), "next", password, "again", password);
    }

    @Test
    void aForgottenPasswordIsReplacedByALinkThatWorksOnce() {
        Browser before = signedIn();
        String link = link();
        String other = link();
        assertThat(choose(link, NEXT).header("Location")).endsWith("/login?new-password");

        assertThat(before.open("/account").header("Location")).contains("/login?continue=/account");
        assertThat(signIn(new Browser(hubUrl()), adasName(), PASSWORD)).isEqualTo(401);
        assertThat(signIn(new Browser(hubUrl()), adasName(), NEXT)).isEqualTo(302);
        for (String dead : Set.of(link, other)) {
            Client.Answer answer = new Browser(hubUrl()).open(dead);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.raw().body()).contains("does not work any more");
        }
        PostOffice.Letter news = POST.next(mailOf(ada));
        assertThat(news.subject()).isEqualTo("Your password was changed");
        assertThat(news.text()).contains("tell Fig & Sons at once");
        assertThat(news.html()).contains("tell Fig &amp; Sons at once");
    }

    @Test
    void aPasswordThatIsNotGoodEnoughLeavesTheLinkAlive() {
        String link = link();
        Client.Answer refused = choose(link, "too short");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.raw().body()).contains("role=\"alert\"").doesNotContain("value=\"too short\"");
        assertThat(choose(link, NEXT).status()).isEqualTo(302);
    }

    @Test
    void everyNameIsAnsweredAlikeAndOnlyThoseWhoCanHaveANewPasswordAreWrittenTo() {
        UUID disabled = person("disabled");
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", disabled);
        UUID ofTheHub = person("system");
        Estate.run("UPDATE users SET is_system = true WHERE id = ?", ofTheHub);
        UUID external = person("external");
        Estate.run("UPDATE users SET external_id = 'cn=external' WHERE id = ?", external);
        UUID without = person("without");
        Estate.run("DELETE FROM credentials WHERE user_id = ?", without);
        UUID deleted = person("deleted");
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", deleted);
        UUID nowhere = person("nowhere");
        Estate.run("UPDATE users SET mail = NULL WHERE id = ?", nowhere);

        Set<String> answers = new HashSet<>();
        for (String name : Set.of(
                nameOf("disabled", disabled),
                nameOf("system", ofTheHub),
                nameOf("external", external),
                nameOf("without", without),
                nameOf("deleted", deleted),
                nameOf("nowhere", nowhere),
                "nobody@example.com",
                "' OR 1=1 --",
                "x".repeat(2_000),
                "")) {
            Client.Answer answer = ask(name);
            answers.add(answer.status() + answer.raw().body());
        }
        // Requests are looked at in the order in which they came.
        Client.Answer known = ask(adasName());
        POST.next(mailOf(ada));

        answers.add(known.status() + known.raw().body());
        assertThat(answers).hasSize(1);
        for (UUID nobody : Set.of(disabled, ofTheHub, external, without, deleted, nowhere)) {
            assertThat(POST.waiting(mailOf(nobody))).isZero();
        }
    }

    @Test
    void anAddressFindsTheOneAccountThatHasIt() {
        ask(mailOf(ada).toUpperCase(java.util.Locale.ROOT));
        assertThat(POST.next(mailOf(ada)).text()).contains(adasName());
        UUID second = person("second");
        Estate.run("UPDATE users SET mail = ? WHERE id = ?", mailOf(ada), second);
        ask(mailOf(ada));
        ask(mailOf(ada) + "#" + organization);
        UUID elsewhere = person("elsewhere");
        ask(mailOf(elsewhere) + "#" + organization);
        assertThat(POST.next(mailOf(elsewhere)).text()).contains(nameOf("elsewhere", elsewhere));
        assertThat(POST.waiting(mailOf(ada)))
                .as("nobody knows which of the two")
                .isZero();
    }

    @Test
    void oneAccountIsNotFloodedWithMail() {
        UUID last = person("last");
        for (int i = 0; i < 5; i++) {
            assertThat(ask(adasName()).status()).isEqualTo(200);
        }
        ask(nameOf("last", last));
        POST.next(mailOf(last));
        assertThat(POST.waiting(mailOf(ada))).isEqualTo(3);
        for (int i = 5; i < 10; i++) {
            assertThat(ask(adasName()).status()).isEqualTo(200);
        }
        assertThat(ask(adasName()).status()).isEqualTo(429);
        assertThat(ask(adasName().toUpperCase(java.util.Locale.ROOT)).status()).isEqualTo(429);
    }

    @Test
    void aLinkDiesWithItsHourAndWithThePasswordItWasFor() {
        String late = link();
        Estate.run("UPDATE password_resets SET expires_at = now() WHERE user_id = ?", ada);
        assertThat(new Browser(hubUrl()).open(late).status()).isEqualTo(400);
        assertThat(client.get("/account/reset?token=" + "A".repeat(43), null).status())
                .isEqualTo(400);
        assertThat(client.get("/account/reset", null).status()).isEqualTo(400);

        String overtaken = link();
        Estate.run("UPDATE credentials SET changed_at = now() WHERE user_id = ?", ada);
        assertThat(new Browser(hubUrl()).open(overtaken).status()).isEqualTo(400);
    }

    @Test
    void theLinkLeadsToTheHubWhateverHostTheRequestNamed() {
        Browser browser = new Browser(hubUrl().replace("127.0.0.1", "localhost"));
        browser.open("/account/forgot");
        browser.submit("/account/forgot", "name", adasName());
        assertThat(POST.next(mailOf(ada)).text()).contains("http://localhost:");
    }

    @Test
    void aFormThatDidNotComeFromOurPageIsRefused() {
        Client.Answer forged = client.post("/account/forgot", java.util.List.of(), "name", adasName());
        assertThat(forged.status()).isEqualTo(422);
        String link = link();
        forged = client.post("/account/reset", java.util.List.of(), "token", token(link), "next", NEXT, "again", NEXT);
        assertThat(forged.status()).isEqualTo(422);
        assertThat(signIn(new Browser(hubUrl()), adasName(), PASSWORD)).isEqualTo(302);
    }
}
