package io.tenantry.imports.internal;

import io.tenantry.TestPostgres;
import io.tenantry.audit.Actor;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.tenancy.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.util.unit.DataSize;

/**
 * Compares an import with the least that could be done: the same rows by plain COPY into the same table with the same indexes
 * and triggers, without reading a CSV file, matching, checking or auditing. Run its main with the number of rows.
 */
final class ImportBench {
    private static final int ROUNDS = 3;

    private ImportBench() {}

    static void main(String[] arguments) throws IOException, SQLException {
        int rows = arguments.length == 0 ? 50_000 : Integer.parseInt(arguments[0]);
        Path path = Files.createTempFile("people", ".csv");
        try (ImportDatabase hub = new ImportDatabase("import_bench")) {
            EntraExportFile.write(path, rows, 7);
            for (int round = 1; round <= ROUNDS; round++) {
                OrganizationId copied = hub.customer("Copied " + round);
                double copy = copy(hub, copied, path);
                OrganizationId imported = hub.customer("Imported " + round);
                double first = importFile(hub, imported, path);
                double again = importFile(hub, imported, path);
                System.out.printf(
                        Locale.ROOT,
                        "%d rows: COPY %.2f s (%.0f/s), import %.2f s (%.0f/s), ratio %.2f, the same file again %.2f s%n",
                        rows,
                        copy,
                        rows / copy,
                        first,
                        rows / first,
                        copy / first,
                        again);
            }
        } finally {
            Files.delete(path);
        }
    }

    private static double copy(ImportDatabase hub, OrganizationId organization, Path path)
            throws IOException, SQLException {
        byte[] lines = lines(organization, path);
        String columns = Columns.each(Columns.CHANGEABLE, ", ", Columns::of);
        String sql = "COPY users (organization_id, id, object_id, " + columns + ") FROM STDIN";
        long start = System.nanoTime();
        try (Connection connection = TestPostgres.connect(hub.location());
                PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, 1 << 16)) {
            out.write(lines);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The rows as COPY wants them, made before the clock starts. */
    private static byte[] lines(OrganizationId organization, Path path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
                UserFile.Rows all = file.rows()) {
            while (all.hasNext()) {
                if (all.next() instanceof ImportRow.Usable(var raw, var values)) {
                    out.write(organization + "\t"
                            + new UUID(raw.line(), organization.value().getLeastSignificantBits()) + "\t"
                            + values.get(ImportField.OBJECT_ID));
                    for (ImportField field : Columns.CHANGEABLE) {
                        out.write("\t" + cell(field, values));
                    }
                    out.write("\n");
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String cell(ImportField field, Map<ImportField, String> values) {
        String value = values.get(field);
        if (field.isList()) {
            return value == null ? "{}" : "{\"" + value + "\"}";
        }
        return value == null ? "\\N" : value.replace("\n", "\\n");
    }

    private static double importFile(ImportDatabase hub, OrganizationId organization, Path path) throws IOException {
        ImportSettings settings =
                new ImportSettings(DataSize.ofGigabytes(1), 1, 1, Duration.ofMinutes(15), Duration.ofDays(1), 1, 1);
        Path answers = Files.createTempFile("answers", "");
        Path result = Files.createTempFile("result", "");
        long start = System.nanoTime();
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        Source source = new Source(file, file.layout().format(), null, List.of(), List.of(), null);
        Order order = new Order(
                ImportDatabase.reach(organization),
                organization,
                Actor.system("bench"),
                new Bystanders.Easygoing(),
                false,
                new Bystanders.Forgetful());
        ImportCounts counts = new ImportWork(
                        hub.database(),
                        Bystanders.NO_PASSWORDS,
                        (session, what, files) -> MoveInWork.Outcome.NOTHING,
                        settings)
                .apply(order, source, Map.of(), answers, new Steps(start))
                .people();
        double work = (System.nanoTime() - start) / 1e9;
        ImportRun.answer(file, answers, result, Map.of());
        double all = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "  committed after %.2f s, answered after %.2f s: %s%n", work, all, counts);
        Files.delete(answers);
        Files.delete(result);
        return all;
    }

    /** Prints how long each step takes. */
    private record Steps(long start) implements ImportWork.Watcher {
        @Override
        public void read(long read, long staged) {}

        @Override
        public void applying() {
            System.out.printf(Locale.ROOT, "  staged after %.2f s%n", (System.nanoTime() - start) / 1e9);
        }

        @Override
        public void applied(long rows) {
            System.out.printf(Locale.ROOT, "  %d applied after %.2f s%n", rows, (System.nanoTime() - start) / 1e9);
        }
    }
}
