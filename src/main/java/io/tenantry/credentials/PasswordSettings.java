package io.tenantry.credentials;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What checking passwords may cost.
 *
 * @param hashesAtOnce how many passwords are hashed at the same time, 0 for one on each core; each takes 19 MiB, an imported hash
 *     of another kind up to 64
 * @param hashesWaiting how many more may wait for their turn before the hub says that it is busy
 * @param deniedAfter a logon that fails is not answered sooner, so that the answer's time tells as little as its text
 * @param tellOwners whether people are told by mail that their password was changed
 */
@ConfigurationProperties("tenantry.passwords")
public record PasswordSettings(
        @DefaultValue("0") int hashesAtOnce,
        @DefaultValue("64") int hashesWaiting,
        @DefaultValue("300ms") Duration deniedAfter,
        @DefaultValue("true") boolean tellOwners) {
    public PasswordSettings {
        if (hashesAtOnce < 0 || hashesWaiting < 1 || deniedAfter.isNegative() || deniedAfter.toSeconds() > 5) {
            throw new IllegalArgumentException(
                    "tenantry.passwords: hashes-at-once is not negative, hashes-waiting is at "
                            + "least 1, denied-after is between 0 and 5 seconds");
        }
    }
}
