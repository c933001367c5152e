package io.tenantry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-05-04T09:30:00Z, 2026-05-04T09:30:00Z",
        "2024-02-29T23:59:59.000001Z, 2024-02-29T23:59:59.000001Z",
        "2026-12-31T00:00:00.5Z, 2026-12-31T00:00:00.500000Z",
        "0987-01-02T03:04:05Z, 0987-01-02T03:04:05Z",
        "2026-05-04T09:30:00.123456789Z, 2026-05-04T09:30:00.123456789Z",
        "+12026-05-04T09:30:00Z, +12026-05-04T09:30:00Z"
    })
    void writesMoments(Instant moment, String text) {
        assertThat(Instants.text(moment)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, true",
        "9999-12-31T23:59:59.999999Z, true",
        "0000-12-31T23:59:59Z, false",
        "+10000-01-01T00:00:00Z, false",
        "+999999999-12-31T23:59:59Z, false",
        "-999999999-01-01T00:00:00Z, false",
        "2026-05-04, false"
    })
    void readsMomentsOfTheYearsThatEverybodyKnows(String text, boolean isRead) {
        assertThat(Instants.read(text)).isEqualTo(isRead ? Instant.parse(text) : null);
    }

    @Test
    void writesWhatReadsAsTheSameMoment() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(0, 250_000_000_000L), random.nextInt(1_000_000_000))
                    .truncatedTo(ChronoUnit.MICROS);
            assertThat(Instant.parse(Instants.text(moment))).as("seed " + seed).isEqualTo(moment);
        }
    }
}
