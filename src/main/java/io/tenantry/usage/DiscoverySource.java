package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere the hub hears of accounts and activity.
 *
 * @param hasSecret whether the hub keeps a secret for it; the secret itself is never told
 * @param accounts how many accounts it tells of
 * @param lastRun when it was last read or told something, and what came of that; null when it never was
 */
public record DiscoverySource(
        OrganizationId organization,
        UUID id,
        SourceKind kind,
        Settings settings,
        boolean hasSecret,
        long accounts,
        @Nullable DiscoveryRun lastRun,
        Instant createdAt,
        Instant modifiedAt,
        long version) {
    /** Whether the hub reads it by itself, and is not told. */
    public boolean isRead() {
        return kind.isRead() || settings.url() != null || settings.connection() != null;
    }

    /**
     * What is set of a source.
     *
     * @param type how accounts are known that do not say so themselves
     * @param priority the smaller, the more its word counts
     * @param syncMinutes how often it is read by itself, 0 for never
     * @param mapping by the names of our members, those of a feed's columns or of another system's attributes
     * @param url where a feed is fetched from, or null where it is sent
     * @param connection how a directory or a SCIM server is reached, or null while nobody has said so
     */
    public record Settings(
            String name,
            DiscoveryType type,
            int priority,
            boolean enabled,
            int syncMinutes,
            Map<String, String> mapping,
            @Nullable String url,
            @Nullable SourceConnection connection) {
        private static final int NAME_MAX = 100;
        private static final int PRIORITY_MAX = 1_000;
        private static final int MINUTES_MAX = 10_080;

        /** Settings of a source that is not reached at an address. */
        public Settings(
                String name,
                DiscoveryType type,
                int priority,
                boolean enabled,
                int syncMinutes,
                Map<String, String> mapping) {
            this(name, type, priority, enabled, syncMinutes, mapping, null, null);
        }

        public Settings {
            name = name.strip();
            mapping = Map.copyOf(mapping);
            Refusal.unless(
                    !name.isEmpty() && name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl),
                    Refusal.Reason.MALFORMED,
                    "A name has 1 to " + NAME_MAX + " characters",
                    "name");
            Refusal.unless(
                    priority >= 1 && priority <= PRIORITY_MAX,
                    Refusal.Reason.MALFORMED,
                    "A priority lies between 1 and " + PRIORITY_MAX,
                    "priority");
            Refusal.unless(
                    syncMinutes >= 0 && syncMinutes <= MINUTES_MAX,
                    Refusal.Reason.MALFORMED,
                    "A source is read at least once a week, or never by itself (0)",
                    "syncMinutes");
            for (String member : mapping.keySet()) {
                FeedMember.named(member);
            }
        }
    }
}
