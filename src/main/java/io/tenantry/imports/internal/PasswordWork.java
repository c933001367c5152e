package io.tenantry.imports.internal;

import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.Passwords;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.imports.internal.JudgedPassword.Bad;
import io.tenantry.imports.internal.JudgedPassword.Good;
import io.tenantry.imports.internal.JudgedPassword.Hashed;
import io.tenantry.imports.internal.Layout.Column;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Judges and hashes the passwords of a file before its transaction begins. That is slow on purpose, so it is done only for people
 * who are new, a few at a time, and always behind those who are just signing in.
 */
final class PasswordWork implements Closeable {
    /** Few enough that the progress moves every few seconds. */
    private static final int BATCH = 100;

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Which of the rows are about somebody who is there. Values: their names, their object ids, the organization, twice. */
    private static final String KNOWN = """
            SELECT g.n FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS g (upn, object_id, n)
            WHERE EXISTS (SELECT FROM users u WHERE u.organization_id = ? AND u.deleted_at IS NULL AND u.upn_ci = lower(g.upn))
                OR EXISTS (SELECT FROM users u WHERE u.organization_id = ? AND u.object_id = nullif(g.object_id, '')::uuid)
            """;

    private final Database database;
    private final Passwords passwords;
    private final ImportSettings settings;
    private final ExecutorService hashers;

    PasswordWork(Database database, Passwords passwords, ImportSettings settings) {
        this.database = database;
        this.passwords = passwords;
        this.settings = settings;
        int atOnce = settings.passwordsAtOnce() > 0
                ? settings.passwordsAtOnce()
                : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        hashers = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("import-password-", 0).factory());
    }

    /** Told how far the work is. */
    interface Watcher {
        void hashing(long read);
    }

    /**
     * The passwords of the file by the line they stand on.
     *
     * @throws Refusal (TOO_LARGE) when there are more of them than one import may have
     */
    Map<Long, JudgedPassword> judge(Order order, UserFile file, Watcher watcher) throws IOException {
        Column column = file.layout().columnOf(ImportField.PASSWORD);
        if (column == null) {
            return Map.of();
        }
        Map<Long, JudgedPassword> judged = new HashMap<>();
        Set<Long> fresh = newPeople(order, file, judged);
        Refusal.unless(
                fresh.size() <= settings.passwordsMax(),
                Refusal.Reason.TOO_LARGE,
                "The file has passwords for %d new people; at most %d can be in one file"
                        .formatted(fresh.size(), settings.passwordsMax()));
        inBatches(file, (batch, read) -> {
            watcher.hashing(read);
            List<ImportRow.Usable> here = batch.stream()
                    .filter(row -> fresh.contains(row.raw().line()))
                    .toList();
            judged.putAll(judge(order, here, column));
        });
        return judged;
    }

    /** The lines of people who are new. Those who are there keep their passwords, and are noted as such. */
    private Set<Long> newPeople(Order order, UserFile file, Map<Long, JudgedPassword> judged) throws IOException {
        Set<Long> fresh = new HashSet<>();
        inBatches(file, (batch, read) -> {
            List<String> upns = batch.stream()
                    .map(row -> row.values().getOrDefault(ImportField.USER_PRINCIPAL_NAME, ""))
                    .toList();
            List<String> objects = batch.stream()
                    .map(row -> row.values().getOrDefault(ImportField.OBJECT_ID, ""))
                    .toList();
            Set<Integer> known = Set.copyOf(database.list(
                    order.reach(),
                    KNOWN,
                    row -> row.getInt(1) - 1,
                    upns,
                    objects,
                    order.organization().value(),
                    order.organization().value()));
            for (int at = 0; at < batch.size(); at++) {
                long line = batch.get(at).raw().line();
                if (known.contains(at)) {
                    judged.put(line, new Bad("The user was deleted meanwhile; please send the file again"));
                } else {
                    fresh.add(line);
                }
            }
        });
        return fresh;
    }

    private Map<Long, JudgedPassword> judge(Order order, List<ImportRow.Usable> rows, Column column) {
        List<Callable<JudgedPassword>> work = rows.stream()
                .map(row -> (Callable<JudgedPassword>) () -> judge(order, row.values(), column))
                .toList();
        try {
            List<Future<JudgedPassword>> done = hashers.invokeAll(work);
            Map<Long, JudgedPassword> judged = new HashMap<>();
            for (int at = 0; at < rows.size(); at++) {
                judged.put(rows.get(at).raw().line(), done.get(at).get());
            }
            return judged;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The hub stopped during this import; please send the file again");
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A password could not be judged", failure.getCause());
        }
    }

    private JudgedPassword judge(Order order, Map<ImportField, String> values, Column column)
            throws InterruptedException {
        String password = Objects.requireNonNull(values.get(ImportField.PASSWORD));
        PasswordContext context = PasswordContext.of(
                values.get(ImportField.USER_PRINCIPAL_NAME),
                values.get(ImportField.DISPLAY_NAME),
                values.get(ImportField.MAIL_NICKNAME),
                values.get(ImportField.GIVEN_NAME),
                values.get(ImportField.SURNAME));
        while (true) {
            try {
                if (order.dryRun()) {
                    List<String> problems = passwords.problems(order.organization(), password, context);
                    return problems.isEmpty()
                            ? new Good()
                            : new Bad(column.place() + ": " + String.join(". ", problems));
                }
                return new Hashed(passwords.prepare(order.organization(), password, context));
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.BUSY) {
                    return new Bad(column.place() + ": " + refusal.getMessage());
                }
                // Many are signing in just now, and they do not like to wait.
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        hashers.shutdownNow();
    }

    private interface BatchOfRows {
        void take(List<ImportRow.Usable> batch, long read);
    }

    /** Goes through the rows that give a password. */
    private static void inBatches(UserFile file, BatchOfRows taker) throws IOException {
        try (UserFile.Rows rows = file.rows()) {
            List<ImportRow.Usable> batch = new ArrayList<>();
            long read = 0;
            while (rows.hasNext()) {
                if (rows.next() instanceof ImportRow.Usable row && row.values().containsKey(ImportField.PASSWORD)) {
                    batch.add(row);
                }
                read++;
                if (batch.size() == BATCH || !rows.hasNext()) {
                    taker.take(batch, read);
                    batch.clear();
                }
            }
        }
    }
}
