package io.tenantry.imports.internal;

import io.tenantry.directory.UserField;
import io.tenantry.imports.internal.ImportField.Kind;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pieces of SQL made from the fields of an import. Every name in them is ours. */
final class Columns {
    /**
     * What an update may change as the row says it. The object id says who somebody is, so it is matched by and never changed;
     * other people are looked up first.
     */
    static final List<ImportField> CHANGEABLE = StagedRows.FIELDS.stream()
            .filter(field -> field.kind() != Kind.ID && field.kind() != Kind.PERSON)
            .toList();

    private Columns() {}

    static String of(ImportField field) {
        return Objects.requireNonNull(field.property()).column();
    }

    /** The staged value as the column keeps it; null where the row says nothing. */
    static String staged(ImportField field) {
        String column = "s." + of(field);
        return field.isList() ? "string_to_array(" + column + ", E'\\n')" : column;
    }

    static String each(List<ImportField> fields, String between, Function<ImportField, String> piece) {
        return fields.stream().map(piece).collect(Collectors.joining(between));
    }

    /** True for a row {@code s} that says something else than the user {@code t}. */
    static String differs() {
        return each(CHANGEABLE, " OR ", Columns::differs);
    }

    /** Rows of columns, the words for them, and whether the row says something else there than the user has. */
    static String differing() {
        return each(
                CHANGEABLE, ", ", field -> "('%s', '%s', %s)".formatted(of(field), field.wireName(), differs(field)));
    }

    /** Rows of words for the columns, and what stands there and in the row, as texts. */
    static String shown() {
        return each(CHANGEABLE, ", ", field -> {
            String form = field.isList() ? "array_to_string(%s, ', ')" : "%s::text";
            return "('%s', %s, %s)"
                    .formatted(field.wireName(), form.formatted("t." + of(field)), form.formatted(staged(field)));
        });
    }

    private static String differs(ImportField field) {
        return "(s.%s IS NOT NULL AND %s IS DISTINCT FROM t.%s)".formatted(of(field), staged(field), of(field));
    }

    /** What a column of a new user gets. */
    static String initial(ImportField field) {
        return switch (Objects.requireNonNull(field.property())) {
            case DISPLAY_NAME -> DISPLAY_NAME;
            case USER_TYPE -> "coalesce(s.user_type, 'Member')";
            case ACCOUNT_ENABLED -> "coalesce(s.account_enabled, true)";
            case UserField property ->
                field.isList() ? "coalesce(" + staged(field) + ", '{}')" : "s." + property.column();
        };
    }

    /** People whose file gives no display name are called by their names. */
    static final String DISPLAY_NAME = "coalesce(s.display_name, nullif(concat_ws(' ', s.given_name, s.surname), ''))";
}
