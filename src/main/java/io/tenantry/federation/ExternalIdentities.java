package io.tenantry.federation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.federation.internal.IdentityRows;
import io.tenantry.federation.internal.SourceRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who people are to the providers they sign in with. Whoever links somebody to a subject lets that subject in as him, which is as
 * much as giving him a password, so it takes the same permission and the same guards.
 */
@Component
public class ExternalIdentities {
    private static final int SUBJECT_MAX = 512;

    private final Database database;
    private final Access access;
    private final Users users;
    private final UserChanges changes;
    private final SourceRows sources;
    private final AuditTrail audit;

    ExternalIdentities(
            Database database, Access access, Users users, UserChanges changes, SourceRows sources, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.users = users;
        this.changes = changes;
        this.sources = sources;
        this.audit = audit;
    }

    /** Who a person is to each provider, by its name. Needs {@code user.read}. */
    public List<ExternalIdentity> list(Caller caller, OrganizationId organization, UserKey key) {
        User user = users.get(caller, organization, key);
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        return IdentityRows.list(database, reach, user);
    }

    /**
     * Lets whoever the provider calls by this subject sign in as the person, and nobody whom it called otherwise. Needs
     * {@code user.password.write}.
     *
     * @throws Refusal (NOT_FOUND) when the organization has no such person or no such provider, (MALFORMED) when the subject
     *     cannot be one, (CONFLICT) when it is somebody else's
     */
    public void link(Caller caller, OrganizationId organization, UserKey key, UUID source, String subject) {
        caller.requireInPerson();
        Refusal.unless(
                !subject.isBlank()
                        && subject.length() <= SUBJECT_MAX
                        && subject.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "A subject has 1 to " + SUBJECT_MAX + " printable characters",
                "subject");
        try {
            changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, (session, user) -> {
                IdentitySource provider = provider(session, organization, source);
                if (subject.equals(IdentityRows.subject(session, user, source))) {
                    return;
                }
                IdentityRows.unlink(session, user, source);
                IdentityRows.link(session, user, source, subject);
                audit.record(
                        session,
                        caller.actor(),
                        event("user.identity.link", user, Map.of("provider", provider.name(), "subject", subject)));
            });
        } catch (DatabaseFailure failure) {
            Refusal.unless(
                    !failure.violatesUnique("external_identities_pkey"),
                    Refusal.Reason.CONFLICT,
                    "Another account belongs to this subject",
                    "subject");
            throw failure;
        }
    }

    /** Nobody signs in as the person through the provider any more. Needs {@code user.password.write}. */
    public void unlink(Caller caller, OrganizationId organization, UserKey key, UUID source) {
        caller.requireInPerson();
        changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, key, (session, user) -> {
            IdentitySource provider = provider(session, organization, source);
            Refusal.unless(
                    IdentityRows.unlink(session, user, source),
                    Refusal.Reason.NOT_FOUND,
                    "The person is not known to this provider");
            audit.record(
                    session, caller.actor(), event("user.identity.unlink", user, Map.of("provider", provider.name())));
        });
    }

    /**
     * Whom a provider of another system knows somebody as.
     *
     * @param provider what the provider is called there, and should be called here
     */
    public record Known(UUID user, String provider, String subject) {}

    /** What the organization's sign-in providers are called, in lower case; for whoever moves people in. */
    public Set<String> providers(Session session, OrganizationId organization) {
        return IdentityRows.providers(session, organization.value());
    }

    /**
     * Lets people who move in sign in through providers as they did before, where there is a provider of that name. Whoever asks has
     * seen to it that the caller may. Those who are linked already stay as they are.
     *
     * @param dryRun only count
     * @return how many were linked
     */
    public long linkMoved(Session session, Actor actor, OrganizationId organization, List<Known> some, boolean dryRun) {
        List<UUID> people = some.stream().map(Known::user).toList();
        List<String> providers = some.stream().map(Known::provider).toList();
        List<String> subjects = some.stream().map(Known::subject).toList();
        if (dryRun) {
            return IdentityRows.countNew(session, organization.value(), people, providers, subjects);
        }
        List<IdentityRows.Linked> linked =
                IdentityRows.linkNew(session, organization.value(), people, providers, subjects);
        audit.recordAll(
                session,
                actor,
                linked.stream()
                        .map(one -> AuditEvent.done(
                                organization,
                                "user.identity.link",
                                new AuditEvent.Target("user", one.user().toString(), one.upn(), null),
                                null,
                                Map.of("provider", one.provider(), "subject", one.subject())))
                        .toList());
        return linked.size();
    }

    private IdentitySource provider(Session session, OrganizationId organization, UUID id) {
        IdentitySource source = IdentitySources.found(sources.locked(session, organization, id));
        Refusal.unless(
                source.settings() instanceof OidcSettings,
                Refusal.Reason.NOT_FOUND,
                "The organization has no such sign-in provider");
        return source;
    }

    private static AuditEvent event(String action, User user, Map<String, ?> after) {
        return AuditEvent.done(
                user.organization(),
                action,
                new AuditEvent.Target("user", user.id().toString(), user.upn(), null),
                null,
                after);
    }
}
