package io.tenantry.imports.internal;

import io.tenantry.credentials.PasswordHash;

/** What came of the password that a row gives. The password itself is gone by then. */
sealed interface JudgedPassword {
    record Hashed(PasswordHash hash) implements JudgedPassword {}

    /** Good enough; a dry run needs no more. */
    record Good() implements JudgedPassword {}

    /** Why nobody can be made with it. */
    record Bad(String because) implements JudgedPassword {}
}
