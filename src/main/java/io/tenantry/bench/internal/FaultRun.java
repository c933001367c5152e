package io.tenantry.bench.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The first reading of a tenant and a reading of its changes in a storm of faults, with the reader killed in the middle of both. */
public final class FaultRun {
    private static final Pattern ASKED = Pattern.compile("\"path\":\"([^\"]*)\".*\"statusCode\":\"?(\\d+)");
    private static final String STORM = """
            INSERT INTO emulated_faults (organization_id, kind, percent, retry_after_seconds, delay_millis) VALUES
                (?, 'throttled', 30, 0, NULL), (?, 'unavailable', 10, NULL, NULL), (?, 'cut', 10, NULL, NULL),
                (?, 'slow', 20, NULL, 150)
            """;

    private final TwoHubs hubs;
    private final Report report;

    public FaultRun(TwoHubs hubs, Report report) {
        this.hubs = hubs;
        this.report = report;
    }

    /** Runs it all and prints the ledger; whether nothing was lost and nothing doubled. */
    public boolean run(int people, int kills) throws Exception {
        hubs.race(report, people);
        UUID tenant = hubs.tenant();
        UUID mirror = hubs.mirror();
        try (Connection there = hubs.emulatorsOwner();
                Connection here = hubs.readersOwner()) {
            MadeTenant.fill(there, tenant, people);
            MadeTenant.run(there, STORM, tenant, tenant, tenant, tenant);
            hubs.connect(mirror, tenant);
            report.say("a tenant of " + people + " people; pages of " + TwoHubs.PAGE);
            int pages = people / TwoHubs.PAGE;
            double first = read(here, mirror, kills, Math.max(1, pages / (kills + 1)));
            Comparison read = Comparison.of(MadeTenant.told(there, tenant), MadeTenant.told(here, mirror));
            int changes = MadeTenant.change(there, tenant);
            double second = read(here, mirror, 1, 1);
            Comparison followed = Comparison.of(MadeTenant.told(there, tenant), MadeTenant.told(here, mirror));
            report.say("");
            report.say(String.format(Locale.ROOT, "first reading: %.1f s with %d kills and restarts", first, kills));
            read.tell(report);
            report.say(String.format(
                    Locale.ROOT, "reading of %d changed rows: %.1f s with a kill and a restart", changes, second));
            followed.tell(report);
            tellFaults(there, tenant, runs(here, mirror));
            return read.isClean() && followed.isClean();
        }
    }

    /** Brings the mirror up to date, and kills the reader each time it has read so many pages more. */
    private double read(Connection here, UUID mirror, int kills, int pages) throws Exception {
        long before = System.nanoTime();
        for (int kill = 0; kill < kills; kill++) {
            try (MirrorClient client = hubs.client()) {
                if (!client.await(client.begin(mirror), pages)) {
                    report.say("a reading was over before it could be cut off");
                }
            }
            hubs.killReader();
            report.say("killed and started again after " + whole(before) + " s");
            // A node waits two minutes before it believes that another one is gone. Nobody has to watch that.
            MadeTenant.run(
                    here,
                    "UPDATE mirror_runs SET heard_of_at = heard_of_at - interval '3 minutes' WHERE organization_id = ?",
                    mirror);
        }
        try (MirrorClient client = hubs.client()) {
            client.sync(mirror);
        }
        return (System.nanoTime() - before) / 1e9;
    }

    private static long whole(long before) {
        return (System.nanoTime() - before) / 1_000_000_000L;
    }

    private static String runs(Connection here, UUID mirror) throws SQLException {
        try (PreparedStatement statement = here.prepareStatement("""
                SELECT count(*) || ' runs, ' || count(*) FILTER (WHERE state = 'failed') || ' of them cut off; ' || sum(pages)
                    || ' pages written' FROM mirror_runs WHERE organization_id = ?
                """)) {
            statement.setObject(1, mirror);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private void tellFaults(Connection there, UUID tenant, String runs) throws SQLException, IOException {
        report.say("faults:");
        int repeated = 0;
        try (PreparedStatement statement = there.prepareStatement(
                "SELECT kind, hits, percent FROM emulated_faults WHERE organization_id = ? ORDER BY kind")) {
            statement.setObject(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    report.say(String.format(
                            Locale.ROOT,
                            "  %-12s %6d hits at %d %%",
                            rows.getString(1),
                            rows.getInt(2),
                            rows.getInt(3)));
                    repeated += rows.getString(1).equals("slow") ? 0 : rows.getInt(2);
                }
            }
        }
        Map<String, Integer> asked = asked(tenant);
        report.say("requests to Graph and Partner Center: "
                + asked.values().stream().mapToInt(Integer::intValue).sum() + " by status " + asked
                + ", where answers that were cut count as 200 and a batch as one; asked again: " + repeated);
        report.say("reader: " + runs);
    }

    /** Requests about the tenant by how they were answered, as the emulator's access log has them. */
    private Map<String, Integer> asked(UUID tenant) throws IOException {
        Map<String, Integer> asked = new TreeMap<>();
        try (Stream<Path> files = Files.list(hubs.requests())) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher matcher = ASKED.matcher(line);
                    if (matcher.find() && matcher.group(1).contains(tenant.toString())) {
                        asked.merge(matcher.group(2), 1, Integer::sum);
                    }
                }
            }
        }
        return asked;
    }
}
