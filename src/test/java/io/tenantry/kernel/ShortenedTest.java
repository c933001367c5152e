package io.tenantry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
    @Test
    void leavesWhatIsShortAsItIs() {
        assertThat(Shortened.to(5, "Lovel")).isEqualTo("Lovel");
        assertThat(Shortened.of("x".repeat(64))).isEqualTo("x".repeat(64));
    }

    @Test
    void cutsWhatIsLongAndSaysSo() {
        assertThat(Shortened.to(5, "Lovelace")).isEqualTo("Lovel…");
        assertThat(Shortened.of("x".repeat(65))).isEqualTo("x".repeat(64) + "…");
    }

    @Test
    void neverHalvesACharacter() {
        assertThat(Shortened.to(5, "Love😀lace")).isEqualTo("Love…");
        assertThat(Shortened.to(6, "Love😀lace")).isEqualTo("Love😀…");
    }
}
