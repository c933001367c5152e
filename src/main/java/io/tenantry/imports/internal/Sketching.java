package io.tenantry.imports.internal;

import io.tenantry.imports.Sketch;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.csv.CsvRecords;
import io.tenantry.platform.csv.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at the beginning of a file of people as an import would read it. */
public final class Sketching {
    private static final int HEAD_SIZE = 1 << 20;
    private static final int ROWS_SHOWN = 20;
    private static final int SAMPLES_SHOWN = 3;
    private static final int SAMPLE_LENGTH_MAX = 60;
    private static final String HIDDEN = "••••••";

    private final UserFile.Head head;
    private final boolean isWhole;
    private final Map<String, String> guess;

    private Sketching(UserFile.Head head, boolean isWhole) {
        this.head = head;
        this.isWhole = isWhole;
        guess = guess(head);
    }

    /** What columns can be said to hold. */
    public static List<String> fields() {
        return Arrays.stream(ImportField.values())
                .filter(field -> field != ImportField.NOTE)
                .map(ImportField::wireName)
                .toList();
    }

    /**
     * What the file looks like.
     *
     * @param meanings fields by heading; null to go by the headings
     */
    public static Sketch of(InputStream file, @Nullable Map<String, String> meanings, boolean onlyFailed)
            throws IOException {
        return atHead(file, sketching -> sketching.sketch(meanings, onlyFailed));
    }

    /** The column mapping that says the meanings; empty where the headings say the same, so that a known kind of file remains one. */
    public static String mapping(InputStream file, Map<String, String> meanings) throws IOException {
        return atHead(file, sketching -> sketching.mapping(meanings));
    }

    @FunctionalInterface
    private interface Look<T> {
        T take(Sketching sketching) throws IOException;
    }

    private static <T> T atHead(InputStream file, Look<T> look) throws IOException {
        Path path = Files.createTempFile("tenantry-head-", ".csv");
        try {
            byte[] head = file.readNBytes(HEAD_SIZE);
            boolean isWhole = head.length < HEAD_SIZE;
            Files.write(path, isWhole ? head : Arrays.copyOf(head, endOfLines(head)));
            return look.take(new Sketching(UserFile.head(path), isWhole));
        } finally {
            Files.delete(path);
        }
    }

    /** Where the last whole line ends, so that no character is cut in two. */
    private static int endOfLines(byte[] head) {
        for (int at = head.length - 1; at > 0; at--) {
            if (head[at] == '\n') {
                return at + 1;
            }
        }
        return head.length;
    }

    private String mapping(Map<String, String> meanings) {
        return meanings.equals(guess)
                ? ""
                : meanings.entrySet().stream()
                        .map(told -> quoted(told.getKey() + "=" + told.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String quoted(String part) {
        return '"' + part.replace("\"", "\"\"") + '"';
    }

    private Sketch sketch(@Nullable Map<String, String> meanings, boolean onlyFailed) throws IOException {
        Map<String, String> told = meanings == null ? guess : meanings;
        List<RawRecord> first = new ArrayList<>();
        Layout layout = null;
        String problem;
        try {
            problem = read(first);
            layout = head.read(ColumnMapping.parse(mapping(told), onlyFailed)).layout();
        } catch (Refusal refused) {
            problem = refused.getMessage();
        }
        return new Sketch(
                head.format(),
                columns(told, first),
                rows(layout, first),
                problem,
                layout != null && layout.holds(ImportField.PASSWORD));
    }

    /** Tells what keeps the file from being read; where only its beginning is here, the last row may be cut off. */
    private @Nullable String read(List<RawRecord> first) throws IOException {
        try (CsvRecords records = head.records()) {
            while (first.size() < ROWS_SHOWN && records.hasNext()) {
                first.add(records.next());
            }
            return first.isEmpty() ? "The file has no row behind its headings" : null;
        } catch (Refusal broken) {
            return isWhole || first.isEmpty() ? broken.getMessage() : null;
        }
    }

    private List<Sketch.Column> columns(Map<String, String> told, List<RawRecord> first) {
        List<Sketch.Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> names = head.names();
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            boolean canBeTold = !name.isEmpty() && seen.add(name.toLowerCase(Locale.ROOT));
            String meaning = canBeTold ? told.getOrDefault(name, "") : "";
            columns.add(new Sketch.Column(name, meaning, canBeTold, samples(first, at, isSecret(name, meaning))));
        }
        return columns;
    }

    private static boolean isSecret(String heading, String meaning) {
        ImportField told = Heading.fieldNamed(meaning);
        ImportField said = Heading.of(heading).field();
        return (told != null && told.kind() == ImportField.Kind.SECRET)
                || (said != null && said.kind() == ImportField.Kind.SECRET);
    }

    private static List<String> samples(List<RawRecord> first, int column, boolean isSecret) {
        return first.stream()
                .map(record -> record.cell(column).strip())
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .limit(SAMPLES_SHOWN)
                .map(cell -> isSecret ? HIDDEN : shortened(cell))
                .toList();
    }

    private static String shortened(String cell) {
        return cell.length() <= SAMPLE_LENGTH_MAX ? cell : cell.substring(0, SAMPLE_LENGTH_MAX - 1) + "…";
    }

    private static List<Sketch.Row> rows(@Nullable Layout layout, List<RawRecord> first) {
        if (layout == null) {
            return List.of();
        }
        RowReader reader = new RowReader(layout);
        return first.stream().map(record -> row(layout, reader.read(record))).toList();
    }

    private static Sketch.Row row(Layout layout, ImportRow row) {
        String who = who(layout, row.raw());
        long line = row.raw().line();
        return switch (row) {
            case ImportRow.Usable usable -> new Sketch.Row(line, who, List.of(), null);
            case ImportRow.Faulty faulty -> new Sketch.Row(line, who, faulty.problems(), null);
            case ImportRow.Ignored ignored -> new Sketch.Row(line, who, List.of(), ignored.because());
        };
    }

    private static String who(Layout layout, RawRecord raw) {
        Layout.Column named = layout.columnOf(ImportField.USER_PRINCIPAL_NAME);
        Layout.Column known = named == null ? Objects.requireNonNull(layout.columnOf(ImportField.OBJECT_ID)) : named;
        return shortened(raw.cell(known.index()).strip());
    }

    /** What the headings say, for every column that can be named; nothing where two of them say the same. */
    private static Map<String, String> guess(UserFile.Head head) {
        List<Layout.Column> columns;
        try {
            columns = new ColumnReader(head.header().line(), head.names(), ColumnMapping.NONE).columns();
        } catch (Refusal twice) {
            columns = List.of();
        }
        Map<String, String> guess = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (String name : head.names()) {
            if (!name.isEmpty() && seen.add(name.toLowerCase(Locale.ROOT))) {
                guess.put(name, "");
            }
        }
        for (Layout.Column column : columns) {
            ImportField field = column.headings().isEmpty()
                    ? null
                    : column.headings().getFirst().field();
            if (field != null) {
                guess.computeIfPresent(column.name(), (_, before) -> before.isEmpty() ? field.wireName() : before);
            }
        }
        return guess;
    }
}
