package io.tenantry.credentials;

/**
 * A system that looks after people's passwords in place of the hub, such as a directory server. Whichever module talks to one
 * brings a bean; {@link Logons} asks it about accounts of which the hub keeps no password. Failed logons are counted here all the
 * same, so nobody can use the hub to try passwords elsewhere.
 */
public interface ExternalLogon {
    /** Whether the account's password is looked after there. Answers from what the hub knows, without a call. */
    boolean serves(ExternalAccount account);

    /**
     * Compares a password. Never asked about an account that is disabled or locked, never in a transaction. Must give up within
     * a few seconds; an empty password is never right, whatever the other system makes of it.
     */
    Answer check(ExternalAccount account, String password);

    /** What the other system said. */
    enum Answer {
        RIGHT,
        WRONG,
        /** It did not answer, so nothing is known: the person is not signed in, and the try is not held against him. */
        UNREACHABLE
    }
}
