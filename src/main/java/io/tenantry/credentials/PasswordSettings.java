package io.tenantry.credentials;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which passwords are accepted, and how tries are slowed down. Nobody is made to mix characters or to change a good password.
 *
 * @param lengthMin the fewest characters
 * @param lengthMax the most characters
 * @param freeTries wrong passwords in a row before the next try has to wait
 * @param hashesAtOnce how many passwords are hashed at the same time, 0 for one on each core; each takes 19 MiB
 * @param hashesWaiting how many more may wait for their turn before the hub says that it is busy
 */
@ConfigurationProperties("tenantry.passwords")
public record PasswordSettings(
        @DefaultValue("15") int lengthMin,
        @DefaultValue("256") int lengthMax,
        @DefaultValue("10") int freeTries,
        @DefaultValue("0") int hashesAtOnce,
        @DefaultValue("64") int hashesWaiting) {
    public PasswordSettings {
        if (lengthMin < 8 || lengthMax < 64 || lengthMax > 1024 || lengthMin > lengthMax) {
            throw new IllegalArgumentException(
                    "tenantry.passwords: length-min is at least 8, length-max between 64 and 1024");
        }
        if (freeTries < 1 || hashesAtOnce < 0 || hashesWaiting < 1) {
            throw new IllegalArgumentException(
                    "tenantry.passwords: free-tries and hashes-waiting are at least 1, hashes-at-once is not negative");
        }
    }
}
