package io.tenantry.signin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.kernel.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What has expired goes, what still counts stays. */
class HousekeepingTest extends HubTest {
    private final Housekeeping housekeeping;

    @Autowired
    HousekeepingTest(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @Test
    void sweepsOutEndedTokensThatWouldHaveExpiredAnyway() {
        UUID old = Ids.next();
        UUID recent = Ids.next();
        String insert = "INSERT INTO ended_tokens (id, expires_at) VALUES (?, now() + ?::interval)";
        Estate.run(insert, old, "-2 hours");
        Estate.run(insert, recent, "10 minutes");
        housekeeping.sweep();
        assertThat(Estate.run("DELETE FROM ended_tokens WHERE id = ?", old)).isZero();
        assertThat(Estate.run("DELETE FROM ended_tokens WHERE id = ?", recent)).isOne();
    }
}
