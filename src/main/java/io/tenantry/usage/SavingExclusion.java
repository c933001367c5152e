package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is never told as a saving, in an organization and in those below it.
 *
 * @param value an id, or the name of a tag
 * @param until the last day it holds, or null for ever
 * @param name what the thing is called that the id is of; null where there is none of it, and for tags
 */
public record SavingExclusion(
        OrganizationId organization,
        UUID id,
        Kind kind,
        String value,
        String reason,
        @Nullable LocalDate until,
        String createdBy,
        Instant createdAt,
        @Nullable String name) {
    /** The same for somebody who does not know who did it and why. */
    SavingExclusion withoutReason() {
        return new SavingExclusion(organization, id, kind, value, "", until, "", createdAt, name);
    }

    /** What is excluded. */
    public enum Kind {
        /** A product, by its id. */
        SKU("sku"),
        /** A subscription of an application, by its id. */
        SUBSCRIPTION("subscription"),
        /** A person, by the id in the consolidated view. */
        PERSON("person"),
        /** Everything in organizations that have this tag. */
        TAG("tag");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        /**
         * The kind of this name.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.stored.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Reason.MALFORMED,
                            "What is excluded is a sku, subscription, person or tag",
                            "kind"));
        }
    }
}
