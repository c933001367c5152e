package io.tenantry.credentials;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.internal.PolicyMembers;
import io.tenantry.credentials.internal.PolicyRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rules for passwords and failed logons: an organization's own, member by member, else those of the nearest organization
 * above it that has them, else the installation's.
 */
@Component
public class SignInPolicies {
    private final Access access;
    private final Database database;
    private final PolicyRows rows;
    private final AuditTrail audit;
    private final PolicySettings settings;

    SignInPolicies(Access access, Database database, PolicyRows rows, AuditTrail audit, PolicySettings settings) {
        this.access = access;
        this.database = database;
        this.rows = rows;
        this.audit = audit;
        this.settings = settings;
        // Settings are checked as strictly as what organizations say.
        PolicyMembers.of(settings.policy())
                .forEach((policy, members) ->
                        members.forEach((member, value) -> PolicyMembers.checked(policy, member, value)));
    }

    /**
     * The policies of an organization: policy, member, value.
     *
     * @param own what it says itself
     * @param effective what holds for its people
     * @param inherited what would hold if it said nothing itself
     * @param sources where each effective value comes from
     * @param version counts changes of its own values, 0 when there was none
     */
    public record Told(
            Map<String, Map<String, Object>> own,
            Map<String, Map<String, Object>> effective,
            Map<String, Map<String, Object>> inherited,
            Map<String, Map<String, Source>> sources,
            long version) {}

    /**
     * Where a value comes from.
     *
     * @param from {@code own}, {@code inherited} or {@code installation}
     * @param organization the one it is inherited from, when the caller may see that one's policies
     */
    public record Source(String from, @Nullable OrganizationId organization) {}

    /** What holds for the people of the organization; the installation's settings when there is no such organization. */
    public SignInPolicy of(OrganizationId organization) {
        List<PolicyRows.Row> line = rows.line(organization);
        return line.stream().allMatch(row -> row.policies().isEmpty())
                ? settings.policy()
                : PolicyMembers.policy(effective(line));
    }

    /** What holds for somebody of whom nobody knows yet where he will live. */
    public SignInPolicy ofRoot() {
        OrganizationId root = rows.root();
        return root == null ? settings.policy() : of(root);
    }

    /** What holds where no organization is concerned. */
    public SignInPolicy ofInstallation() {
        return settings.policy();
    }

    /**
     * Refuses an organization that the reach does not show, whoever let the caller through: even whether a password would do
     * tells of its policy.
     *
     * @throws Refusal (NOT_FOUND)
     */
    public void requireThere(Reach reach, OrganizationId organization) {
        Refusal.unless(
                rows.isThere(reach, organization),
                Refusal.Reason.NOT_FOUND,
                "There is no such organization",
                "organizationId");
    }

    /** Needs {@code policy.read}. */
    public Told show(Caller caller, OrganizationId organization) {
        requireThere(access.require(caller, Permission.POLICY_READ, organization), organization);
        return told(caller, organization);
    }

    /**
     * Sets members of policies. Needs {@code policy.write}.
     *
     * @param changes policy, member, value; null in place of a value or of all members goes back to what is inherited
     * @param version the version the caller has seen, or null when he does not mind
     */
    public Told change(
            Caller caller,
            OrganizationId organization,
            Map<String, ? extends @Nullable Object> changes,
            @Nullable Long version) {
        Reach reach = access.require(caller, Permission.POLICY_WRITE, organization);
        requireThere(reach, organization);
        database.change(reach, session -> {
            PolicyRows.Row found = rows.locked(session, organization);
            PolicyRows.Row before = found == null ? new PolicyRows.Row(organization, Map.of(), 0) : found;
            Refusal.unless(
                    version == null || version == before.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The policies were changed meanwhile");
            Map<String, Map<String, Object>> policies = changed(before.policies(), changes);
            if (policies.equals(before.policies())) {
                return;
            }
            rows.store(session, new PolicyRows.Row(organization, policies, before.version() + 1));
            audit.record(session, caller.actor(), event(organization, before, policies));
        });
        return told(caller, organization);
    }

    private Told told(Caller caller, OrganizationId organization) {
        List<PolicyRows.Row> line = rows.line(organization);
        PolicyRows.Row own = line.getFirst();
        return new Told(
                own.policies(),
                effective(line),
                effective(line.subList(1, line.size())),
                sources(caller, line),
                own.version());
    }

    private static Map<String, Map<String, Object>> changed(
            Map<String, Map<String, Object>> before, Map<String, ? extends @Nullable Object> changes) {
        Map<String, Map<String, Object>> after = new LinkedHashMap<>(before);
        changes.forEach((policy, members) -> {
            Refusal.unless(
                    PolicyMembers.policies().contains(policy),
                    Refusal.Reason.MALFORMED,
                    "There is no policy '" + policy + "'",
                    policy);
            if (members == null) {
                after.remove(policy);
                return;
            }
            if (!(members instanceof Map<?, ?> given)) {
                throw new Refusal(Refusal.Reason.MALFORMED, "'" + policy + "' has to be an object", policy);
            }
            Map<String, Object> values = new LinkedHashMap<>(after.getOrDefault(policy, Map.of()));
            given.forEach((member, value) -> set(values, policy, String.valueOf(member), value));
            if (values.isEmpty()) {
                after.remove(policy);
            } else {
                after.put(policy, values);
            }
        });
        return after;
    }

    private static void set(Map<String, Object> values, String policy, String member, @Nullable Object value) {
        if (value == null && PolicyMembers.members(policy).contains(member)) {
            values.remove(member);
        } else {
            values.put(member, PolicyMembers.checked(policy, member, value == null ? "null" : value));
        }
    }

    private Map<String, Map<String, Object>> effective(List<PolicyRows.Row> line) {
        Map<String, Map<String, Object>> all = PolicyMembers.of(settings.policy());
        for (PolicyRows.Row row : line.reversed()) {
            row.policies().forEach((policy, members) -> {
                Map<String, Object> known = all.get(policy);
                if (known != null) {
                    // What a later version does not know any more does not hold any more.
                    members.forEach((member, value) -> known.computeIfPresent(member, (name, old) -> value));
                }
            });
        }
        return all;
    }

    private Map<String, Map<String, Source>> sources(Caller caller, List<PolicyRows.Row> line) {
        Reach seen = caller.reach(Permission.POLICY_READ);
        Map<String, Map<String, Source>> all = new LinkedHashMap<>();
        PolicyMembers.of(settings.policy()).forEach((policy, members) -> {
            Map<String, Source> sources = new LinkedHashMap<>();
            members.keySet().forEach(member -> sources.put(member, source(seen, line, policy, member)));
            all.put(policy, sources);
        });
        return all;
    }

    private static Source source(Reach seen, List<PolicyRows.Row> line, String policy, String member) {
        for (PolicyRows.Row row : line) {
            if (row.policies().getOrDefault(policy, Map.of()).containsKey(member)) {
                boolean own = row.organization().equals(line.getFirst().organization());
                return new Source(
                        own ? "own" : "inherited", own || !seen.covers(row.organization()) ? null : row.organization());
            }
        }
        return new Source("installation", null);
    }

    private static AuditEvent event(
            OrganizationId organization, PolicyRows.Row before, Map<String, Map<String, Object>> after) {
        return AuditEvent.done(
                organization,
                "policy.change",
                new AuditEvent.Target("sign-in policies", organization.toString(), null, before.version() + 1),
                before.policies(),
                after);
    }
}
