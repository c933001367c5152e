package io.tenantry.imports.internal;

import io.tenantry.credentials.PasswordHash;

/** What came of the password that a row gives. The password itself is gone by then. */
sealed interface JudgedPassword {
    record Hashed(PasswordHash hash) implements JudgedPassword {}

    /** Good enough; a dry run needs no more. */
    record Good() implements JudgedPassword {}

    /** A hash of another system, which is kept as it is. */
    record Moved() implements JudgedPassword {}

    /** Why the hash is left out; whoever it belongs to is made without a password. */
    record Unusable(String because) implements JudgedPassword {}

    /** Why nobody can be made with it. */
    record Bad(String because) implements JudgedPassword {}
}
