package io.tenantry.microsoft;

import io.tenantry.kernel.Refusal;
import java.util.UUID;

/**
 * How the hub gets to a Microsoft tenant.
 *
 * @param tenantId the tenant's id
 * @param clientId the id of the application that is registered for the hub
 * @param exchangeUrl the administration of Exchange, with its version
 * @param syncMinutes how often the mirror is brought up to date; 0 for only when somebody asks
 */
public record ConnectionSettings(
        UUID tenantId,
        String clientId,
        String loginUrl,
        String graphUrl,
        String partnerCenterUrl,
        String exchangeUrl,
        int syncMinutes) {
    private static final int MINUTES_MAX = 1_440;
    private static final int CLIENT_ID_MAX = 100;

    public ConnectionSettings {
        Refusal.unless(
                syncMinutes >= 0 && syncMinutes <= MINUTES_MAX,
                Refusal.Reason.MALFORMED,
                "syncMinutes is a number from 0 to " + MINUTES_MAX,
                "syncMinutes");
        Refusal.unless(
                !clientId.isBlank()
                        && clientId.length() <= CLIENT_ID_MAX
                        && clientId.chars().allMatch(c -> c > ' ' && c < 0x7F),
                Refusal.Reason.MALFORMED,
                "clientId is the id of a registered application",
                "clientId");
    }

    /** Whether a credential that is sent by these settings goes where it went by the others. */
    boolean leadsWhere(ConnectionSettings other) {
        return tenantId.equals(other.tenantId)
                && clientId.equals(other.clientId)
                && loginUrl.equals(other.loginUrl)
                && graphUrl.equals(other.graphUrl)
                && partnerCenterUrl.equals(other.partnerCenterUrl)
                && exchangeUrl.equals(other.exchangeUrl);
    }
}
