package io.tenantry.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tenantry.kernel.Refusal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Colours that can be read. */
class AccentTest {
    private static final int COLOURS = 2_000;

    @Test
    void contrastIsAsTheGuidelinesDefineIt() {
        assertThat(Accent.contrast("#000000", "#ffffff")).isEqualTo(21, within(0.001));
        assertThat(Accent.contrast("#ffffff", "#777777")).isEqualTo(4.48, within(0.01));
        assertThat(Accent.contrast("#0b5cad", "#0b5cad")).isEqualTo(1, within(0.001));
    }

    @Test
    void whatIsTooLightIsRefusedWithOneThatIsNot() {
        assertThatThrownBy(() -> new Accent("#FFCC00"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("#ffcc00 is too light to be read")
                .satisfies(refusal -> new Accent(
                        String.valueOf(refusal.getMessage()).replaceAll(".*; (#\\w+) is dark enough", "$1")));
        assertThatThrownBy(() -> new Accent("blue")).hasMessageContaining("#0b5cad");
    }

    @Test
    void everyColourThatIsTakenIsReadOnLightAndOnDarkPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < COLOURS; i++) {
            String hex = String.format("#%06x", random.nextInt(1 << 24));
            if (Accent.contrast(hex, "#eceff3") >= 4.5) {
                taken++;
                String dark = new Accent(hex).onDark();
                assertThat(Accent.contrast(dark, "#252b34"))
                        .as("%s with the seed %s", hex, seed)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(Accent.contrast(dark, "#0c1520"))
                        .as("what stands on a button in %s, with the seed %s", dark, seed)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
        assertThat(taken).isPositive();
    }
}
