package io.tenantry.imports.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes people to a file, one after the other, in the form that reading gives back: the values by field, absent ones left out. */
interface UserWriter extends Closeable {
    /** What an export holds. Passwords are not among it: nobody knows them. */
    List<ImportField> FIELDS = ImportField.kept();

    void write(Map<ImportField, String> values) throws IOException;
}
