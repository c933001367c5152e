package io.tenantry.imports;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much importing a node does.
 *
 * @param fileSizeMax the largest file that is taken
 * @param parallel imports that run at once; others wait
 * @param waitingMax imports that may wait before more are turned away
 * @param statementTimeout how long one statement of an import may take
 * @param resultsKept how long the result can be fetched
 * @param passwordsAtOnce passwords of files that are hashed at the same time, 0 for one on each core but one
 * @param passwordsMax new people with a password in one file; at some twenty a second and core, more would take hours
 */
@ConfigurationProperties("tenantry.imports")
public record ImportSettings(
        @DefaultValue("512MB") DataSize fileSizeMax,
        @DefaultValue("1") int parallel,
        @DefaultValue("20") int waitingMax,
        @DefaultValue("15m") Duration statementTimeout,
        @DefaultValue("1d") Duration resultsKept,
        @DefaultValue("0") int passwordsAtOnce,
        @DefaultValue("100000") int passwordsMax) {
    public ImportSettings {
        Refusal.unless(parallel >= 1, Refusal.Reason.MALFORMED, "tenantry.imports.parallel is at least 1");
        Refusal.unless(waitingMax >= 0, Refusal.Reason.MALFORMED, "tenantry.imports.waiting-max is not negative");
        Refusal.unless(
                fileSizeMax.toBytes() > 0, Refusal.Reason.MALFORMED, "tenantry.imports.file-size-max is positive");
        Refusal.unless(
                passwordsAtOnce >= 0 && passwordsMax >= 0,
                Refusal.Reason.MALFORMED,
                "tenantry.imports.passwords-at-once and passwords-max are not negative");
    }

    /** Refuses a file of which more has come than is taken. */
    public void requireBearable(long size) {
        Refusal.unless(
                size <= fileSizeMax.toBytes(),
                Refusal.Reason.TOO_LARGE,
                "The file is larger than the " + fileSizeMax.toMegabytes() + " MB that this hub takes",
                "file");
    }
}
