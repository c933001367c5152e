package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks through all people over SCIM while others of them are deleted, once by cursor and once by index: nobody may be missed. */
final class ScimWalk {
    private static final int PAGE = 500;
    private static final int DELETED_AFTER_EACH_PAGE = 5;
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;

    ScimWalk(Connection owner, URI hub, String token, Targets targets, Report report) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
    }

    void run() throws IOException, SQLException {
        walk("by cursor", true);
        walk("by index", false);
    }

    private void walk(String how, boolean byCursor) throws IOException, SQLException {
        Set<String> before = people();
        Map<String, Integer> met = new HashMap<>();
        String root = "/scim/v2/" + targets.organization() + "/Users?attributes=userName&count=" + PAGE;
        int deleted = 0;
        long start = System.nanoTime();
        try (HttpLink link = new HttpLink(hub, token)) {
            @Nullable String next = byCursor ? "&cursor=" : "&startIndex=1";
            int index = 1;
            while (next != null) {
                int status = link.get(root + next);
                if (status != 200) {
                    throw new IOException("The walk ended with " + status + ": " + link.body());
                }
                String page = link.body();
                int here = count(page, met);
                deleted += delete(met);
                index += here;
                next = here == 0 ? null : byCursor ? cursor(page) : "&startIndex=" + index;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Set<String> after = people();
        long missed = before.stream()
                .filter(id -> after.contains(id) && !met.containsKey(id))
                .count();
        long twice = met.values().stream().filter(times -> times > 1).count();
        report.atMost(
                "SCIM walk " + how + ", people missed or met twice",
                (double) (missed + twice),
                0,
                String.format(
                        Locale.ROOT,
                        "(%d people, %d deleted meanwhile, %.0f people a second)",
                        met.size(),
                        deleted,
                        met.size() / seconds));
    }

    private static @Nullable String cursor(String page) {
        Matcher matcher = CURSOR.matcher(page);
        return matcher.find() ? "&cursor=" + URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8) : null;
    }

    private static int count(String page, Map<String, Integer> met) {
        int here = 0;
        Matcher ids = ID.matcher(page);
        while (ids.find()) {
            met.merge(ids.group(1), 1, Integer::sum);
            here++;
        }
        return here;
    }

    /** Some of those who were met already, whose going moves all the others up. */
    private int delete(Map<String, Integer> met) throws SQLException {
        int deleted = 0;
        try (PreparedStatement statement = owner.prepareStatement(
                "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND id = ? AND deleted_at IS NULL")) {
            for (String id : met.keySet()) {
                if (deleted == DELETED_AFTER_EACH_PAGE) {
                    break;
                }
                statement.setObject(1, targets.organization());
                statement.setObject(2, UUID.fromString(id));
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private Set<String> people() throws SQLException {
        Set<String> people = new HashSet<>();
        try (PreparedStatement statement =
                owner.prepareStatement("SELECT id::text FROM users WHERE organization_id = ? AND deleted_at IS NULL")) {
            statement.setObject(1, targets.organization());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    people.add(rows.getString(1));
                }
            }
        }
        return people;
    }
}
