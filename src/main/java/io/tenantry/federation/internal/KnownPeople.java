package io.tenantry.federation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.Property;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.OidcSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Which user somebody is whom a provider has recognized. He is known by the provider and what it calls him, and by nothing else:
 * addresses and names change hands. Only where a source allows it, somebody unknown is linked by a verified address of a verified
 * domain, or becomes a new user.
 */
@Component
class KnownPeople {
    private static final String NOBODY =
            "Nobody here is known by this account. Ask whoever looks after your organization for an invitation";

    private final Database database;
    private final UserChanges changes;
    private final AuditTrail audit;

    KnownPeople(Database database, UserChanges changes, AuditTrail audit) {
        this.database = database;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * The user.
     *
     * @throws Refusal (NOT_SIGNED_IN) when there is none and none may be linked or made
     */
    UUID recognize(IdentitySource source, OidcSettings settings, Jwt token, String correlationId) {
        Reach reach = RunRows.reach(source);
        UUID known = database.first(
                reach,
                "SELECT user_id FROM external_identities WHERE organization_id = ? AND provider = ? AND subject = ?",
                row -> row.getObject(1, UUID.class),
                source.organization().value(),
                source.id().toString(),
                token.getSubject());
        if (known != null) {
            return known;
        }
        String mail = trustedMail(source, settings, token);
        UUID linked = settings.linkByMail() && mail != null ? link(source, mail, token, correlationId) : null;
        if (linked != null) {
            return linked;
        }
        if (!settings.createPeople() || mail == null) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, NOBODY);
        }
        return create(source, mail, token, correlationId);
    }

    /** The address in lower case, if the provider has verified it and its domain is a verified one of the organization. */
    private @Nullable String trustedMail(IdentitySource source, OidcSettings settings, Jwt token) {
        String mail = token.getClaimAsString("email");
        Boolean told = verified(token);
        boolean verified = told == null ? settings.mailIsVerified() : told;
        if (mail == null || !verified || mail.indexOf('@') < 1) {
            return null;
        }
        String lower = mail.strip().toLowerCase(Locale.ROOT);
        return database.first(
                RunRows.reach(source),
                "SELECT ? FROM domains WHERE organization_id = ? AND is_verified AND name = ?",
                row -> row.getString(1),
                lower,
                source.organization().value(),
                lower.substring(lower.lastIndexOf('@') + 1));
    }

    private static @Nullable Boolean verified(Jwt token) {
        Object told = token.getClaims().get("email_verified");
        return told == null ? null : "true".equals(told.toString());
    }

    /** The only user with this address; none who holds roles, as an address is too little to hand those out. */
    private @Nullable UUID link(IdentitySource source, String mail, Jwt token, String correlationId) {
        record Found(UUID id, String upn) {}
        UUID organization = source.organization().value();
        return database.transaction(RunRows.reach(source), session -> {
            List<Found> found = session.list(
                    """
                    WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
                    privileged AS (
                        SELECT id FROM holders
                        UNION SELECT n.inner_id FROM group_nesting n JOIN holders h ON h.id = n.outer_id
                            WHERE n.organization_id = ?)
                    SELECT u.id, u.upn FROM users u
                    WHERE u.organization_id = ? AND (u.upn_ci = ? OR u.mail_ci = ?) AND u.deleted_at IS NULL AND NOT u.is_system
                      AND NOT EXISTS (SELECT FROM external_identities e WHERE e.organization_id = u.organization_id
                          AND e.user_id = u.id AND e.provider = ?)
                      AND NOT EXISTS (SELECT FROM privileged p WHERE p.id = u.id)
                      AND NOT EXISTS (SELECT FROM memberships m JOIN privileged p ON p.id = m.group_id
                          WHERE m.organization_id = u.organization_id AND m.member_id = u.id AND m.living)
                    ORDER BY u.id LIMIT 2 FOR UPDATE OF u
                    """,
                    row -> new Found(row.getObject(1, UUID.class), row.getString(2)),
                    organization,
                    organization,
                    organization,
                    mail,
                    mail,
                    source.id().toString());
            if (found.size() != 1) {
                return null;
            }
            Found user = found.getFirst();
            know(session, source, user.id(), token);
            audit.record(
                    session,
                    hub(source, correlationId),
                    new AuditEvent(
                            source.organization(),
                            "user.identity.link",
                            "user",
                            user.id().toString(),
                            user.upn(),
                            null,
                            AuditEvent.Outcome.DONE,
                            null,
                            null,
                            Map.of("provider", source.name(), "subject", token.getSubject(), "by", "mail")));
            return user.id();
        });
    }

    private UUID create(IdentitySource source, String mail, Jwt token, String correlationId) {
        Values<UserField> values =
                new Values<UserField>().set(UserField.UPN, mail).set(UserField.MAIL, mail);
        String name = usable(UserField.DISPLAY_NAME, token.getClaimAsString("name"));
        values.set(UserField.DISPLAY_NAME, name == null ? mail : name);
        set(values, UserField.GIVEN_NAME, token.getClaimAsString("given_name"));
        set(values, UserField.SURNAME, token.getClaimAsString("family_name"));
        Reach reach = RunRows.reach(source);
        Caller hub = new Caller(hub(source, correlationId), Map.of(Permission.USER_WRITE, reach), "provider", 0);
        try {
            User created = changes.create(
                    hub,
                    source.organization(),
                    new NewUser(null, values),
                    (session, user) -> know(session, source, user.id().value(), token));
            return created.id().value();
        } catch (Refusal taken) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, NOBODY);
        }
    }

    private static void set(Values<UserField> values, UserField field, @Nullable String text) {
        String usable = usable(field, text);
        if (usable != null) {
            values.set(field, usable);
        }
    }

    /** What the property can hold; a name is not worth turning somebody away. */
    private static @Nullable String usable(Property property, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String line = text.strip();
        return line.length() <= property.lengthMax() && property.format().broken(line) == null ? line : null;
    }

    private static void know(Session session, IdentitySource source, UUID user, Jwt token) {
        session.run(
                "INSERT INTO external_identities (organization_id, user_id, provider, subject) VALUES (?, ?, ?, ?)",
                source.organization().value(),
                user,
                source.id().toString(),
                token.getSubject());
    }

    /** Tells the audit trail of somebody who was turned away. */
    void refused(IdentitySource source, @Nullable String subject, String reason, String correlationId) {
        audit.recordAlone(
                new Reach.Some(Set.of(source.organization())),
                new Actor(null, Actor.Kind.ANONYMOUS, source.name(), null, null, correlationId),
                new AuditEvent(
                        source.organization(),
                        "user.signin",
                        "identity source",
                        source.id().toString(),
                        subject == null ? source.name() : subject,
                        null,
                        AuditEvent.Outcome.REFUSED,
                        reason,
                        null,
                        null));
    }

    private static Actor hub(IdentitySource source, String correlationId) {
        return new Actor(null, Actor.Kind.SYSTEM, "provider " + source.name(), null, null, correlationId);
    }
}
