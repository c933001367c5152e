package io.tenantry.platform.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.tenantry.kernel.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of a CSV text, one after the other. Blank lines are passed over; damage is refused with its line and column. */
public final class CsvRecords implements Iterator<RawRecord>, Closeable {
    public static final int COLUMNS_MAX = 200;
    public static final int CELL_LENGTH_MAX = 32 * 1024;

    private static final int HEAD_LENGTH = 1 << 16;

    private final Handler handler = new Handler();
    private final CloseableIterator<RawRecord> records;
    private @Nullable RawRecord next;
    private boolean finished;

    public CsvRecords(Reader text, char separator) {
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(8 * CELL_LENGTH_MAX)
                .build(handler, new EndMarkedReader(text))
                .iterator();
    }

    /** The records of a text that may begin with a byte order mark, and with lines that only spreadsheets need. */
    public static CsvRecords of(String text) {
        String begun = text.startsWith("\uFEFF") ? text.substring(1) : text;
        CsvShape shape = CsvShape.of(begun.substring(0, Math.min(begun.length(), HEAD_LENGTH)));
        CsvRecords records = new CsvRecords(new StringReader(begun), shape.separator());
        for (int passed = 0; passed < shape.preamble() && records.hasNext(); passed++) {
            records.next();
        }
        return records;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !finished) {
            next = read();
        }
        return next != null;
    }

    @Override
    public RawRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        RawRecord record = next;
        next = null;
        if (record == null) {
            throw new NoSuchElementException();
        }
        return record;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private @Nullable RawRecord read() {
        RawRecord record = parse();
        // The mark at the end comes back as a record of its own, unless a quote before it was never closed.
        if (record.size() == 1 && record.cell(0).equals(EndMarkedReader.END)) {
            finished = true;
            if (records.hasNext()) {
                throw malformed("%s: this is not text".formatted(place(record.line(), 0)));
            }
            return null;
        }
        int last = record.size() - 1;
        if (record.cell(last).endsWith(EndMarkedReader.END + "\n")) {
            throw malformed(
                    "%s: the quote that opens this value is never closed".formatted(place(record.line(), last)));
        }
        return record;
    }

    private RawRecord parse() {
        try {
            return records.next();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw malformed("%s: a quote stands where none may stand, or is never closed"
                    .formatted(place(handler.line, handler.size)));
        }
    }

    private static Refusal malformed(String message) {
        return new Refusal(Refusal.Reason.MALFORMED, message);
    }

    private static String place(long line, int column) {
        return "Line %d, column %d".formatted(line, column + 1);
    }

    /** Collects one record, and refuses what no honest file has before it costs memory. */
    private static final class Handler extends CsvCallbackHandler<RawRecord> {
        private String[] cells = new String[32];
        private BitSet quoted = new BitSet();
        private int size;
        private long line;
        private boolean empty;

        @Override
        protected void beginRecord(long startingLine) {
            line = startingLine;
            size = 0;
            quoted = new BitSet();
            empty = false;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean isQuoted) {
            // Asked for every cell of a large file, so the message is made only when it is needed.
            if (size == COLUMNS_MAX) {
                throw malformed("Line %d has more than %d columns".formatted(line, COLUMNS_MAX));
            }
            if (length > CELL_LENGTH_MAX) {
                throw malformed("%s: the value is longer than %d characters; a quote may be left open"
                        .formatted(place(line, size), CELL_LENGTH_MAX));
            }
            if (size == cells.length) {
                cells = Arrays.copyOf(cells, size * 2);
            }
            if (isQuoted) {
                quoted.set(size);
            }
            cells[size++] = length == 0 ? "" : new String(buffer, offset, length);
        }

        @Override
        protected RawRecord buildRecord() {
            return new RawRecord(line, Arrays.copyOf(cells, size), quoted);
        }

        @Override
        protected RecordType getRecordType() {
            return empty ? RecordType.EMPTY : RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return size;
        }

        @Override
        protected void setEmpty() {
            empty = true;
            cells[0] = "";
            size = 1;
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new UnsupportedOperationException("Comments are not part of these files");
        }
    }

    /** Adds a line of its own after the text, by which we see that the last value was complete. */
    private static final class EndMarkedReader extends Reader {
        /** A character that no text holds. */
        static final String END = "\0";

        private static final String LAST = "\n" + END + "\n";

        private final Reader text;
        private int marked;
        private boolean ended;

        EndMarkedReader(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = ended ? -1 : text.read(buffer, offset, length);
            if (read >= 0) {
                return read;
            }
            ended = true;
            int added = Math.min(length, LAST.length() - marked);
            if (added == 0) {
                return -1;
            }
            LAST.getChars(marked, marked + added, buffer, offset);
            marked += added;
            return added;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
