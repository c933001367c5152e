package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How another system is reached that the hub reads accounts from, and which of them. Never with the secret. */
public sealed interface SourceConnection permits DirectoryConnection, ScimConnection {
    /** As it is written in JSON. */
    Map<String, @Nullable Object> members();

    /** Whether the secret that goes with it may be sent where the other one leads to as well. */
    boolean leadsWhere(SourceConnection other);

    /** What stands for our members there, unless a source's mapping says otherwise. */
    Map<FeedMember, String> usualMapping();

    /** The kind of source that is reached so. */
    SourceKind kind();

    /**
     * A connection as members of JSON, checked; what is absent takes its usual value. One with an address is a SCIM server's.
     *
     * @return null where nothing is given
     * @throws Refusal (MALFORMED) when it is none
     */
    static @Nullable SourceConnection of(@Nullable Map<String, ?> given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        return given.containsKey("url") ? ScimConnection.of(given) : DirectoryConnection.of(given);
    }
}
