package io.tenantry.automation.internal;

import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Blocks and sets that organizations have written, as texts. */
interface Written {
    /** Where nobody has written any. */
    Written NOTHING = new Written() {
        @Override
        public @Nullable Text find(UUID id, int version) {
            return null;
        }

        @Override
        public @Nullable Integer newest(UUID id) {
            return null;
        }

        @Override
        public @Nullable Text named(OrganizationId owner, String identifier, @Nullable Integer version) {
            return null;
        }

        @Override
        public @Nullable Text living(OrganizationId owner, String identifier) {
            return null;
        }
    };

    /**
     * One version of one of them.
     *
     * @param pins the versions of blocks for which a set was written, by their identifiers
     */
    record Text(
            OrganizationId owner, UUID id, int version, boolean isSet, String definition, Map<String, Integer> pins) {
        public Text {
            pins = Map.copyOf(pins);
        }
    }

    /** A version, even of one that was deleted since: jobs end with what they began with. */
    @Nullable
    Text find(UUID id, int version);

    /** The newest version of one that was not deleted, or null. */
    @Nullable
    Integer newest(UUID id);

    /** The newest version of a block or set of an organization by its identifier, unless it was deleted. */
    @Nullable
    Text living(OrganizationId owner, String identifier);

    /** A block of an organization by its identifier, in a version or the newest. */
    @Nullable
    Text named(OrganizationId owner, String identifier, @Nullable Integer version);
}
