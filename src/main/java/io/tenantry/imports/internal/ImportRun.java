package io.tenantry.imports.internal;

import io.tenantry.imports.Import;
import io.tenantry.imports.Import.Progress;
import io.tenantry.imports.Import.State;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.internal.Answers.Answer;
import io.tenantry.imports.internal.ImportPlan.LeftOver;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.kernel.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One import from the uploaded file to the stored result. */
final class ImportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final ImportWork work;
    private final PasswordWork passwords;
    private final ImportRows rows;
    private final ImportResults results;
    private final Aside aside;

    ImportRun(ImportWork work, PasswordWork passwords, ImportRows rows, ImportResults results, Aside aside) {
        this.aside = aside;
        this.work = work;
        this.passwords = passwords;
        this.rows = rows;
        this.results = results;
    }

    /** Waits for something long, and lets the next import begin meanwhile. */
    @FunctionalInterface
    interface Aside {
        LeftOver await(Supplier<LeftOver> waiting);
    }

    /** Does all of it. What goes wrong is told in the import's row; the files are gone afterwards in any case. */
    void run(Import order, Order what, Source.Opening opening, ImportFolder files) {
        try (files) {
            Reports reports = new Reports(order, what);
            Source source = opening.open(files, reports::fetching);
            UserFile file = source.file();
            rows.readHeader(what.reach(), order, source);
            Map<Long, JudgedPassword> judged =
                    what.keeper().isElsewhere() ? Map.of() : passwords.judge(what, file, reports::hashing);
            reports.reading();
            ImportWork.Outcome outcome = work.apply(what, source, judged, files.answers(), reports);
            LeftOver left = leftOver(order, what, outcome, reports);
            reports.tell(State.ANSWERING);
            ImportCounts all = answer(file, files.answers(), files.result(), left.reasons());
            results.store(what.reach(), order, files.result());
            rows.note(what.reach(), order, notes(outcome, all, left));
            rows.finish(what.reach(), order, all, outcome);
            work.refreshStatistics(what, outcome);
        } catch (Refusal refusal) {
            rows.fail(what.reach(), order, refusal.getMessage());
        } catch (IOException | RuntimeException failure) {
            LOG.error("Import {} failed", order.id(), failure);
            rows.fail(
                    what.reach(),
                    order,
                    "The hub could not finish this import; its log tells more about " + order.id());
        }
    }

    /** What a provider did not do of it; it is waited for until it is through. */
    private LeftOver leftOver(Import order, Order what, ImportWork.Outcome outcome, Reports reports) {
        UUID change = outcome.change();
        if (!outcome.isElsewhere() || change == null) {
            return LeftOver.NOTHING;
        }
        rows.carriedOutBy(what.reach(), order, change);
        return aside.await(() -> what.keeper().follow(change, reports::applied));
    }

    private static List<String> notes(ImportWork.Outcome outcome, ImportCounts all, LeftOver left) {
        List<String> notes = new ArrayList<>(outcome.moved().notes());
        if (outcome.isElsewhere() && all.created() > 0) {
            notes.add("New people got a password that nobody knows and that they have to change; set one to hand out");
        }
        if (outcome.changeOfGroups() != null) {
            notes.add("What was done to groups is a change of its own, " + outcome.changeOfGroups()
                    + "; to take all of it back, undo the change of the people first");
        }
        if (left.goesOn()) {
            notes.add("Not all of it was done. The rest goes on when somebody resumes the change " + outcome.change());
        }
        if (outcome.waits()) {
            notes.add("Nothing was done: somebody else has to agree first. What would be done is the change "
                    + outcome.change());
        }
        return notes;
    }

    /**
     * Writes the file back with what the database answered, and with what never got that far.
     *
     * @param left why rows that should have been done were not, by line
     */
    static ImportCounts answer(UserFile file, Path answers, Path result, Map<Long, String> left) throws IOException {
        Map<RowResult, Long> counts = new EnumMap<>(RowResult.class);
        try (OutputStream out = new Compressed(Files.newOutputStream(result));
                ResultFile written = new ResultFile(file, out);
                Answers sheet = new Answers(answers);
                UserFile.Rows rows = file.rows()) {
            while (rows.hasNext()) {
                switch (rows.next()) {
                    case ImportRow.Usable(var raw, var _) -> {
                        Answer answer = sheet.next();
                        if (answer == null || answer.line() != raw.line()) {
                            throw new IllegalStateException("No answer about line " + raw.line());
                        }
                        String problem = left.get(raw.line());
                        RowResult became = problem == null ? answer.result() : RowResult.FAILED;
                        counts.merge(became, 1L, Long::sum);
                        written.write(raw, became, problem == null ? answer.reason() : problem);
                    }
                    case ImportRow.Faulty(var raw, var problems) -> {
                        counts.merge(RowResult.FAILED, 1L, Long::sum);
                        written.write(raw, RowResult.FAILED, String.join("; ", problems));
                    }
                    case ImportRow.Ignored(var raw, var because) -> {
                        counts.merge(RowResult.SKIPPED, 1L, Long::sum);
                        written.write(raw, RowResult.SKIPPED, because);
                    }
                }
            }
        }
        return new ImportCounts(
                counts.getOrDefault(RowResult.CREATED, 0L) + counts.getOrDefault(RowResult.WOULD_CREATE, 0L),
                counts.getOrDefault(RowResult.UPDATED, 0L) + counts.getOrDefault(RowResult.WOULD_UPDATE, 0L),
                counts.getOrDefault(RowResult.UNCHANGED, 0L),
                counts.getOrDefault(RowResult.FAILED, 0L),
                counts.getOrDefault(RowResult.SKIPPED, 0L));
    }

    /** Compressed as fast as can be; the file is kept for a day only. */
    private static final class Compressed extends GZIPOutputStream {
        Compressed(OutputStream out) throws IOException {
            super(new BufferedOutputStream(out));
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Writes progress down, but not more often than anybody would look. */
    private final class Reports implements ImportWork.Watcher {
        private static final Duration BETWEEN = Duration.ofMillis(500);

        private final Import order;
        private final Order what;
        private Progress progress;
        private State state = State.READING;
        private long lastTold;

        Reports(Import order, Order what) {
            this.order = order;
            this.what = what;
            progress = order.progress();
        }

        void fetching(long people) {
            progress = Progress.expecting(people);
            if (System.nanoTime() - lastTold > BETWEEN.toNanos()) {
                tell(State.FETCHING);
            }
        }

        void reading() {
            progress = Progress.expecting(progress.expected());
            tell(State.READING);
        }

        void hashing(long read) {
            state = State.HASHING;
            read(read, 0);
        }

        @Override
        public void read(long read, long staged) {
            progress = new Progress(progress.expected(), read, staged, progress.applied());
            if (System.nanoTime() - lastTold > BETWEEN.toNanos()) {
                tell(state);
            }
        }

        @Override
        public void applying() {
            tell(State.APPLYING);
        }

        @Override
        public void applied(long applied) {
            progress = new Progress(progress.expected(), progress.read(), progress.staged(), applied);
            tell(state);
        }

        void tell(State now) {
            state = now;
            lastTold = System.nanoTime();
            rows.report(what.reach(), order, now, progress);
        }
    }
}
