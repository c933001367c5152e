package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;

/** Where a discovery source has its accounts from. */
public enum SourceKind {
    /** The organization's own people here, their licences, and when they sign in. */
    HUB("hub", DiscoveryType.SINGLE_SIGN_ON, 10, 15),
    /** The mirror of a Microsoft tenant, its licences, and when its people sign in. */
    MICROSOFT("microsoft", DiscoveryType.CONNECTOR, 20, 15),
    /** Files that somebody sends, each of which tells everything. */
    FEED("feed", DiscoveryType.MANUAL, 100, 0),
    /** Agents and browsers that send what they see. */
    PUSH("push", DiscoveryType.BROWSER_VERIFIED, 100, 0),
    /** The entries of an LDAP directory, and when they last signed in. */
    LDAP("ldap", DiscoveryType.CONNECTOR, 50, 60),
    /** The users of another system that answers SCIM. */
    SCIM("scim", DiscoveryType.CONNECTOR, 60, 60);

    private final String stored;
    private final DiscoveryType usualType;
    private final int usualPriority;
    private final int usualMinutes;

    SourceKind(String stored, DiscoveryType usualType, int usualPriority, int usualMinutes) {
        this.stored = stored;
        this.usualType = usualType;
        this.usualPriority = usualPriority;
        this.usualMinutes = usualMinutes;
    }

    public String stored() {
        return stored;
    }

    public DiscoveryType usualType() {
        return usualType;
    }

    public int usualPriority() {
        return usualPriority;
    }

    /** How often it is read by itself, in minutes; 0 for never. */
    public int usualMinutes() {
        return usualMinutes;
    }

    /** Whether the hub reads it, and is not told, without being shown where it is. */
    public boolean isRead() {
        return this == HUB || this == MICROSOFT;
    }

    /** Whether it lies where the organization says, and has its own names for what it tells. */
    public boolean isElsewhere() {
        return this == FEED || this == LDAP || this == SCIM;
    }

    /**
     * The kind of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static SourceKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.stored.equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.MALFORMED,
                        "A discovery source is hub, microsoft, feed, push, ldap or scim",
                        "kind"));
    }
}
