package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.changes.Subject;
import io.tenantry.changes.internal.Holders.Holder;
import io.tenantry.directory.AccountProviders;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which targets of a plan cannot be changed, and says why: rights, names that are taken, units that are not there. */
@Component
class Blocking {
    /** Where the hub's tables only mirror a place elsewhere, which it cannot reach. Values: the change, whom it reaches. */
    private static final String UNREACHABLE = """
            UPDATE change_targets t SET state = 'blocked', reason =
                'The organization keeps its people at a provider that the hub is not connected to'
            FROM organizations o
            WHERE t.change_id = ? AND t.state = 'planned' AND o.organization_id = t.organization_id AND o.provider <> 'local'
              AND o.organization_id <> ALL (?::uuid[])
            """;

    private static final String WITH_PROVIDERS = """
            SELECT o.organization_id FROM organizations o WHERE o.provider <> 'local' AND o.organization_id IN (
                SELECT t.organization_id FROM change_targets t WHERE t.change_id = ?)
            """;

    /** What a directory says of the people it feeds is changed there. */
    private static final String FED = """
            UPDATE change_targets t SET state = 'blocked', reason = CASE WHEN t.before ->> 'inactive_reason' = 'externalAccountDisabled'
                THEN 'The account is disabled in the directory ' ELSE 'Some of it comes from the directory ' END || s.name
                || ' and is changed there'
            FROM directory_people p JOIN identity_sources s ON s.organization_id = p.organization_id AND s.id = p.source_id
            WHERE t.change_id = ? AND t.state = 'planned' AND p.organization_id = t.organization_id AND p.user_id = t.target_id
              AND p.gone_at IS NULL AND (t.before ->> 'inactive_reason' = 'externalAccountDisabled'
                OR EXISTS (SELECT FROM jsonb_object_keys(t.after) member WHERE member = ANY (s.fed_columns)))
            """;

    private static final String NO_LOCATION = """
            UPDATE change_targets t SET state = 'blocked', reason = 'A license needs a usage location, and none is known'
            WHERE t.change_id = ? AND t.state = 'planned' AND t.after ->> 'usage_location' IS NULL
              AND EXISTS (SELECT FROM jsonb_each(t.after -> 'licenses') l WHERE l.value <> 'null')
              AND (jsonb_exists(t.after, 'usage_location') OR NOT EXISTS (
                SELECT FROM users u WHERE u.organization_id = t.organization_id AND u.id = t.target_id
                  AND u.usage_location IS NOT NULL))
            """;

    /** Units go to the targets in their order; who holds one already, by whatever way, needs no other. */
    private static final String NO_UNIT = """
            WITH asked AS (
                SELECT t.organization_id, t.number, l.key::uuid AS sku_id, row_number() OVER (
                    PARTITION BY t.organization_id, l.key ORDER BY t.number) AS place
                FROM change_targets t CROSS JOIN LATERAL jsonb_each(t.after -> 'licenses') l
                WHERE t.change_id = ? AND t.state = 'planned' AND l.value <> 'null' AND NOT EXISTS (
                    SELECT FROM user_licenses h WHERE h.organization_id = t.organization_id AND h.user_id = t.target_id
                      AND h.sku_id = l.key::uuid AND h.held))
            UPDATE change_targets t SET state = 'blocked', reason = CASE WHEN s.sku_id IS NULL
                THEN 'The organization does not have the product ' ELSE 'No unit is left of the product ' END || k.display_name
            FROM asked a
                JOIN skus k ON k.id = a.sku_id
                LEFT JOIN subscribed_skus s ON s.organization_id = a.organization_id AND s.sku_id = a.sku_id
                LEFT JOIN consumed_units c ON c.organization_id = a.organization_id AND c.sku_id = a.sku_id
            WHERE t.organization_id = a.organization_id AND t.change_id = ? AND t.number = a.number
              AND a.place > coalesce(s.enabled + s.warning - c.units, 0)
            """;

    private static final String NAME_TAKEN = """
            UPDATE change_targets t SET state = 'blocked', reason = 'Somebody else has the sign-in name by now'
            FROM users d JOIN users o ON o.organization_id = d.organization_id AND o.deleted_at IS NULL
                AND (o.upn_ci = d.upn_ci OR o.user_name_ci = d.user_name_ci)
            WHERE t.change_id = ? AND t.state = 'planned' AND t.after -> 'deleted' = 'false'
              AND d.organization_id = t.organization_id AND d.id = t.target_id AND d.deleted_at IS NOT NULL
            """;

    private static final String NICKNAME_TAKEN = """
            UPDATE change_targets t SET state = 'blocked', reason = 'Another group has the mail nickname by now'
            FROM groups d JOIN groups o ON o.organization_id = d.organization_id AND o.deleted_at IS NULL
                AND o.kind = 'microsoft365' AND o.mail_nickname_ci = d.mail_nickname_ci
            WHERE t.change_id = ? AND t.state = 'planned' AND t.after -> 'deleted' = 'false'
              AND d.organization_id = t.organization_id AND d.id = t.target_id AND d.deleted_at IS NOT NULL
              AND d.kind = 'microsoft365'
            """;

    /** What would shut administrators out, done for the few who hold roles, to be looked at and taken back. */
    private static final List<String> TRIALS = List.of("""
            UPDATE users u SET account_enabled = false FROM change_targets t
            WHERE t.change_id = ? AND t.state = 'planned' AND t.is_privileged
              AND (t.after -> 'deleted' = 'true' OR t.after -> 'account_enabled' = 'false')
              AND u.organization_id = t.organization_id AND u.id = t.target_id
            """, """
            UPDATE memberships m SET living = false FROM change_targets t, jsonb_each(t.after -> 'groups') g
            WHERE t.change_id = ? AND t.state = 'planned' AND t.is_privileged AND g.value = 'false'
              AND m.organization_id = t.organization_id AND m.group_id = g.key::uuid AND m.member_id = t.target_id AND m.living
            """, """
            UPDATE memberships m SET living = false FROM change_targets t
            WHERE t.change_id = ? AND t.state = 'planned' AND t.is_privileged AND t.after -> 'deleted' = 'true'
              AND m.organization_id = t.organization_id AND m.group_id = t.target_id AND m.living
            """);

    private static final String BLOCK =
            "UPDATE change_targets SET state = 'blocked', reason = ? WHERE organization_id = ? AND change_id = ? AND number = ?";

    private static final String UNBLOCK =
            "UPDATE change_targets SET state = 'planned', reason = NULL WHERE organization_id = ? AND change_id = ? AND number = ?";

    private final Guards guards;
    private final AccountProviders providers;

    Blocking(Guards guards, AccountProviders providers) {
        this.providers = providers;
        this.guards = guards;
    }

    /** Goes through the targets of a plan whose edits are of these kinds. */
    void block(Session session, Caller caller, UUID change, Subject subject, Work work) {
        List<UUID> reached =
                session.list(WITH_PROVIDERS, row -> new OrganizationId(row.getObject(1, UUID.class)), change).stream()
                        .filter(providers::isElsewhere)
                        .map(OrganizationId::value)
                        .toList();
        session.run(UNREACHABLE, change, reached);
        if (subject == Subject.USER) {
            session.run(FED, change);
        }
        if (subject == Subject.USER && work.licenses()) {
            session.run(NO_LOCATION, change);
            session.run(NO_UNIT, change, change);
            session.run(PlanNeeds.BLOCK, change, change);
        }
        if (work.restores()) {
            session.run(subject == Subject.USER ? NAME_TAKEN : NICKNAME_TAKEN, change);
        }
        List<Holder> holders = new ArrayList<>();
        for (Holder holder : Holders.mark(session, change)) {
            if (!holder.planned()) {
                continue;
            }
            try {
                guards.mayTouch(caller, holder.organization(), holder.id());
                holders.add(holder);
            } catch (Refusal refusal) {
                block(session, change, holder, refusal.getMessage());
            }
        }
        if (work.shutsOut()) {
            keepAnAdministrator(session, change, holders);
        }
    }

    /** Leaves the one alone without whom nobody could administer everything any more. */
    private void keepAnAdministrator(Session session, UUID change, List<Holder> holders) {
        Refusal refused = tryOut(session, change, holders);
        if (refused == null) {
            return;
        }
        for (Holder holder : holders) {
            block(session, change, holder, refused.getMessage());
            if (tryOut(session, change, holders) == null) {
                return;
            }
            session.run(UNBLOCK, holder.organization().value(), change, holder.number());
        }
        // No single one would be enough, so none of them is touched.
        holders.forEach(holder -> block(session, change, holder, refused.getMessage()));
    }

    private @Nullable Refusal tryOut(Session session, UUID change, List<Holder> holders) {
        session.run("SAVEPOINT trial");
        try {
            TRIALS.forEach(trial -> session.run(trial, change));
            holders.stream()
                    .map(Holder::organization)
                    .distinct()
                    .forEach(organization -> guards.keepAnAdministrator(session, organization));
            return null;
        } catch (Refusal refusal) {
            return refusal;
        } finally {
            session.run("ROLLBACK TO SAVEPOINT trial");
        }
    }

    private static void block(Session session, UUID change, Holder holder, String reason) {
        session.run(BLOCK, reason, holder.organization().value(), change, holder.number());
    }

    /**
     * What a plan does, as far as it decides what is looked at.
     *
     * @param shutsOut whether it could take somebody's rights away
     */
    record Work(boolean licenses, boolean restores, boolean shutsOut) {
        static Work of(List<String> edits) {
            return new Work(
                    edits.contains("licenses"),
                    edits.contains("restore"),
                    Stream.of("disable", "delete", "memberships").anyMatch(edits::contains));
        }
    }
}
