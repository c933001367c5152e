package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.federation.FederationSettings;
import io.tenantry.federation.LdapEntry;
import io.tenantry.federation.LdapSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads entries of a directory as they are. */
public final class EntryReading {
    private static final int AT_ONCE = 1_000;

    private EntryReading() {}

    public static void each(
            LdapSettings settings,
            @Nullable String password,
            FederationSettings how,
            Collection<String> attributes,
            Consumer<LdapEntry> each) {
        Set<String> asked = new LinkedHashSet<>(attributes);
        asked.addAll(settings.disabledAttributes());
        try (Directory directory = Directory.open(settings, password, how)) {
            directory.pages(
                    settings.searchBase(),
                    Directory.filter(settings.userFilter()),
                    List.copyOf(asked),
                    AT_ONCE,
                    entries -> entries.forEach(entry -> each.accept(read(entry, settings, attributes))));
        }
    }

    private static LdapEntry read(SearchResultEntry entry, LdapSettings settings, Collection<String> attributes) {
        Map<String, List<String>> values = new HashMap<>();
        for (String attribute : attributes) {
            List<String> all = new ArrayList<>();
            if (ExternalIds.isBinary(attribute)) {
                String id = ExternalIds.read(entry, attribute);
                all.addAll(id == null ? List.of() : List.of(id));
            } else if (entry.hasAttribute(attribute)) {
                all.addAll(List.of(entry.getAttributeValues(attribute)));
            }
            values.put(attribute.toLowerCase(Locale.ROOT), all);
        }
        return new LdapEntry(PersonEntry.isDisabled(entry, settings), values);
    }
}
