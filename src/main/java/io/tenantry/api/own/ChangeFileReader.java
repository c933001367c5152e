package io.tenantry.api.own;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tenantry.changes.Edit;
import io.tenantry.changes.RowEdit;
import io.tenantry.changes.Selection;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of changes: comma-separated, with headings. {@code id} or {@code userPrincipalName} says who; other headings are
 * members to set, and {@code addToGroups}, {@code removeFromGroups}, {@code addLicenses} and {@code removeLicenses}, whose cells
 * hold names or ids with semicolons between them. An empty cell leaves things as they are.
 */
final class ChangeFileReader {
    private static final String ID = "id";
    private static final String NAME = "userPrincipalName";
    private static final List<String> LINKS =
            List.of("addToGroups", "removeFromGroups", "addLicenses", "removeLicenses");

    private ChangeFileReader() {}

    static List<RowEdit> read(String text) {
        List<RowEdit> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(withoutMark(text))) {
            for (NamedCsvRecord record : records) {
                if (rows.isEmpty()) {
                    check(record.getHeader());
                }
                Refusal.unless(
                        rows.size() < Selection.NAMED_MAX,
                        Refusal.Reason.TOO_LARGE,
                        "A file has at most " + Selection.NAMED_MAX + " rows");
                rows.add(row(record));
            }
        } catch (CsvParseException | IllegalStateException broken) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The file is not comma-separated text: " + broken.getMessage());
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return rows;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void check(List<String> headings) {
        Refusal.unless(
                headings.contains(ID) || headings.contains(NAME),
                Refusal.Reason.MALFORMED,
                "The file needs a column '" + ID + "' or '" + NAME + "'",
                ID);
        for (String heading : headings) {
            Refusal.unless(
                    heading.equals(ID)
                            || heading.equals(NAME)
                            || LINKS.contains(heading)
                            || Members.OF_USER.settable(heading) != null,
                    Refusal.Reason.MALFORMED,
                    "There is no member '" + Body.shortened(heading) + "' to set",
                    Body.shortened(heading));
        }
    }

    private static RowEdit row(NamedCsvRecord record) {
        Map<String, String> cells = new LinkedHashMap<>();
        record.getFieldsAsMap().forEach((heading, cell) -> {
            if (!cell.isBlank()) {
                cells.put(heading, cell.strip());
            }
        });
        String name = cells.get(NAME);
        String id = cells.get(ID);
        long line = record.getStartingLineNumber();
        try {
            Refusal.unless(
                    id != null || name != null, Refusal.Reason.MALFORMED, "The row does not say whom it is about");
            UUID known = id == null ? null : Paths.uuid(id, ID);
            return new RowEdit(
                    line,
                    known,
                    known == null ? name : null,
                    set(cells),
                    list(cells, "addToGroups"),
                    list(cells, "removeFromGroups"),
                    list(cells, "addLicenses"),
                    list(cells, "removeLicenses"),
                    null);
        } catch (Refusal refusal) {
            return RowEdit.broken(line, name == null ? id : name, refusal.getMessage());
        }
    }

    private static Map<Property, Object> set(Map<String, String> cells) {
        Values<UserField> values = new Values<>();
        cells.forEach((heading, cell) -> {
            UserField property = heading.equals(NAME) ? null : Members.OF_USER.settable(heading);
            if (property != null) {
                values.set(property, value(property, cell), heading);
            }
        });
        Map<Property, Object> set = new LinkedHashMap<>();
        values.all().forEach((property, value) -> {
            if (value != null) {
                set.put(property, value);
            }
        });
        Edit.refuseOnesOwn(set.keySet());
        return set;
    }

    private static Object value(UserField property, String cell) {
        return switch (property.kind()) {
            case FLAG -> flag(cell);
            case LIST -> split(cell);
            case TEXT, UUID, INSTANT -> cell;
        };
    }

    private static Object flag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> cell;
        };
    }

    private static List<String> list(Map<String, String> cells, String heading) {
        @Nullable String cell = cells.get(heading);
        return cell == null ? List.of() : split(cell);
    }

    private static List<String> split(String cell) {
        return Arrays.stream(cell.split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }
}
