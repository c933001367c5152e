package io.tenantry.credentials;

/** A second factor that somebody sets up, and the proof that he has it. */
public sealed interface NewFactor {
    /**
     * An app that shows codes.
     *
     * @param sealed of the {@link SecondFactors.Setup}
     * @param code the first one that it shows
     */
    record App(String sealed, String code) implements NewFactor {
        /** Codes do not belong into logs. */
        @Override
        public String toString() {
            return "App[]";
        }
    }

    /**
     * A passkey.
     *
     * @param sealed of the {@link PasskeyQuestion}
     * @param answer what the browser made of it, as JSON
     * @param name what its owner knows it by
     */
    record Key(String sealed, String answer, String name) implements NewFactor {}
}
