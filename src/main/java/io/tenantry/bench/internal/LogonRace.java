package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Logging on beside nothing but the hash of a password, which it mostly is; and what the token costs afterwards. */
final class LogonRace {
    private static final int PEOPLE = 256;
    private static final String PASSWORD = "violet tractor humming eleven";
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI hub;
    private final SignIn signIn;
    private final Load load;
    private final Report report;
    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

    LogonRace(URI hub, SignIn signIn, Load load, Report report) {
        this.hub = hub;
        this.signIn = signIn;
        this.load = load;
        this.report = report;
    }

    void run(Connection owner, Targets targets, double seconds) throws Exception {
        String hash = Objects.requireNonNull(argon.encode(PASSWORD));
        List<String> bodies = people(owner, targets, hash).stream()
                .map(name -> "{\"username\":\"" + name + "#" + targets.organization() + "\",\"password\":\"" + PASSWORD
                        + "\"}")
                .toList();
        HttpStep.Call logOn = (link, dice) -> link.post("/api/auth/v1/login", bodies.get(dice.nextInt(bodies.size())));
        Step.Opening loggingOn = HttpStep.opening(hub, "", logOn);
        load.run(loggingOn, seconds / 2);
        Rates logons = load.run(loggingOn, seconds);
        Rates hashes = load.run(client -> new Hashing(argon, hash), seconds);
        report.atLeast(
                "log-on, share of the bare hash",
                logons.perSecond() / hashes.perSecond(),
                0.7,
                String.format(
                        Locale.ROOT,
                        "(%.1f of %.1f a second; p50 %.0f ms, p95 %.0f ms; one hash alone %.0f ms)",
                        logons.perSecond(),
                        hashes.perSecond(),
                        logons.p50(),
                        logons.p95(),
                        alone(hash)));
        String token = token(logOn);
        perSecond("token introspection", introspection(token), seconds);
        perSecond(
                "token validation (GET /me)",
                HttpStep.opening(hub, token, (link, dice) -> link.get("/api/auth/v1/me")),
                seconds);
    }

    private void perSecond(String name, Step.Opening opening, double seconds) throws Exception {
        load.run(opening, seconds / 2);
        Rates rates = load.run(opening, seconds);
        report.atLeast(
                name + ", a second",
                rates.perSecond(),
                240,
                String.format(
                        Locale.ROOT, "(p50 %.1f ms, p95 %.1f ms, p99 %.1f ms)", rates.p50(), rates.p95(), rates.p99()));
    }

    /** Without anybody beside it. */
    private double alone(String hash) {
        long before = System.nanoTime();
        int times = 10;
        for (int n = 0; n < times; n++) {
            argon.matches(PASSWORD, hash);
        }
        return (System.nanoTime() - before) / 1e6 / times;
    }

    private String token(HttpStep.Call logOn) throws IOException {
        try (HttpLink link = new HttpLink(hub, "")) {
            int status = logOn.send(link, new SplittableRandom(1));
            Matcher token = TOKEN.matcher(link.body());
            if (!token.find()) {
                throw new IOException("The hub gave no token: " + status + " " + link.body());
            }
            return token.group(1);
        }
    }

    private Step.Opening introspection(String token) {
        String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return HttpStep.openingAs(
                hub,
                signIn.basic(),
                (link, dice) -> link.post("/oauth2/introspect", "application/x-www-form-urlencoded", form));
    }

    /** People made for this, who have one password. */
    private static List<String> people(Connection owner, Targets targets, String hash) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement("""
                WITH made AS (
                    INSERT INTO users (organization_id, id, object_id, upn, display_name)
                    SELECT ?, id, id, 'logon.' || id || '@' || ?, 'Logs On' FROM (
                        SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) fresh
                    RETURNING organization_id, id, upn)
                SELECT organization_id, id, upn FROM made
                """)) {
            statement.setObject(1, targets.organization());
            statement.setString(2, targets.domain());
            statement.setInt(3, PEOPLE);
            try (ResultSet rows = statement.executeQuery();
                    PreparedStatement keep = owner.prepareStatement(
                            "INSERT INTO credentials (organization_id, user_id, password_hash) VALUES (?, ?, ?)")) {
                while (rows.next()) {
                    names.add(rows.getString(3));
                    keep.setObject(1, rows.getObject(1));
                    keep.setObject(2, rows.getObject(2));
                    keep.setString(3, hash);
                    keep.addBatch();
                }
                keep.executeBatch();
            }
        }
        return names;
    }

    /** One comparison with a hash after the other. */
    private record Hashing(Argon2PasswordEncoder argon, String hash) implements Step {
        @Override
        public void once() {
            if (!argon.matches(PASSWORD, hash)) {
                throw new IllegalStateException("The hash is of another password");
            }
        }

        @Override
        public void close() {}
    }
}
