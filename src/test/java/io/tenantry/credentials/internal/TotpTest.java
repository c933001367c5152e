package io.tenantry.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes as RFC 6238 makes them. */
class TotpTest {
    /** The twenty digits of the RFC's examples, as apps are told them. */
    private static final String KNOWN = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void areThoseOfTheStandardsExamples(long second, String code) {
        assertThat(Totp.code(KNOWN, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void holdOneStepBeforeAndOneAfter() {
        long present = NOON.getEpochSecond() / 30;
        for (int off : List.of(-1, 0, 1)) {
            assertThat(Totp.step(KNOWN, Totp.code(KNOWN, NOON.plusSeconds(30L * off)), NOON))
                    .hasValue(present + off);
        }
        for (int off : List.of(-2, 2)) {
            assertThat(Totp.step(KNOWN, Totp.code(KNOWN, NOON.plusSeconds(30L * off)), NOON))
                    .isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void areNothingButSixDigits() {
        String code = Totp.code(KNOWN, NOON);
        for (String other : List.of("", code + "0", code.substring(1), "ééé", "٠١٢٣٤٥")) {
            assertThat(Totp.step(KNOWN, other, NOON)).isEmpty();
        }
    }

    @Test
    void secretsAreOfThirtyTwoLettersAndNoTwoAreAlike() {
        assertThat(Totp.secret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.secret());
    }
}
