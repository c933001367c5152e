package io.tenantry.federation;

import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an identity source is reached and what is taken from it. Never with the secret. */
public sealed interface SourceSettings permits LdapSettings, OidcSettings {
    /** As it is written in JSON. */
    Map<String, @Nullable Object> members();

    /** Whether the secret that goes with these settings may be sent where the others point to as well. */
    boolean leadsWhere(SourceSettings others);

    /** The properties of people that the source says, again and again; what it says only once is the hub's own afterwards. */
    Set<UserField> fed();

    /** {@code ldap} or {@code oidc}. */
    String kind();

    /** Settings as members of JSON, checked; what is absent takes its usual value. */
    static SourceSettings of(String kind, Map<String, ?> given) {
        return switch (kind) {
            case "ldap" -> LdapSettings.of(given);
            case "oidc" -> OidcSettings.of(given);
            default -> throw new Refusal(Refusal.Reason.MALFORMED, "The kind is ldap or oidc", "kind");
        };
    }
}
