package io.tenantry.tenancy;

import io.tenantry.kernel.Characters;
import io.tenantry.kernel.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One organization of the tree.
 *
 * @param parent what it lies in; null only for the operator's own, the root
 * @param tags in alphabetical order
 * @param domains its domain names, the default one first
 * @param modifiedAt when this version began
 * @param deletedAt when it was deleted, or null while it lives
 */
public record Organization(
        OrganizationId id,
        @Nullable OrganizationId parent,
        Profile profile,
        Set<String> tags,
        List<Domain> domains,
        Instant createdAt,
        Instant modifiedAt,
        @Nullable Instant deletedAt,
        long version) {
    private static final int TAG_LENGTH_MAX = 64;
    private static final int TAGS_MAX = 50;

    public String name() {
        return profile.name();
    }

    /** Its domain of this name, or null. */
    public @Nullable Domain domain(DomainName name) {
        return domains.stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Checks tags and puts them in order.
     *
     * @throws Refusal (MALFORMED) when one is empty or too long, or when they are too many
     */
    public static Set<String> checkedTags(Set<String> tags) {
        Set<String> checked = new TreeSet<>();
        for (String tag : tags) {
            String stripped = tag.strip();
            Refusal.unless(
                    !stripped.isEmpty()
                            && stripped.length() <= TAG_LENGTH_MAX
                            && stripped.chars().noneMatch(c -> Character.isISOControl(c) || c == ',')
                            && Characters.areWhole(stripped),
                    Refusal.Reason.MALFORMED,
                    "A tag has 1 to " + TAG_LENGTH_MAX + " characters and no comma",
                    "tags");
            checked.add(stripped);
        }
        Refusal.unless(
                checked.size() <= TAGS_MAX,
                Refusal.Reason.MALFORMED,
                "An organization has at most " + TAGS_MAX + " tags",
                "tags");
        return Collections.unmodifiableSet(checked);
    }

    /**
     * What its administrators say about an organization.
     *
     * @param provider where the truth about its people lives: "local" are our own tables, the other is "microsoft"
     * @param microsoftTenantId its tenant there, or null
     * @param locale a language tag such as {@code en-US}
     * @param settings values by name for those who work on the organization; the hub only keeps them
     */
    public record Profile(
            OrganizationKind kind,
            String name,
            String provider,
            @Nullable UUID microsoftTenantId,
            String locale,
            Map<String, ?> settings) {
        private static final int NAME_LENGTH_MAX = 256;
        private static final Set<String> PROVIDERS = Set.of("local", "microsoft");

        public Profile {
            name = name.strip();
            locale = canonical(locale);
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            Refusal.unless(
                    !name.isEmpty() && name.length() <= NAME_LENGTH_MAX && name.indexOf('\0') < 0,
                    Refusal.Reason.MALFORMED,
                    "A name has 1 to " + NAME_LENGTH_MAX + " characters",
                    "name");
            Refusal.unless(
                    Characters.areWhole(name),
                    Refusal.Reason.MALFORMED,
                    "A name must not contain halves of characters",
                    "name");
            Refusal.unless(
                    PROVIDERS.contains(provider),
                    Refusal.Reason.MALFORMED,
                    "The provider is one of local and microsoft",
                    "provider");
        }

        /** A profile with everything as usual but its kind and name. */
        public static Profile of(OrganizationKind kind, String name) {
            return new Profile(kind, name, "local", null, "en-US", Map.of());
        }

        private static String canonical(String tag) {
            try {
                Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
                if (!locale.getLanguage().isEmpty()) {
                    return locale.toLanguageTag();
                }
            } catch (IllformedLocaleException notATag) {
                // told below, as for a tag without a language
            }
            throw new Refusal(Refusal.Reason.MALFORMED, "A locale is a language tag such as en-US", "locale");
        }
    }
}
