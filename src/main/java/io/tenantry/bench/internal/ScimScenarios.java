package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.kernel.Ids;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What identity providers send all day over SCIM. */
final class ScimScenarios {
    private static final String COLUMNS =
            "u.id, u.scim_external_id, u.upn, u.user_name, u.display_name, u.given_name, u.surname, u.mail, u.other_mails,"
                    + " u.job_title, u.business_phones, u.mobile_phone, u.department, u.account_enabled, u.created_at,"
                    + " u.valid_from, u.version";

    private final Targets targets;
    private final String root;
    private final AtomicInteger created = new AtomicInteger();
    /** So that another run on the same estate makes other people. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    ScimScenarios(Targets targets) {
        this.targets = targets;
        root = "/scim/v2/" + targets.organization();
    }

    List<Scenario> all() {
        return List.of(get(), filter(), create(), patchMember());
    }

    private Scenario get() {
        return new Scenario(
                "SCIM get",
                0.2,
                4,
                (link, dice) -> link.get(root + "/Users/" + user(dice)),
                new Statement(
                        "SELECT " + COLUMNS
                                + " FROM users u WHERE organization_id = ? AND id = ? AND deleted_at IS NULL",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, user(dice));
                        }));
    }

    /** The question that comes before every creation. */
    private Scenario filter() {
        return new Scenario(
                "SCIM filter by userName",
                0.2,
                4,
                (link, dice) -> link.get(root + "/Users?filter="
                        + URLEncoder.encode("userName eq \"" + name(dice) + "\"", StandardCharsets.UTF_8)),
                new Statement(
                        "SELECT " + COLUMNS + " FROM users u WHERE organization_id = ? AND user_name_ci = ?"
                                + " AND deleted_at IS NULL ORDER BY id LIMIT 100",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setString(2, name(dice));
                        }));
    }

    private String name(SplittableRandom dice) {
        return "nobody" + dice.nextInt(100_000) + "@" + targets.domain();
    }

    private Scenario create() {
        return new Scenario(
                "SCIM create",
                0.3,
                6,
                (link, dice) -> {
                    int n = created.incrementAndGet();
                    return link.post(root + "/Users", "application/scim+json", """
                            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"scim%d.%s@%s",\
                            "externalId":"%d.%s","displayName":"Made Over Scim %d","active":true,\
                            "name":{"givenName":"Made","familyName":"Scim"}}""".formatted(
                                    n, run, targets.domain(), n, run, n));
                },
                List.of(
                        new Statement(
                                "INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, surname,"
                                        + " scim_external_id) VALUES (?, ?, ?, ?, ?, 'Made', 'Sql', ?)",
                                (statement, dice) -> {
                                    int n = created.incrementAndGet();
                                    UUID id = Ids.next();
                                    statement.setObject(1, targets.organization());
                                    statement.setObject(2, id);
                                    statement.setObject(3, id);
                                    statement.setString(4, "scimsql" + n + "." + run + "@" + targets.domain());
                                    statement.setString(5, "Made By Sql " + n);
                                    statement.setString(6, n + "." + run);
                                }),
                        EventStatement.of(targets, "user.create", "user")));
    }

    /** Somebody joins the largest group, and leaves it with the next call. */
    private Scenario patchMember() {
        AtomicInteger overHttp = new AtomicInteger();
        AtomicInteger bySql = new AtomicInteger();
        String path = root + "/Groups/" + targets.largestGroup().id();
        return new Scenario(
                "SCIM PATCH of a member of the largest group",
                0.2,
                8,
                (link, dice) -> {
                    int n = overHttp.getAndIncrement();
                    UUID member = member(n);
                    String operation = n % 2 == 0
                            ? "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}"
                            : "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + member + "\\\"]\"}";
                    return link.patch(
                            path,
                            "application/scim+json",
                            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                                    + operation + "]}");
                },
                List.of(
                        new Statement(
                                "INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)"
                                        + " SELECT ?, ?, ?, ?, 'user' WHERE ? ON CONFLICT DO NOTHING",
                                (statement, dice) -> {
                                    int n = bySql.getAndIncrement();
                                    statement.setObject(1, targets.organization());
                                    statement.setObject(
                                            2, targets.largestGroup().id());
                                    statement.setObject(3, member(n));
                                    statement.setObject(4, Ids.next());
                                    statement.setBoolean(5, n % 2 == 0);
                                }),
                        new Statement(
                                "DELETE FROM memberships WHERE organization_id = ? AND group_id = ? AND member_id = ? AND ?",
                                (statement, dice) -> {
                                    int n = bySql.get() - 1;
                                    statement.setObject(1, targets.organization());
                                    statement.setObject(
                                            2, targets.largestGroup().id());
                                    statement.setObject(3, member(n));
                                    statement.setBoolean(4, n % 2 != 0);
                                }),
                        EventStatement.of(targets, "group.members.add", "group")));
    }

    private UUID member(int n) {
        return targets.users().get(n / 2 % targets.users().size()).id();
    }

    private UUID user(SplittableRandom dice) {
        return targets.users().get(dice.nextInt(targets.users().size())).id();
    }
}
