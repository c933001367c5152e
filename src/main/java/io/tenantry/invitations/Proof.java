package io.tenantry.invitations;

/** What somebody who takes an account up will sign in with. */
public sealed interface Proof {
    /** A password of the hub's. */
    record Password(String password) implements Proof {
        /** Passwords do not belong into logs. */
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** Who he is to the OpenID provider of his organization: the {@code sub} claim of its tokens. */
    record Subject(String subject) implements Proof {}
}
