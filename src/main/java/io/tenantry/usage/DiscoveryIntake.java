package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.usage.internal.DiscoveryRows;
import io.tenantry.usage.internal.FeedFetching;
import io.tenantry.usage.internal.FeedFile;
import io.tenantry.usage.internal.Intake;
import io.tenantry.usage.internal.LogReading;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets sources tell what they know, and settles it: when somebody asks, and by itself when a source's time has come. */
@Component
public class DiscoveryIntake {
    private static final int SEEN_MAX = 10_000;

    private final DiscoveryRows rows;
    private final Intake intake;
    private final FeedFile files;
    private final FeedFetching fetching;
    private final LogReading logs;
    private final Settling settling;

    DiscoveryIntake(
            DiscoveryRows rows,
            Intake intake,
            FeedFile files,
            FeedFetching fetching,
            LogReading logs,
            Settling settling) {
        this.rows = rows;
        this.intake = intake;
        this.files = files;
        this.fetching = fetching;
        this.logs = logs;
        this.settling = settling;
    }

    /** Reads the sources whose time has come. */
    public void readDue() {
        for (DiscoverySource source : rows.due()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            read(source, "tenantry", false);
        }
    }

    /**
     * Reads a source.
     *
     * @param isAsked whether somebody waits for it
     */
    DiscoveryRun read(DiscoverySource source, String requestedBy, boolean isAsked) {
        UUID run = intake.begin(source, requestedBy);
        String url = source.settings().url();
        if (url == null) {
            intake.collect(source, run, logs.read(source, isAsked));
        } else {
            fetch(source, run, url);
        }
        return settled(source, run);
    }

    /** A file that does not come, or cannot be read, leaves everything as it was. */
    private void fetch(DiscoverySource source, UUID run, String url) {
        FeedFile.Told told;
        try {
            told = files.read(source.settings(), fetching.fetch(url));
        } catch (Refusal refusal) {
            rows.fail(source, run, String.valueOf(refusal.getMessage()));
            return;
        }
        intake.take(source, run, told.failed() == 0, told);
    }

    DiscoveryRun feed(DiscoverySource source, String requestedBy, String text) {
        FeedFile.Told told = files.read(source.settings(), text);
        UUID run = intake.begin(source, requestedBy);
        // A file in which a line cannot be read does not tell what is gone.
        intake.take(source, run, told.failed() == 0, told);
        return settled(source, run);
    }

    DiscoveryRun push(DiscoverySource source, String requestedBy, List<Map<String, @Nullable Object>> seen) {
        Refusal.unless(seen.size() <= SEEN_MAX, Refusal.Reason.TOO_LARGE, "At most " + SEEN_MAX + " are told at once");
        FeedFile.Told told = files.read(source.settings(), seen);
        UUID run = intake.begin(source, requestedBy);
        intake.take(source, run, false, told);
        return settled(source, run);
    }

    void settle(DiscoverySource source) {
        settling.now(source.organization());
    }

    private DiscoveryRun settled(DiscoverySource source, UUID run) {
        settling.now(source.organization());
        return rows.run(source, run);
    }
}
