package io.tenantry.imports.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.changes.PreparedChanges;
import io.tenantry.credentials.Passwords;
import io.tenantry.directory.AccountProviders;
import io.tenantry.imports.Import;
import io.tenantry.imports.ImportId;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.Imports;
import io.tenantry.imports.MoveIn;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import jakarta.annotation.PreDestroy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes files in and works through them, a few at a time, so that a heap of imports leaves room for everybody else. */
@Component
public class ImportQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);
    private static final int BUFFER_SIZE = 1 << 16;
    private static final int HEARTBEAT_SECONDS = 15;

    private final Guards guards;
    private final ImportRows rows;
    private final PasswordWork passwordWork;
    private final ImportRun run;
    private final MoveInReading reading;
    private final PreparedChanges changes;
    private final AccountProviders providers;
    private final ImportSettings settings;
    private final ThreadPoolExecutor workers;
    private int waiting;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("imports-heart").factory());
    private final ScheduledFuture<?> beating;
    private final Map<ImportId, Place> ours = new ConcurrentHashMap<>();

    /** Who takes part besides. */
    @Component
    record Writers(
            MoveInReading reading,
            MoveInWork moving,
            ImportResults results,
            PreparedChanges changes,
            AccountProviders providers) {}

    /** Where an import belongs. */
    private record Place(Reach reach, OrganizationId organization) {}

    ImportQueue(
            Database database,
            Guards guards,
            Passwords passwords,
            ImportRows rows,
            Writers writers,
            ImportSettings settings) {
        this.guards = guards;
        this.rows = rows;
        this.settings = settings;
        passwordWork = new PasswordWork(database, passwords, settings);
        reading = writers.reading();
        changes = writers.changes();
        providers = writers.providers();
        ImportWork work = new ImportWork(
                database,
                new FirstPasswords(passwords::storeFirst, passwords::imported),
                writers.moving()::apply,
                settings);
        run = new ImportRun(work, passwordWork, rows, writers.results(), this::aside);
        workers = new ThreadPoolExecutor(
                settings.parallel(),
                settings.parallel(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(Math.max(1, settings.waitingMax())),
                Thread.ofVirtual().name("import-", 0).factory());
        beating = heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Writes the file to disk as it comes, never holding more than a buffer of it, and lines the import up. */
    public Import add(Reach reach, Caller caller, Import order, InputStream file, Imports.Reading how)
            throws IOException {
        Source.Opening opening = Source.of(ColumnMapping.parse(how.mapping(), how.onlyFailed()));
        ImportFolder files = folder();
        return taken(files, () -> {
            Import expected = order.expecting(receive(file, files.upload()));
            return lineUp(reach, caller, expected, opening, files);
        });
    }

    /** Like the other, for what another system gave out, or gives when its turn comes. */
    public Import moveIn(Reach reach, Caller caller, Import order, InputStream file, MoveIn what) throws IOException {
        Source.Opening opening = reading.of(reach, order.organization(), what);
        ImportFolder files = folder();
        return taken(files, () -> {
            receive(file, files.source());
            return lineUp(reach, caller, order, opening, files);
        });
    }

    private static ImportFolder folder() throws IOException {
        // A folder that only the hub's own user may enter: templates bring passwords with them.
        return new ImportFolder(Files.createTempDirectory("tenantry-import-"));
    }

    /** The files are the import's from when it is lined up; until then, they go with what went wrong. */
    private static Import taken(ImportFolder files, Taking taking) throws IOException {
        try {
            return taking.take();
        } catch (IOException | RuntimeException failure) {
            files.close();
            throw failure;
        }
    }

    @FunctionalInterface
    private interface Taking {
        Import take() throws IOException;
    }

    private Import lineUp(Reach reach, Caller caller, Import order, Source.Opening opening, ImportFolder files) {
        rows.insert(reach, order);
        Order what = new Order(
                reach,
                order.organization(),
                caller.actor(),
                guard(caller, order),
                order.dryRun(),
                new KeptAsChange(changes, caller, order, providers.isElsewhere(order.organization())));
        lineUp(reach, order, () -> run.run(order, what, opening, files));
        return order;
    }

    /** A provider may take hours. Whoever waits for it leaves his place to the next import. */
    private ImportPlan.LeftOver aside(Supplier<ImportPlan.LeftOver> work) {
        makeRoom(1);
        try {
            return work.get();
        } finally {
            makeRoom(-1);
        }
    }

    private synchronized void makeRoom(int more) {
        waiting += more;
        int threads = settings.parallel() + waiting;
        // In this order, as there are never fewer threads at most than at least.
        if (more > 0) {
            workers.setMaximumPoolSize(threads);
            workers.setCorePoolSize(threads);
        } else {
            workers.setCorePoolSize(threads);
            workers.setMaximumPoolSize(threads);
        }
    }

    @PreDestroy
    void stop() {
        beating.cancel(true);
        heart.shutdownNow();
        workers.shutdownNow();
        passwordWork.close();
    }

    /** Lets other nodes know that the imports here are being taken care of, also while a long statement runs. */
    private void beat() {
        ours.forEach((id, order) -> {
            try {
                rows.hear(order.reach(), order.organization(), id);
            } catch (RuntimeException failure) {
                LOG.warn("Import {} could not be touched", id, failure);
            }
        });
    }

    private void lineUp(Reach reach, Import order, Runnable work) {
        try {
            ours.put(order.id(), new Place(reach, order.organization()));
            workers.execute(() -> {
                try {
                    work.run();
                } finally {
                    ours.remove(order.id());
                }
            });
        } catch (RejectedExecutionException full) {
            ours.remove(order.id());
            String problem = "Too many imports are waiting already; please try again later";
            rows.fail(reach, order, problem);
            throw new Refusal(Refusal.Reason.BUSY, problem);
        }
    }

    private ImportWork.Guard guard(Caller caller, Import order) {
        return new ImportWork.Guard() {
            @Override
            public @Nullable String objection(UUID user) {
                try {
                    guards.mayTouch(caller, order.organization(), user);
                    return null;
                } catch (Refusal refusal) {
                    return refusal.getMessage();
                }
            }

            @Override
            public void disabled(Session session) {
                guards.keepAnAdministrator(session, order.organization());
            }

            @Override
            public boolean mayWriteGroups() {
                return caller.reach(Permission.GROUP_WRITE).covers(order.organization());
            }

            @Override
            public @Nullable String objectionToMembers(UUID group) {
                try {
                    guards.mayChangeMembers(caller, order.organization(), group, List.of());
                    return null;
                } catch (Refusal refusal) {
                    return refusal.getMessage();
                }
            }

            @Override
            public boolean mayLink() {
                return caller.reach(Permission.USER_PASSWORD_WRITE).covers(order.organization());
            }
        };
    }

    /** Tells how many lines there were, as a guess at the number of rows. */
    private long receive(InputStream file, Path upload) throws IOException {
        long size = 0;
        long lines = 0;
        byte[] buffer = new byte[BUFFER_SIZE];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(upload))) {
            int read;
            while ((read = file.read(buffer)) >= 0) {
                size += read;
                settings.requireBearable(size);
                for (int at = 0; at < read; at++) {
                    if (buffer[at] == '\n') {
                        lines++;
                    }
                }
                out.write(buffer, 0, read);
            }
        }
        return Math.max(0, lines - 1);
    }
}
