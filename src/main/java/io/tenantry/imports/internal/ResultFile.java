package io.tenantry.imports.internal;

import io.tenantry.imports.internal.Layout.Column;
import io.tenantry.platform.csv.RawRecord;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;

/**
 * The file as it came, with two more columns that say what happened to each row. A file that already has these columns, because
 * somebody corrected a result and sent it again, gets new answers in the same place. Passwords are not written back.
 */
final class ResultFile implements Closeable {
    private final CsvText text;
    private final Layout layout;
    private final int resultColumn;
    private final int reasonColumn;
    private final boolean appended;
    private final boolean quotes;

    ResultFile(UserFile file, OutputStream out) throws IOException {
        layout = file.layout();
        resultColumn = layout.indexOf(Layout.RESULT);
        reasonColumn = layout.indexOf(Layout.REASON);
        appended = resultColumn < 0 || reasonColumn < 0;
        quotes = file.header().isQuoted(0);
        out.write(file.encoding().mark());
        text = new CsvText(
                new BufferedWriter(new OutputStreamWriter(out, file.encoding().charset())),
                file.shape().separator(),
                file.shape().newline());
        for (RawRecord record : file.preamble()) {
            for (int column = 0; column < record.size(); column++) {
                text.cell(record.cell(column), record.isQuoted(column));
            }
            text.endRecord();
        }
        writeRow(file.header(), new Answer(Layout.RESULT, Layout.REASON, true));
    }

    void write(RawRecord raw, RowResult result, String reason) throws IOException {
        writeRow(raw, new Answer(result.word(), SpreadsheetCell.shown(reason), false));
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private record Answer(String result, String reason, boolean heading) {}

    private void writeRow(RawRecord raw, Answer answer) throws IOException {
        for (Column column : layout.columns()) {
            if (!appended && column.index() == resultColumn) {
                text.cell(answer.result, quotes);
            } else if (!appended && column.index() == reasonColumn) {
                text.cell(answer.reason, quotes);
            } else {
                boolean secret = column.holdsSecret() && !answer.heading;
                text.cell(secret ? "" : raw.cell(column.index()), raw.isQuoted(column.index()));
            }
        }
        if (appended) {
            text.cell(answer.result, quotes).cell(answer.reason, quotes);
        }
        // What stood beyond the header goes last, so that the answer stands under its heading.
        int width = layout.columns().size();
        for (int beyond = width; raw.reachesBeyond(width) && beyond < raw.size(); beyond++) {
            text.cell(raw.cell(beyond), raw.isQuoted(beyond));
        }
        text.endRecord();
    }
}
