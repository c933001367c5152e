package io.tenantry.mail.internal;

import io.tenantry.access.Reach;
import io.tenantry.mail.Mail;
import io.tenantry.mail.MailTrail.Sent;
import io.tenantry.mail.MailTrail.State;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table mails, for those who want to know what became of them. What a mail says is never read. */
@Component
public class MailTrailRows {
    private static final String SELECT = """
            SELECT id, organization_id, kind, recipient,
                CASE WHEN sent_at IS NOT NULL THEN 'SENT' WHEN failed_at IS NOT NULL THEN 'GIVEN_UP' ELSE 'WAITING' END,
                tries, problem, created_at
            FROM mails
            """;

    private final Database database;

    MailTrailRows(Database database) {
        this.database = database;
    }

    /**
     * Somebody who is written to.
     *
     * @param tests how many mails he has had within the hour to see whether they arrive
     */
    public record Reader(
            String name, @Nullable String mail, @Nullable String language, long tests) {}

    public List<Sent> recent(Reach reach, int limit) {
        return database.list(reach, SELECT + "ORDER BY created_at DESC, id DESC LIMIT ?", MailTrailRows::sent, limit);
    }

    public @Nullable Sent own(Reach reach, UUID user, UUID id) {
        return database.first(reach, SELECT + "WHERE user_id = ? AND id = ?", MailTrailRows::sent, user, id);
    }

    public @Nullable Reader reader(Reach reach, OrganizationId organization, UUID user) {
        return database.first(
                reach,
                """
                SELECT display_name, mail, preferred_language,
                    (SELECT count(*) FROM mails m WHERE m.organization_id = ? AND m.user_id = ? AND m.kind = ?
                     AND m.created_at > now() - interval '1 hour')
                FROM users WHERE organization_id = ? AND id = ?
                """,
                row -> new Reader(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                organization.value(),
                user,
                Mail.Kind.TEST.text(),
                organization.value(),
                user);
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                State.valueOf(row.getString(5)),
                row.getInt(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
