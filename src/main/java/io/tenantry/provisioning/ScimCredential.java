package io.tenantry.provisioning;

import java.net.URI;

/** What another system lets the hub in with. */
public sealed interface ScimCredential {
    /** A token that somebody made there. */
    record Bearer(String token) implements ScimCredential {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** A client of the other system's token server. */
    record Client(URI tokenUrl, String clientId, String secret, String scope) implements ScimCredential {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Client[" + clientId + " at " + tokenUrl + "]";
        }
    }
}
