package io.tenantry.console.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.ListRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a list to a file while reading it page by page. */
public final class CsvFile {
    private static final int PAGE = 1000;

    private CsvFile() {}

    static <T> void write(
            HttpServletResponse response,
            ConsoleList<T> list,
            List<Column<T>> columns,
            Function<ListQuery, Page<T>> fetch,
            ListRequest request)
            throws IOException {
        ListQuery first = new ListQuery(request.filter(), request.search(), request.order(), PAGE, 0, null, false);
        // Read before anything is written, so that what is refused is told as an error.
        Page<T> page = fetch.apply(first);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + list.id() + ".csv\"");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(columns.stream().map(Column::heading).toArray(String[]::new));
        while (true) {
            for (T item : page.items()) {
                csv.writeRecord(columns.stream()
                        .map(column -> text(column.cell().apply(item)))
                        .map(CsvFile::harmless)
                        .toArray(String[]::new));
            }
            Cursor next = page.next();
            if (next == null) {
                break;
            }
            page = fetch.apply(first.after(next));
        }
        csv.flush();
    }

    /** Numbers are for programs here, so their thousands are not parted. */
    private static String text(Cell cell) {
        return cell.look() == Cell.Look.NUMBER ? cell.text().replace(",", "") : cell.text();
    }

    /** A text that a spreadsheet would take for a formula is made a plain one; phone numbers may begin with a plus. */
    public static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        char start = text.charAt(0);
        boolean isSign = start == '+' || start == '-';
        boolean isNumber = isSign && text.length() > 1 && Character.isDigit(text.charAt(1));
        return start == '=' || start == '@' || start == '\t' || (isSign && !isNumber) ? "'" + text : text;
    }
}
