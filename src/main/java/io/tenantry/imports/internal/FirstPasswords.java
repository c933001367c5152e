package io.tenantry.imports.internal;

import io.tenantry.credentials.PasswordHash;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the passwords of people who were just made: those of a file, and those that they bring with them as hashes. */
final class FirstPasswords {
    private static final int AT_ONCE = 1_000;

    private final Keeper keeper;
    private final Function<String, PasswordHash> reader;

    FirstPasswords(Keeper keeper, Function<String, PasswordHash> reader) {
        this.keeper = keeper;
        this.reader = reader;
    }

    /** Keeps the first passwords of many users. */
    @FunctionalInterface
    interface Keeper {
        void keep(Session session, OrganizationId organization, Map<UUID, PasswordHash> first, boolean mustChange);
    }

    /** What is to become of the hash in a row; null when it has none. */
    @Nullable
    JudgedPassword ofHash(Map<ImportField, String> values) {
        String hash = values.get(ImportField.PASSWORD_HASH);
        if (hash == null) {
            return null;
        }
        try {
            Objects.requireNonNull(reader.apply(hash));
            return new JudgedPassword.Moved();
        } catch (Refusal refusal) {
            return new JudgedPassword.Unusable("The password stays behind. " + refusal.getMessage());
        }
    }

    /** The same where people sign in elsewhere: a plan keeps no passwords, and the one of the file would have to wait in it. */
    static @Nullable JudgedPassword elsewhere(Map<ImportField, String> values) {
        return values.containsKey(ImportField.PASSWORD) || values.containsKey(ImportField.PASSWORD_HASH)
                ? new JudgedPassword.Unusable("The password was left out, as people sign in elsewhere")
                : null;
    }

    /** Whoever wrote a password into a file knows it, so each has to be replaced at the first sign-in. */
    void keep(Session session, Order order, Map<Long, JudgedPassword> judged) {
        Map<UUID, PasswordHash> first = new HashMap<>();
        session.walk(ImportStatements.FIRST_PASSWORDS, row -> {
            if (judged.get(row.getLong(1)) instanceof JudgedPassword.Hashed(var hash)) {
                first.put(row.getObject(2, UUID.class), hash);
            }
        });
        if (!first.isEmpty()) {
            keeper.keep(session, order.organization(), first, true);
        }
    }

    /** The hashes are read from the file once more, as there may be too many of them to hold. */
    void keepMoved(Session session, Order order, UserFile file) {
        if (file.layout().columnOf(ImportField.PASSWORD_HASH) == null) {
            return;
        }
        try (UserFile.Rows rows = file.rows()) {
            Map<Boolean, Map<UUID, PasswordHash>> batches = Map.of(true, new HashMap<>(), false, new HashMap<>());
            session.walk(ImportStatements.MOVED_PASSWORDS, row -> {
                boolean mustChange = row.getBoolean(3);
                Map<UUID, PasswordHash> batch = batches.getOrDefault(mustChange, new HashMap<>());
                batch.put(row.getObject(2, UUID.class), reader.apply(hashOn(row.getLong(1), rows)));
                if (batch.size() == AT_ONCE) {
                    keeper.keep(session, order.organization(), batch, mustChange);
                    batch.clear();
                }
            });
            batches.forEach((mustChange, batch) -> {
                if (!batch.isEmpty()) {
                    keeper.keep(session, order.organization(), batch, mustChange);
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hashOn(long line, UserFile.Rows rows) {
        while (rows.hasNext()) {
            if (rows.next() instanceof ImportRow.Usable(var raw, var values) && raw.line() == line) {
                return values.getOrDefault(ImportField.PASSWORD_HASH, "");
            }
        }
        throw new NoSuchElementException("No row on line " + line);
    }
}
