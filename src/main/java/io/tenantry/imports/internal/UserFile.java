package io.tenantry.imports.internal;

import io.tenantry.imports.ImportFormat;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.csv.CsvRecords;
import io.tenantry.platform.csv.CsvShape;
import io.tenantry.platform.csv.RawRecord;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A CSV file of people: what kind it is and what its columns hold. Its rows are read as a stream, as often as needed, so a file
 * of a million rows needs no more memory than one of ten.
 *
 * @param preamble the records that stand before the header
 */
record UserFile(
        Path path, TextEncoding encoding, CsvShape shape, List<RawRecord> preamble, RawRecord header, Layout layout) {
    private static final int HEAD_LENGTH = 1 << 16;

    UserFile {
        preamble = List.copyOf(preamble);
    }

    /**
     * What is seen of a file before anybody says what its columns hold.
     *
     * @param preamble the records that stand before the header
     */
    record Head(Path path, TextEncoding encoding, CsvShape shape, List<RawRecord> preamble, RawRecord header) {
        Head {
            preamble = List.copyOf(preamble);
        }

        UserFile read(ColumnMapping mapping) {
            return new UserFile(path, encoding, shape, preamble, header, Layout.of(header, hasVersionLine(), mapping));
        }

        /** The file's own kind, whatever anybody says about its columns. */
        ImportFormat format() {
            return Layout.format(names(), hasVersionLine(), ColumnMapping.NONE);
        }

        List<String> names() {
            return header.cells().stream().map(String::strip).toList();
        }

        /** The records behind the header. */
        CsvRecords records() throws IOException {
            CsvRecords records = new CsvRecords(text(path, encoding), shape.separator());
            for (int skipped = 0; skipped <= shape.preamble() && records.hasNext(); skipped++) {
                records.next();
            }
            return records;
        }

        private boolean hasVersionLine() {
            return preamble.stream()
                    .anyMatch(record ->
                            record.cell(0).strip().toLowerCase(Locale.ROOT).startsWith("version:"));
        }
    }

    static UserFile open(Path path, ColumnMapping mapping) throws IOException {
        return head(path).read(mapping);
    }

    static Head head(Path path) throws IOException {
        TextEncoding encoding = TextEncoding.of(path);
        CsvShape shape;
        try (Reader text = text(path, encoding)) {
            char[] head = new char[HEAD_LENGTH];
            int length = readUpTo(text, head);
            shape = CsvShape.of(new String(head, 0, length));
        }
        List<RawRecord> first = new ArrayList<>();
        try (CsvRecords records = new CsvRecords(text(path, encoding), shape.separator())) {
            while (first.size() <= shape.preamble() && records.hasNext()) {
                first.add(records.next());
            }
        }
        Refusal.unless(first.size() > shape.preamble(), Refusal.Reason.MALFORMED, "The file has no header line");
        boolean text =
                first.stream().flatMap(record -> record.cells().stream()).noneMatch(cell -> cell.indexOf('\0') >= 0);
        Refusal.unless(text, Refusal.Reason.MALFORMED, "This is not text: save it as CSV and send that");
        RawRecord header = first.removeLast();
        return new Head(path, encoding, shape, first, header);
    }

    Rows rows() throws IOException {
        return new Rows(new Head(path, encoding, shape, preamble, header).records(), new RowReader(layout));
    }

    private static Reader text(Path path, TextEncoding encoding) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), HEAD_LENGTH);
        in.skipNBytes(encoding.markLength());
        return new InputStreamReader(in, encoding.charset());
    }

    private static int readUpTo(Reader text, char[] head) throws IOException {
        int length = 0;
        int read;
        while (length < head.length && (read = text.read(head, length, head.length - length)) >= 0) {
            length += read;
        }
        return length;
    }

    /** The rows after the header, in the order of the file. */
    static final class Rows implements Iterator<ImportRow>, Closeable {
        private final CsvRecords records;
        private final RowReader reader;

        private Rows(CsvRecords records, RowReader reader) {
            this.records = records;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public ImportRow next() {
            return reader.read(records.next());
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
