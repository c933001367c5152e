package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.AccountRows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The accounts that a person is made of: which they are, why, and what to do when that is wrong. */
@Component
public class AppAccounts {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final People people;
    private final AccountRows rows;
    private final Settling settling;

    AppAccounts(
            Database database, Access access, AuditTrail audit, People people, AccountRows rows, Settling settling) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.people = people;
        this.rows = rows;
        this.settling = settling;
    }

    /**
     * One step of an explanation: two accounts have something in common.
     *
     * @param key what that is: {@code address}, {@code id} or {@code user}, and its value
     */
    public record Link(AppAccount from, AppAccount to, String key) {}

    /**
     * Why two accounts belong to one person, or do not.
     *
     * @param samePerson whether they do
     * @param links from the first account to the second, by what each has in common with the next; empty when nothing does
     * @param reason the same in a sentence
     */
    public record Explanation(boolean samePerson, List<Link> links, String reason) {}

    /** The accounts of a person, those that count most first. Needs {@code saas.consolidation.view.r}; refuses with NOT_FOUND. */
    public List<AppAccount> list(Caller caller, @Nullable OrganizationId organization, UUID person) {
        Person found = people.get(caller, organization, person);
        return rows.of(access.require(caller, Permission.USAGE_READ, found.organization()), found);
    }

    /** Explains whether two accounts belong to one person. Needs {@code saas.consolidation.view.r}; refuses with NOT_FOUND. */
    public Explanation explain(Caller caller, OrganizationId organization, UUID account, UUID other) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization);
        AppAccount first = found(rows.find(reach, organization, account));
        AppAccount second = found(rows.find(reach, organization, other));
        boolean same = first.person().equals(second.person());
        List<Link> links = rows.links(reach, first, second);
        return new Explanation(same, links, reason(first, second, same, links));
    }

    /**
     * Moves an account by hand to another person, where it stays whatever sources tell. A person who has no account left
     * disappears. Needs {@code saas.consolidation.view.crud}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public AppAccount move(Caller caller, OrganizationId organization, UUID account, UUID person) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        AppAccount before = found(rows.find(reach, organization, account));
        Refusal.unless(
                rows.hasPerson(reach, organization, person), Refusal.Reason.NOT_FOUND, "There is no such person");
        database.change(reach, session -> {
            rows.pin(session, before, person);
            audit.record(session, caller.actor(), event(before, "account.move", before.person(), person));
        });
        settling.now(organization);
        return found(rows.find(reach, organization, account));
    }

    /** Lets an account that was moved by hand go back to where its keys say. Refuses as {@link #move} does. */
    public AppAccount moveBack(Caller caller, OrganizationId organization, UUID account) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        AppAccount before = found(rows.find(reach, organization, account));
        Refusal.unless(before.moved(), Refusal.Reason.CONFLICT, "Nobody has moved this account");
        database.change(reach, session -> {
            rows.unpin(session, before);
            audit.record(session, caller.actor(), event(before, "account.moveback", before.person(), null));
        });
        settling.now(organization);
        return found(rows.find(reach, organization, account));
    }

    private static String reason(AppAccount first, AppAccount second, boolean same, List<Link> links) {
        if (first.moved() || second.moved()) {
            return same
                    ? "Somebody has moved one of them to the other's person by hand"
                    : "Somebody has moved one of them to another person by hand";
        }
        if (links.isEmpty()) {
            return same ? "They are one account" : "Nothing connects them";
        }
        return links.size() == 1
                ? "They have the same " + links.getFirst().key()
                : "Each has something in common with the next, over " + (links.size() - 1) + " more";
    }

    private static AppAccount found(@Nullable AppAccount account) {
        if (account == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such account");
        }
        return account;
    }

    private static AuditEvent event(AppAccount account, String action, UUID from, @Nullable UUID to) {
        return AuditEvent.done(
                account.organization(),
                action,
                new AuditEvent.Target("account", account.id().toString(), account.externalId(), null),
                Map.of("person", from.toString()),
                Map.of("person", Objects.toString(to, "as its keys say")));
    }
}
