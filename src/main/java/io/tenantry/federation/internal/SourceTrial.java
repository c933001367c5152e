package io.tenantry.federation.internal;

import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.OidcSettings;
import io.tenantry.federation.SourceTest;
import io.tenantry.federation.SourceTest.Sample;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Tries sources out, so that whoever sets one up sees at once what is wrong. */
@Component
public class SourceTrial {
    private static final int SHOWN = 5;

    private final DirectorySync.Connecting connecting;
    private final Providers providers;

    SourceTrial(DirectorySync.Connecting connecting, Providers providers) {
        this.connecting = connecting;
        this.providers = providers;
    }

    /** Reads a few people, or the provider's own description. A failure is an answer here. */
    public SourceTest of(IdentitySource source) {
        try {
            return switch (source.settings()) {
                case LdapSettings ldap -> directory(source, ldap);
                case OidcSettings oidc -> provider(oidc);
            };
        } catch (Refusal refusal) {
            return new SourceTest(false, refusal.getMessage(), List.of());
        }
    }

    private SourceTest directory(IdentitySource source, LdapSettings settings) {
        try (Directory directory = connecting.open(source, settings)) {
            List<Sample> sample = directory.some(SHOWN).stream()
                    .map(entry -> PersonEntry.of(entry, settings))
                    .filter(Objects::nonNull)
                    .map(SourceTrial::shown)
                    .toList();
            return new SourceTest(
                    !sample.isEmpty(),
                    sample.isEmpty()
                            ? "The directory answers, but shows nobody below the search base who fits the filter"
                            : "The directory answers and shows people",
                    sample);
        }
    }

    private static Sample shown(PersonEntry person) {
        Map<String, String> properties = new TreeMap<>();
        person.values().forEach((field, value) -> properties.put(field.column(), value));
        return new Sample(person.dn(), properties, person.disabled(), person.problem());
    }

    private SourceTest provider(OidcSettings settings) {
        providers.ask(settings);
        return new SourceTest(true, "The provider answers and shows its keys", List.of());
    }
}
