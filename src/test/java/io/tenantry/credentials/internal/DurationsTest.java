package io.tenantry.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"12h, 12h", "PT12H, 12h", "1m, 1m", "90s, 90s", "120s, 2m", "1d, 24h", "250ms, 250ms", "pt1m30s, 90s"})
    void readsBothWaysOfWritingAndWritesTheShortOne(String text, String written) {
        Duration time = Objects.requireNonNull(Durations.parse(text));
        assertThat(Durations.written(time)).isEqualTo(written);
        assertThat(Durations.parse(written)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12 h", "h", "-1h", "1w", "P", "PTX", "99999999999999999999h", "1h1m"})
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isNull();
    }
}
