package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tenantry.HubTest;
import io.tenantry.credentials.internal.CommonWords;
import io.tenantry.credentials.internal.PasswordHashes;
import io.tenantry.credentials.internal.TypedPassword;
import io.tenantry.kernel.Refusal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which passwords are good enough, and how they are kept. */
class PasswordsTest extends HubTest {
    private static final PasswordContext ADA =
            PasswordContext.of("Ada Lovelace", "ada.lovelace@contoso.com", "Contoso");

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final CommonWords common;

    @Autowired
    PasswordsTest(Passwords passwords, PasswordHashes hashes, CommonWords common) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.common = common;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet tractor humming eleven",
                "correct horse battery staple",
                "xk4-qv9-zr2-mt7-bw",
                "ナイトメアのような長い合言葉ですよ"
            })
    void takesWhatOnlyYouWouldPutTogether(String good) {
        assertThatNoException().isThrownBy(() -> passwords.prepare(good, ADA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet tractor",
                "passwordpassword",
                "P4$$w0rd!P4$$w0rd!",
                "Welcome2026Welcome2026",
                "qwertyuiopasdfghjkl",
                "123456789012345678",
                "aaaaaaaaaaaaaaaaaaaa",
                "Summer2026!Summer2026!",
                "iloveyouforever123",
                "adalovelacecontoso",
                "L0velace-Contoso-2026",
                "abcabcabcabcabcabc"
            })
    void refusesWhatIsTriedFirst(String weak) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> passwords.prepare(weak, ADA))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED))
                .satisfies(refusal -> assertThat(refusal.target()).isEqualTo("password"));
    }

    @Test
    void refusesThousandsOfCommonPasswordsThatAreLongEnough() {
        List<String> words = List.of(
                "password",
                "welcome",
                "dragon",
                "monkey",
                "football",
                "letmein",
                "sunshine",
                "princess",
                "qwerty",
                "iloveyou",
                "superman",
                "michael",
                "master",
                "admin",
                "summer",
                "winter",
                "liverpool",
                "charlie",
                "batman",
                "freedom",
                "whatever",
                "computer",
                "shadow",
                "starwars");
        List<String> tails = List.of("123", "1234567", "2024", "2025!", "!!!", "#1", "", "abc", "12345678", "007x");
        List<String> accepted = new ArrayList<>();
        int tried = 0;
        for (String first : words) {
            for (String second : words) {
                for (String tail : tails) {
                    String candidate = Character.toUpperCase(first.charAt(0)) + first.substring(1) + second + tail;
                    tried += candidate.length() >= 15 ? 1 : 0;
                    if (!common.make(candidate, List.of())) {
                        accepted.add(candidate);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(3_000);
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongRatherThanCuttingIt() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> passwords.prepare("ab cd efg hijk lmn!".repeat(20), ADA))
                .withMessageContaining("more than 256");
    }

    @Test
    void theSameCharactersTypedOtherwiseAreTheSamePassword() {
        String composed = "Köln hört grüne Öfen";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        PasswordHash hash = passwords.prepare(decomposed, ADA);
        assertThat(match(composed, hash.encoded())).isEqualTo(composed);
        assertThat(hash).hasToString("PasswordHash");
        assertThat(hash.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void noHashMatchesNothing() {
        assertThat(match("", null)).isNull();
        assertThat(match("violet tractor humming eleven", null)).isNull();
    }

    private @Nullable String match(String password, @Nullable String hash) {
        return hashes.inTurn(turn -> turn.match(TypedPassword.of(password), hash));
    }
}
