package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** Imports a file of people over the hub's API, and copies as many into the same table without asking anyone. */
final class ImportRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern APPLIED = Pattern.compile("\"rowsApplied\"\\s*:\\s*(\\d+)");

    private final DatabaseLocation location;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final int rows;
    /** So that another run on the same estate brings other people. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    private int rounds;

    ImportRace(DatabaseLocation location, URI hub, String token, Targets targets, int rows) {
        this.location = location;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.rows = rows;
    }

    /** People a second through the hub, from sending the file to the end of the import. */
    double imported() throws IOException, InterruptedException {
        StringBuilder file =
                new StringBuilder("userPrincipalName,displayName,givenName,surname,mail,jobTitle,department,city\n");
        int round = ++rounds;
        for (int n = 0; n < rows; n++) {
            file.append(person("import" + run + round + "x" + n, n, ',')).append('\n');
        }
        String path = "/api/v1/organizations/" + targets.organization() + "/imports";
        try (HttpLink link = new HttpLink(hub, token)) {
            long before = System.nanoTime();
            int status = link.post(path, "text/csv", file.toString());
            if (status != 202) {
                throw new IOException("The hub answered " + status + " to an import: " + link.body());
            }
            path = path + "/" + link.first(ID);
            String state = "";
            while (!state.equals("done")) {
                TimeUnit.MILLISECONDS.sleep(20);
                link.get(path);
                state = link.first(STATUS);
                if (state.equals("failed")) {
                    throw new IOException("The import failed: " + link.body());
                }
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            if (Integer.parseInt(link.first(APPLIED)) < rows) {
                throw new IOException("The import left rows out: " + link.body());
            }
            return rows / seconds;
        }
    }

    /** People a second by one COPY into the same table with the same indexes. */
    double copied() throws SQLException, IOException {
        StringBuilder file = new StringBuilder();
        int round = ++rounds;
        for (int n = 0; n < rows; n++) {
            UUID id = UUID.randomUUID();
            file.append(targets.organization())
                    .append('\t')
                    .append(id)
                    .append('\t')
                    .append(id)
                    .append('\t');
            file.append(person("copy" + run + round + "x" + n, n, '\t')).append('\n');
        }
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password())) {
            long before = System.nanoTime();
            owner.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY users (organization_id, id, object_id, upn, display_name, given_name, surname, mail,"
                                    + " job_title, department, city) FROM STDIN",
                            new StringReader(file.toString()));
            return rows / ((System.nanoTime() - before) / 1e9);
        }
    }

    private String person(String name, int n, char between) {
        String upn = name + "@" + targets.domain();
        return String.join(
                String.valueOf(between),
                upn,
                "Race Number " + n,
                "Race" + n % 97,
                "Number" + n % 89,
                upn,
                "Runner",
                "Benchmark",
                "Leeds");
    }
}
