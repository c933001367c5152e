package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class PasswordStrengthsTest extends HubTest {
    private static final PasswordContext ADA = PasswordContext.of("Ada Lovelace", "ada.lovelace@contoso.com");

    private final PasswordStrengths strengths;

    @Autowired
    PasswordStrengthsTest(PasswordStrengths strengths) {
        this.strengths = strengths;
    }

    @ParameterizedTest
    @CsvSource({
        "password, 0",
        "123456, 0",
        "P4ssw0rd2024, 1",
        "lovelace1, 0",
        "aaaaaaaaaaaaaaaaaaaa, 0",
        "qwertyuiopasdfghjkl, 1",
        "xkqvzrt, 1",
        "violet tractor, 4",
        "violet tractor humming eleven, 4",
        "k7#Qz!m2Vp, 4",
    })
    void countsWhatSomebodyWouldHaveToGuess(String candidate, int score) {
        PasswordStrengths.Strength strength = strengths.estimate(candidate, ADA);
        assertThat(strength.score()).as(strength.toString()).isEqualTo(score);
    }

    @Test
    void saysWhatMakesItEasier() {
        assertThat(strengths.estimate("Lovelace1985", ADA).reasons())
                .containsExactly("It contains 'lovelace', a part of the account's names", "'1985' is a year");
        assertThat(strengths.estimate("abcabcabcabc", ADA).reasons()).hasSize(1);
        assertThat(strengths.estimate("violet tractor", ADA).reasons()).isEmpty();
    }

    @Test
    void aLongOneCostsNoMoreThanOthers() {
        assertThat(strengths.estimate("ab1!".repeat(10_000), ADA).score()).isLessThan(4);
    }
}
