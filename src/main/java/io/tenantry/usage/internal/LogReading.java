package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.usage.ActivityLog;
import io.tenantry.usage.DiscoveryRun.Problem;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.SignInLog;
import io.tenantry.usage.SourceKind;
import io.tenantry.usage.UseLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads what is told of those whose people live elsewhere, before their source tells of them: when they sign in, and what they use. */
@Component
public class LogReading {
    /** As far back as Microsoft's log of sign-ins goes for most. */
    private static final Duration FIRST = Duration.ofDays(30);

    /** Logs come late: what was read is read again for so long. */
    private static final Duration LATE = Duration.ofDays(1);

    private final Database database;
    private final List<SignInLog> signIns;
    private final List<UseLog> uses;
    private final InstantSource clock;

    LogReading(Database database, List<SignInLog> signIns, List<UseLog> uses, InstantSource clock) {
        this.database = database;
        this.signIns = signIns;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Takes in what is new in the logs. What could not be read is told, and keeps the rest from nothing.
     *
     * @param isAsked whether somebody waits for it, so that no log is left for later
     */
    public List<Problem> read(DiscoverySource source, boolean isAsked) {
        List<Problem> problems = new ArrayList<>();
        if (source.kind() == SourceKind.MICROSOFT) {
            for (SignInLog log : signIns) {
                read(source, isAsked, log, problems, since -> readSignIns(source, log, since));
            }
            for (UseLog log : uses) {
                read(source, isAsked, log, problems, since -> readUse(source, log));
            }
        }
        return problems;
    }

    private void read(
            DiscoverySource source,
            boolean isAsked,
            ActivityLog log,
            List<Problem> problems,
            Consumer<Instant> reading) {
        Instant now = clock.instant();
        Reach reach = reach(source);
        Instant last = LogRows.readAt(database, reach, source, log.name());
        if (last != null && !isAsked && now.isBefore(last.plus(log.pause()))) {
            return;
        }
        try {
            if (log.tells(source.organization())) {
                reading.accept(last == null ? now.minus(FIRST) : last.minus(LATE));
                LogRows.note(database, reach, source, log.name(), now);
            }
        } catch (Refusal refusal) {
            problems.add(new Problem(0, log.name() + " could not be read: " + refusal.getMessage()));
        }
    }

    private void readSignIns(DiscoverySource source, SignInLog log, Instant since) {
        log.read(
                source.organization(),
                since,
                page -> database.change(
                        reach(source), session -> SignInRows.take(session, source.organization(), page)));
    }

    private void readUse(DiscoverySource source, UseLog log) {
        Instant now = clock.instant();
        log.read(
                source.organization(),
                page -> database.change(
                        reach(source), session -> LogRows.take(session, source.organization(), page, now)));
        database.change(reach(source), session -> LogRows.forgetUse(session, source.organization(), now));
    }

    private static Reach reach(DiscoverySource source) {
        return new Reach.Some(Set.of(source.organization()));
    }
}
