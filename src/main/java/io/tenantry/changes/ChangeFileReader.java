package io.tenantry.changes;

import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.csv.CsvRecords;
import io.tenantry.platform.csv.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of changes: comma-separated or its like, with headings. {@code id} or {@code userPrincipalName} says who; other headings are
 * members to set, and {@code addToGroups}, {@code removeFromGroups}, {@code addLicenses} and {@code removeLicenses}, whose cells
 * hold names or ids with semicolons between them. An empty cell leaves things as they are.
 */
public final class ChangeFileReader {
    private static final String ID = "id";
    private static final String NAME = "userPrincipalName";
    private static final List<String> LINKS =
            List.of("addToGroups", "removeFromGroups", "addLicenses", "removeLicenses");

    private static final int SHOWN_MAX = 60;

    private final Function<String, @Nullable UserField> settable;
    private final Map<String, String> meanings;

    private ChangeFileReader(Function<String, @Nullable UserField> settable, Map<String, String> meanings) {
        this.settable = settable;
        this.meanings = meanings;
    }

    /** Headings that a file may have besides those of members that can be set. */
    public static List<String> others() {
        return Stream.concat(Stream.of(NAME, ID), LINKS.stream()).toList();
    }

    /**
     * Reads a file.
     *
     * @param settable the property behind a heading, or null when there is no such property to set
     * @param meanings what headings of the file's own mean, by heading; an empty meaning leaves the column out
     */
    public static List<RowEdit> read(
            String text, Function<String, @Nullable UserField> settable, Map<String, String> meanings) {
        return new ChangeFileReader(settable, meanings).rows(text);
    }

    private List<RowEdit> rows(String text) {
        List<RowEdit> rows = new ArrayList<>();
        try (CsvRecords records = CsvRecords.of(text)) {
            List<String> headings = records.hasNext()
                    ? records.next().cells().stream().map(String::strip).toList()
                    : List.of();
            check(headings);
            while (records.hasNext()) {
                RawRecord record = records.next();
                if (!record.isBlank()) {
                    Refusal.unless(
                            rows.size() < Selection.NAMED_MAX,
                            Refusal.Reason.TOO_LARGE,
                            "A file has at most " + Selection.NAMED_MAX + " rows");
                    rows.add(row(headings, record));
                }
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return rows;
    }

    private void check(List<String> written) {
        List<String> headings = written.stream()
                .map(this::meaning)
                .filter(meaning -> !meaning.isEmpty())
                .toList();
        Refusal.unless(
                headings.stream().distinct().count() == headings.size(),
                Refusal.Reason.MALFORMED,
                "Two columns of the file mean the same",
                "columns");
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
                            || settable.apply(heading) != null,
                    Refusal.Reason.MALFORMED,
                    "There is no member '" + Shortened.to(SHOWN_MAX, heading) + "' to set",
                    Shortened.to(SHOWN_MAX, heading));
        }
    }

    private RowEdit row(List<String> headings, RawRecord record) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int column = 0; column < headings.size(); column++) {
            String meaning = meaning(headings.get(column));
            String cell = record.cell(column).strip();
            if (!cell.isEmpty() && !meaning.isEmpty()) {
                cells.put(meaning, cell);
            }
        }
        String name = cells.get(NAME);
        String id = cells.get(ID);
        long line = record.line();
        try {
            Refusal.unless(
                    !record.reachesBeyond(headings.size()),
                    Refusal.Reason.MALFORMED,
                    record.problemBeyond(headings.size()));
            Refusal.unless(
                    id != null || name != null, Refusal.Reason.MALFORMED, "The row does not say whom it is about");
            UUID known = id == null ? null : Ids.given(id, ID);
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

    private Map<Property, Object> set(Map<String, String> cells) {
        Values<UserField> values = new Values<>();
        cells.forEach((heading, cell) -> {
            UserField property = heading.equals(NAME) ? null : settable.apply(heading);
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

    private String meaning(String heading) {
        return meanings.getOrDefault(heading, heading);
    }
}
