package io.tenantry.federation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An entry of a directory, as far as its attributes were asked for.
 *
 * @param isDisabled whether the directory lets it sign in no more
 * @param values by the attribute's name in lower case; a GUID is written as Microsoft writes it
 */
public record LdapEntry(boolean isDisabled, Map<String, List<String>> values) {
    public LdapEntry {
        values = Map.copyOf(values);
    }

    /** All values of an attribute; none when the entry does not have it. */
    public List<String> all(String attribute) {
        return values.getOrDefault(attribute.toLowerCase(Locale.ROOT), List.of());
    }
}
