package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;

/** What a line of a feed, or an agent, can tell of an account. */
public enum FeedMember {
    APPLICATION("application"),
    VENDOR("vendor"),
    EXTERNAL_ID("externalId"),
    EMAIL("email"),
    UPN("userPrincipalName"),
    PERSON_KEY("personKey"),
    DISPLAY_NAME("displayName"),
    ENABLED("isEnabled"),
    COUNTRY("country"),
    DEPARTMENT("department"),
    FIRST_DISCOVERED("firstDiscovered"),
    SUBSCRIPTIONS("subscriptions"),
    ACTIVITY("activity"),
    DISCOVERY_TYPE("discoveryType");

    private final String wireName;

    FeedMember(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /**
     * The member of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static FeedMember named(String name) {
        return Arrays.stream(values())
                .filter(member -> member.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.MALFORMED, "A feed has no member '" + name + "' to be told", "mapping"));
    }
}
