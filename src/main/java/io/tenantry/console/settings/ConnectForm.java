package io.tenantry.console.settings;

import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connections;
import io.tenantry.microsoft.Credential;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in to connect a tenant, as he wrote it. The credential is not among it: what is secret goes into the hub
 * and never comes out again, not even in the form that it was written in.
 */
record ConnectForm(
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable String loginUrl,
        @Nullable String graphUrl,
        @Nullable String partnerCenterUrl,
        @Nullable String exchangeUrl,
        @Nullable String syncMinutes) {
    private static final Set<String> FIELDS =
            Set.of("tenantId", "clientId", "loginUrl", "graphUrl", "partnerCenterUrl", "exchangeUrl", "syncMinutes");

    static ConnectForm of(Visit visit) {
        return new ConnectForm(
                visit.field("tenantId"),
                visit.field("clientId"),
                visit.field("loginUrl"),
                visit.field("graphUrl"),
                visit.field("partnerCenterUrl"),
                visit.field("exchangeUrl"),
                visit.field("syncMinutes"));
    }

    /** Whether something that was filled in here is refused. */
    static boolean isMeantBy(Refusal refusal) {
        String target = refusal.target();
        return target != null && FIELDS.contains(target);
    }

    Connections.Wish wish(@Nullable Credential credential) {
        return new Connections.Wish(
                tenant(), needed(clientId), credential, loginUrl, graphUrl, partnerCenterUrl, exchangeUrl, minutes());
    }

    private UUID tenant() {
        try {
            return UUID.fromString(String.valueOf(tenantId));
        } catch (IllegalArgumentException none) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The tenant's id looks like 72f988bf-86f1-41af-91ab-2d7cd011db47; Entra shows it as Directory (tenant) ID",
                    "tenantId");
        }
    }

    private static String needed(@Nullable String clientId) {
        if (clientId == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "Entra shows the application's id as Application (client) ID",
                    "clientId");
        }
        return clientId;
    }

    private @Nullable Integer minutes() {
        return syncMinutes == null ? null : minutes(syncMinutes);
    }

    /** How often the mirror is brought up to date. */
    static int minutes(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new Refusal(Refusal.Reason.MALFORMED, "This is a number of minutes from 0 to 1440", "syncMinutes");
        }
    }

    /** The secret or the certificate, of which one is given. */
    static Credential credential(Visit visit) {
        String secret = visit.field("secret");
        String certificate = visit.field("certificate");
        Refusal.unless(
                secret == null || certificate == null,
                Refusal.Reason.MALFORMED,
                "Give either a secret or a certificate, not both",
                "secret");
        if (certificate != null) {
            return new Credential(Credential.Kind.CERTIFICATE, certificate);
        }
        if (secret == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Give the application's secret or its certificate", "secret");
        }
        return new Credential(Credential.Kind.SECRET, secret);
    }
}
