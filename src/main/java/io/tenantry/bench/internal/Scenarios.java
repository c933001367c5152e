package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.bench.internal.Targets.Known;
import io.tenantry.bench.internal.Targets.Place;
import io.tenantry.kernel.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients do most, over the dialect they do it in, and the SQL that would be enough for it. */
final class Scenarios {
    private static final String COLUMNS =
            "u.id, u.object_id, u.upn, u.display_name, u.given_name, u.surname, u.mail, u.job_title, u.mobile_phone,"
                    + " u.business_phones, u.office_location, u.preferred_language";
    /** One user alone shows more than a list. */
    private static final String ALL_COLUMNS = COLUMNS
            + ", u.account_enabled, u.city, u.company_name, u.country, u.department, u.employee_id, u.mail_nickname,"
            + " u.postal_code, u.state, u.street_address, u.usage_location, u.user_type, u.created_at, u.version";

    private static final Pattern NEXT_LINK = Pattern.compile("\"@odata\\.nextLink\"\\s*:\\s*\"([^\"]+)\"");

    private final Targets targets;
    private final URI hub;
    private final String token;
    private final String graph;
    private final AtomicInteger created = new AtomicInteger();
    /** So that another run on the same estate makes other people. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    Scenarios(Targets targets, URI hub, String token) {
        this.targets = targets;
        this.hub = hub;
        this.token = token;
        graph = "/clouduserhub/graph/v1/organizations/" + targets.organization() + "/v1.0";
    }

    /** Walks deep into the list first, because only a walk knows the links to its pages. */
    List<Scenario> all() throws IOException {
        List<Scenario> all = new ArrayList<>(
                List.of(get(), firstPage(), deepPage(), search(), count(), create(), addMember(), members()));
        all.addAll(new LicenseScenarios(targets, graph, EventStatement.of(targets, "license.change", "user")).all());
        return all;
    }

    /** Gets and first pages, for which nothing has to be prepared. */
    List<Scenario> shallow() {
        return List.of(get(), firstPage());
    }

    private Scenario get() {
        return new Scenario(
                "get by id",
                0.22,
                3,
                (link, dice) -> link.get(graph + "/users/"
                        + targets.users()
                                .get(dice.nextInt(targets.users().size()))
                                .objectId()),
                new Statement(
                        "SELECT " + ALL_COLUMNS
                                + " FROM users u WHERE organization_id = ? AND object_id = ? AND deleted_at IS NULL",
                        (statement, dice) -> {
                            Known user = targets.users()
                                    .get(dice.nextInt(targets.users().size()));
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, user.objectId());
                        }));
    }

    private Scenario firstPage() {
        return new Scenario(
                "first page of 100",
                0.35,
                3,
                (link, dice) -> link.get(graph + "/users?$top=100"),
                new Statement(
                        "SELECT " + COLUMNS + " FROM users u WHERE organization_id = ? AND deleted_at IS NULL"
                                + " ORDER BY display_name_ci, id LIMIT 100",
                        (statement, dice) -> statement.setObject(1, targets.organization())));
    }

    private Scenario deepPage() throws IOException {
        List<String> links = walk();
        return new Scenario(
                "page " + targets.deepPage() + " of a walk",
                0.35,
                3,
                (link, dice) -> link.get(links.get(dice.nextInt(links.size()))),
                new Statement(
                        "SELECT " + COLUMNS + " FROM users u WHERE organization_id = ? AND deleted_at IS NULL"
                                + " AND (display_name_ci, id) > (?, ?) ORDER BY display_name_ci, id LIMIT 100",
                        (statement, dice) -> {
                            Place place = targets.deepPlaces()
                                    .get(dice.nextInt(targets.deepPlaces().size()));
                            statement.setObject(1, targets.organization());
                            statement.setString(2, place.name());
                            statement.setObject(3, place.id());
                        }));
    }

    /** The links to the last pages of a walk from the first to the deep one. */
    private List<String> walk() throws IOException {
        List<String> links = new ArrayList<>();
        try (HttpLink link = new HttpLink(hub, token)) {
            String path = graph + "/users?$top=100";
            for (int page = 1; page < targets.deepPage(); page++) {
                int status = link.get(path);
                Matcher next = NEXT_LINK.matcher(link.body());
                if (status != 200 || !next.find()) {
                    throw new IOException("The walk ended at page " + page + " with " + status + ": " + path);
                }
                URI following = URI.create(next.group(1));
                path = following.getRawPath() + "?" + following.getRawQuery();
                links.add(path);
            }
        }
        return links.subList(Math.max(0, links.size() - targets.deepPlaces().size()), links.size());
    }

    private Scenario search() {
        return new Scenario(
                "substring search",
                0.45,
                3,
                (link, dice) -> link.get(graph + "/users?$top=100&$search=%22" + upnPart(dice.nextInt()) + "%22"),
                new Statement(
                        "WITH met AS MATERIALIZED (SELECT " + COLUMNS + ", display_name_ci FROM users u"
                                + " WHERE organization_id = ? AND deleted_at IS NULL AND search_text LIKE ?)"
                                + " SELECT * FROM met ORDER BY display_name_ci, id LIMIT 100",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setString(2, "%" + upnPart(dice.nextInt()) + "%");
                        }));
    }

    private Scenario count() {
        return new Scenario(
                "filtered count",
                0.45,
                3,
                (link, dice) -> link.get(graph + "/users/$count?$filter="
                        + URLEncoder.encode(
                                "contains(displayName,'" + fragment(dice.nextInt()) + "')", StandardCharsets.UTF_8)),
                new Statement(
                        "SELECT count(*) FROM users WHERE organization_id = ? AND deleted_at IS NULL"
                                + " AND search_text LIKE ? AND display_name_ci LIKE ?",
                        (statement, dice) -> {
                            String pattern = "%" + fragment(dice.nextInt()) + "%";
                            statement.setObject(1, targets.organization());
                            statement.setString(2, pattern);
                            statement.setString(3, pattern);
                        }));
    }

    private Scenario create() {
        return new Scenario(
                "create",
                0.4,
                4,
                (link, dice) -> {
                    int n = created.incrementAndGet();
                    return link.post("/api/v1/organizations/" + targets.organization() + "/users", """
                            {"userPrincipalName":"http%d.%s@%s","displayName":"Made Over Http %d","givenName":"Made",\
                            "surname":"Http","department":"Benchmark"}""".formatted(
                                    n, run, targets.domain(), n));
                },
                List.of(insertUser(), EventStatement.of(targets, "user.create", "user")));
    }

    private Statement insertUser() {
        return new Statement(
                "INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, surname, department)"
                        + " VALUES (?, ?, ?, ?, ?, 'Made', 'Sql', 'Benchmark')",
                (statement, dice) -> {
                    int n = created.incrementAndGet();
                    UUID id = Ids.next();
                    statement.setObject(1, targets.organization());
                    statement.setObject(2, id);
                    statement.setObject(3, id);
                    statement.setString(4, "sql" + n + "." + run + "@" + targets.domain());
                    statement.setString(5, "Made By Sql " + n);
                });
    }

    private Scenario addMember() {
        AtomicInteger overHttp = new AtomicInteger();
        AtomicInteger bySql = new AtomicInteger();
        int half = targets.newGroups().size() / 2;
        int users = targets.users().size();
        return new Scenario(
                "member add",
                0.4,
                4,
                (link, dice) -> {
                    int n = overHttp.getAndIncrement();
                    Known group = targets.newGroups().get(n / users % half);
                    return link.post(graph + "/groups/" + group.objectId() + "/members/$ref", """
                            {"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/%s"}""".formatted(
                                    targets.users().get(n % users).objectId()));
                },
                List.of(
                        new Statement(
                                "INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)"
                                        + " VALUES (?, ?, ?, ?, 'user')",
                                (statement, dice) -> {
                                    int n = bySql.getAndIncrement();
                                    statement.setObject(1, targets.organization());
                                    statement.setObject(
                                            2,
                                            targets.newGroups()
                                                    .get(half + n / users % half)
                                                    .id());
                                    statement.setObject(
                                            3, targets.users().get(n % users).id());
                                    statement.setObject(4, Ids.next());
                                }),
                        EventStatement.of(targets, "group.members.add", "group")));
    }

    private Scenario members() {
        return new Scenario(
                "members page",
                0.4,
                3,
                (link, dice) ->
                        link.get(graph + "/groups/" + targets.largestGroup().objectId() + "/members?$top=100"),
                new Statement(
                        "SELECT m.id, " + COLUMNS + " FROM memberships m"
                                + " JOIN users u ON u.organization_id = m.organization_id AND u.id = m.member_id"
                                + " WHERE m.organization_id = ? AND m.group_id = ? AND m.living ORDER BY m.id LIMIT 100",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, targets.largestGroup().id());
                        }));
    }

    /** The same as it stands in names that people sign in with; a blank would make two words of it. */
    private String upnPart(int random) {
        return fragment(random).replace(' ', '.');
    }

    private String fragment(int random) {
        return targets.fragments().get(Math.floorMod(random, targets.fragments().size()));
    }
}
