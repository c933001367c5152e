package io.tenantry.directory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A language as it is written in a country: what an organization or a person may have as locale.
 *
 * @param id {@code en-US}
 * @param localeCode the language, ISO 639: {@code en}
 * @param countryCode the country, ISO 3166: {@code US}
 * @param countryName the country's English name
 */
public record Locale(String id, String localeCode, String countryCode, String countryName) {
    private static final List<Locale> ALL = Arrays.stream(java.util.Locale.getAvailableLocales())
            .filter(locale -> locale.getLanguage().length() == 2
                    && locale.getCountry().length() == 2
                    && locale.getScript().isEmpty()
                    && locale.getVariant().isEmpty()
                    && locale.getExtensionKeys().isEmpty())
            .map(locale -> new Locale(
                    locale.getLanguage() + "-" + locale.getCountry(),
                    locale.getLanguage(),
                    locale.getCountry(),
                    locale.getDisplayCountry(java.util.Locale.ENGLISH)))
            .distinct()
            .sorted(Comparator.comparing(Locale::id))
            .toList();

    /** Every language-country pair the hub knows, by id. */
    public static List<Locale> all() {
        return ALL;
    }
}
