package io.tenantry.usage.internal;

import io.tenantry.platform.database.CopyFormat;
import io.tenantry.platform.database.Session;
import io.tenantry.usage.ToldAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The temporary table {@code staged}: what a source tells, before it is taken in. */
final class StagedAccounts {
    private static final int CHARACTERS_A_MESSAGE = 64 * 1024;

    private static final String MAKE = """
            CREATE TEMPORARY TABLE staged (
                line bigint NOT NULL, application text NOT NULL, vendor text NOT NULL, application_id uuid,
                external_id text NOT NULL, discovery_type integer NOT NULL, user_id uuid, email text, upn text, person_key text,
                display_name text, is_enabled boolean, country text, department text, first_discovered_at timestamptz,
                plans text[], skus text[], activity text[] NOT NULL) ON COMMIT DROP
            """;

    private static final String COPY = """
            COPY staged (line, application, vendor, external_id, discovery_type, email, upn, person_key, display_name,
                is_enabled, country, department, first_discovered_at, plans, activity) FROM STDIN
            """;

    private StagedAccounts() {}

    static void make(Session session) {
        session.run(MAKE);
    }

    static void add(Session session, Collection<ToldAccount> accounts) {
        try {
            CopyIn copy =
                    session.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            StringBuilder text = new StringBuilder(CHARACTERS_A_MESSAGE + 4096);
            for (ToldAccount account : accounts) {
                write(text, account);
                if (text.length() >= CHARACTERS_A_MESSAGE) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
        } catch (SQLException failure) {
            throw new UncheckedIOException(new IOException(failure));
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void write(StringBuilder text, ToldAccount account) {
        List<String> plans = account.subscriptions();
        cells(
                text,
                account.line(),
                account.application(),
                account.vendor(),
                account.externalId(),
                account.discoveryType(),
                account.email(),
                account.upn(),
                account.personKey(),
                account.displayName(),
                account.enabled(),
                account.country(),
                account.department(),
                account.firstDiscovered(),
                plans == null ? null : array(plans),
                array(account.activity().stream().map(Instant::toString).toList()));
    }

    private static void cells(StringBuilder text, @Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t");
            Object value = values[i];
            CopyFormat.write(text, value == null ? null : value.toString());
        }
        text.append('\n');
    }

    private static String array(List<String> elements) {
        return elements.stream()
                .map(element -> '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
