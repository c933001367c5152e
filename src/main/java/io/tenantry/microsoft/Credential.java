package io.tenantry.microsoft;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.Pem;

/** What the hub proves itself with: a client secret, or a certificate with its private key in PEM. Never told to anybody. */
public record Credential(Kind kind, String text) {
    private static final int SECRET_MAX = 500;

    public Credential {
        switch (kind) {
            case SECRET ->
                Refusal.unless(
                        !text.isBlank() && text.length() <= SECRET_MAX,
                        Refusal.Reason.MALFORMED,
                        "A secret has 1 to " + SECRET_MAX + " characters",
                        "secret");
            case CERTIFICATE -> Pem.read(text);
        }
    }

    /** What it is. */
    public enum Kind {
        SECRET,
        CERTIFICATE
    }

    @Override
    public String toString() {
        return "Credential[" + kind + "]";
    }
}
