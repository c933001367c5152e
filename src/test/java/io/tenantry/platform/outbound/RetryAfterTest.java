package io.tenantry.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void isASpanOrADate() {
        assertThat(RetryAfter.of("17", NOON)).isEqualTo(Duration.ofSeconds(17));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 12:00:40 GMT", NOON)).isEqualTo(Duration.ofSeconds(40));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 11:00:00 GMT", NOON)).isZero();
    }

    @Test
    void whatCannotBeReadIsNone() {
        assertThat(RetryAfter.of(null, NOON)).isNull();
        assertThat(RetryAfter.of("", NOON)).isNull();
        assertThat(RetryAfter.of("-5", NOON)).isNull();
        assertThat(RetryAfter.of("soon", NOON)).isNull();
        assertThat(RetryAfter.of("99999999", NOON)).isNull();
    }
}
