package io.tenantry.workplace.internal;

import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.Mailbox;
import io.tenantry.workplace.Mailbox.Reply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code mailboxes}. A mailbox that nobody set up has no row. */
public final class MailboxRows {
    private MailboxRows() {}

    public static Mailbox find(Session session, OrganizationId organization, UUID user, boolean isToChange) {
        if (isToChange) {
            session.run(
                    "INSERT INTO mailboxes (organization_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    organization.value(),
                    user);
        }
        Mailbox found = session.first(
                "SELECT kind, forward_to, keeps_copy, is_hidden, replies, reply_internal, reply_external, replies_from,"
                        + " replies_until FROM mailboxes WHERE organization_id = ? AND user_id = ?"
                        + (isToChange ? " FOR UPDATE" : ""),
                MailboxRows::read,
                organization.value(),
                user);
        return Objects.requireNonNullElseGet(found, Mailbox::usual);
    }

    public static void write(Session session, OrganizationId organization, UUID user, Mailbox mailbox) {
        Reply reply = mailbox.reply();
        session.run(
                """
                UPDATE mailboxes SET kind = ?, forward_to = ?, keeps_copy = ?, is_hidden = ?, replies = ?, reply_internal = ?,
                    reply_external = ?, replies_from = ?, replies_until = ?
                WHERE organization_id = ? AND user_id = ?
                """,
                mailbox.kind().stored(),
                mailbox.forwardTo(),
                mailbox.keepsCopy(),
                mailbox.isHidden(),
                reply != null,
                reply == null ? null : reply.internal(),
                reply == null ? null : reply.external(),
                reply == null ? null : reply.from(),
                reply == null ? null : reply.until(),
                organization.value(),
                user);
    }

    /** For the audit trail. */
    public static Map<String, @Nullable Object> members(Mailbox mailbox) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kind", mailbox.kind().stored());
        members.put("forward_to", mailbox.forwardTo());
        members.put("keeps_copy", mailbox.keepsCopy());
        members.put("is_hidden", mailbox.isHidden());
        members.put("replies", mailbox.reply() != null);
        return members;
    }

    private static Mailbox read(ResultSet row) throws SQLException {
        Reply reply = row.getBoolean(5)
                ? new Reply(
                        Objects.requireNonNullElse(row.getString(6), ""),
                        row.getString(7),
                        Moments.orNull(row, 8),
                        Moments.orNull(row, 9))
                : null;
        return new Mailbox(
                Mailbox.Kind.ofStored(row.getString(1)), row.getString(2), row.getBoolean(3), row.getBoolean(4), reply);
    }
}
