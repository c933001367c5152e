package io.tenantry.imports.internal;

import io.tenantry.imports.ImportFormat;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.csv.RawRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of one file hold, told from its header and from what the caller said about it.
 *
 * @param onlyFailed whether rows are left out that did not fail before, as the file itself tells
 */
record Layout(ImportFormat format, List<Column> columns, boolean onlyFailed) {
    static final String RESULT = "Tenantry result";
    static final String REASON = "Tenantry reason";

    /** @param headings what the column fills; several only where the caller said so, none where it is not applied */
    record Column(int index, String name, List<Heading> headings) {
        Column {
            headings = List.copyOf(headings);
        }

        /** How messages name the column, so that it is found in a spreadsheet. */
        String place() {
            return "column %d (%s)".formatted(index + 1, name);
        }

        boolean holdsSecret() {
            return headings.stream()
                    .map(Heading::field)
                    .anyMatch(field -> field != null && field.kind() == ImportField.Kind.SECRET);
        }

        boolean holds(ImportField field) {
            return headings.stream().anyMatch(heading -> heading.field() == field);
        }
    }

    Layout {
        columns = List.copyOf(columns);
    }

    static Layout of(RawRecord header, boolean versionLine, ColumnMapping mapping) {
        List<String> names = header.cells().stream().map(String::strip).toList();
        List<Column> columns = new ColumnReader(header.line(), names, mapping).columns();
        Layout layout = new Layout(format(names, versionLine, mapping), columns, mapping.onlyFailed());
        String all = names.stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
        Refusal.unless(
                layout.holds(ImportField.USER_PRINCIPAL_NAME) || layout.holds(ImportField.OBJECT_ID),
                Refusal.Reason.MALFORMED,
                "No column holds the user principal name or the object id. The columns are: " + all
                        + ". Say which one does with a column mapping such as \"E-Mail=userPrincipalName\"");
        Refusal.unless(
                !layout.onlyFailed() || layout.indexOf(RESULT) >= 0,
                Refusal.Reason.MALFORMED,
                "Only rows that failed can be meant where the file tells which did, in a column '" + RESULT + "'");
        return layout;
    }

    boolean holds(ImportField field) {
        return columnOf(field) != null;
    }

    /** The column that fills the field, if one does. */
    @Nullable
    Column columnOf(ImportField field) {
        return columns.stream()
                .filter(column -> column.holds(field))
                .findFirst()
                .orElse(null);
    }

    /** Headings that we do not apply: reported once, kept in the result. */
    List<String> notApplied() {
        return columns.stream()
                .filter(column -> column.headings().isEmpty() && !column.name().isEmpty())
                .map(Column::name)
                .filter(name -> !name.equals(RESULT) && !name.equals(REASON))
                .toList();
    }

    /** Where a heading stands, or -1. A file that already is a result gets new answers in the same columns. */
    int indexOf(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .mapToInt(Column::index)
                .findFirst()
                .orElse(-1);
    }

    /** Which kind of file has such headings. */
    static ImportFormat format(List<String> names, boolean versionLine, ColumnMapping mapping) {
        Set<String> keys = names.stream().map(Heading::key).collect(Collectors.toSet());
        boolean brackets = names.stream()
                        .filter(name -> name.contains("[userPrincipalName]"))
                        .count()
                == 1;
        if (versionLine || brackets) {
            return ImportFormat.ENTRA_BULK_CREATE;
        }
        if (!mapping.pairs().isEmpty()) {
            return ImportFormat.PLAIN;
        }
        if (keys.contains("blockcredential") && keys.contains("userprincipalname")) {
            return ImportFormat.ADMIN_CENTER_EXPORT;
        }
        if (keys.containsAll(Set.of("username", "firstname", "lastname", "displayname"))) {
            return ImportFormat.ADMIN_CENTER_TEMPLATE;
        }
        boolean entra = keys.containsAll(Set.of("userprincipalname", "usertype", "accountenabled"))
                && (keys.contains("id") || keys.contains("objectid"));
        return entra ? ImportFormat.ENTRA_EXPORT : ImportFormat.PLAIN;
    }
}
