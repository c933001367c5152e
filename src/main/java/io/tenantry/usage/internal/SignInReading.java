package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.usage.DiscoveryRun.Problem;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.SignInLog;
import io.tenantry.usage.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads the logs of sign-ins of those whose people live elsewhere, before their source tells of them. */
@Component
public class SignInReading {
    /** As far back as Microsoft's log goes for most. */
    private static final Duration FIRST = Duration.ofDays(30);

    /** Logs come late: what was read is read again for so long. */
    private static final Duration LATE = Duration.ofDays(1);

    private final Database database;
    private final List<SignInLog> logs;
    private final InstantSource clock;

    SignInReading(Database database, List<SignInLog> logs, InstantSource clock) {
        this.database = database;
        this.logs = logs;
        this.clock = clock;
    }

    /** Takes in what is new in the logs. What could not be read is told, and keeps the rest from nothing. */
    public List<Problem> read(DiscoverySource source) {
        List<Problem> problems = new ArrayList<>();
        if (source.kind() != SourceKind.MICROSOFT) {
            return problems;
        }
        Reach reach = new Reach.Some(Set.of(source.organization()));
        Instant until = SignInRows.readUntil(database, reach, source.id());
        Instant since = until == null ? clock.instant().minus(FIRST) : until.minus(LATE);
        for (SignInLog log : logs) {
            try {
                if (log.tells(source.organization())) {
                    log.read(
                            source.organization(),
                            since,
                            page -> database.change(
                                    reach, session -> SignInRows.take(session, source.organization(), page)));
                }
            } catch (Refusal refusal) {
                problems.add(new Problem(0, "Sign-ins could not be read: " + refusal.getMessage()));
            }
        }
        return problems;
    }
}
