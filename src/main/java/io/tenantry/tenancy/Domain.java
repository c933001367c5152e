package io.tenantry.tenancy;

import io.tenantry.kernel.Refusal;
import java.util.List;

/**
 * A domain name an organization's people sign in with.
 *
 * @param isDefault whether new people get it when nobody says otherwise; at most one of an organization
 * @param isInitial whether the organization began with it; at most one, and it cannot be removed
 * @param settings what the directory tells clients about it
 */
public record Domain(DomainName name, boolean isDefault, boolean isInitial, Settings settings) {
    /** Who checks passwords of the domain's people. The spelling is that of Microsoft Graph. */
    public enum AuthenticationType {
        MANAGED("Managed"),
        FEDERATED("Federated");

        private final String stored;

        AuthenticationType(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        /**
         * The type of this name.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static AuthenticationType ofStored(String stored) {
            for (AuthenticationType type : values()) {
                if (type.stored.equals(stored)) {
                    return type;
                }
            }
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The authentication type is one of Managed and Federated",
                    "authenticationType");
        }
    }

    /**
     * What a domain says of itself.
     *
     * @param isVerified whether it was shown to belong to the organization
     * @param supportedServices {@code Email}, {@code OfficeCommunicationsOnline} …
     * @param passwordValidityDays how long a password of its people holds
     * @param passwordNotificationDays how long before its end they are told
     */
    public record Settings(
            AuthenticationType authenticationType,
            boolean isVerified,
            List<String> supportedServices,
            int passwordValidityDays,
            int passwordNotificationDays) {
        public Settings {
            supportedServices = List.copyOf(supportedServices);
            Refusal.unless(
                    passwordValidityDays > 0 && passwordNotificationDays >= 0,
                    Refusal.Reason.MALFORMED,
                    "Days are counted in positive numbers",
                    "passwordValidityDays");
        }

        /** What a new domain says unless told otherwise. */
        public static Settings usual() {
            return new Settings(
                    AuthenticationType.MANAGED, true, List.of("Email", "OfficeCommunicationsOnline"), 90, 14);
        }
    }
}
