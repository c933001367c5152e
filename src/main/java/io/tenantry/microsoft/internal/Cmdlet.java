package io.tenantry.microsoft.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of Exchange's administration with its parameters, as its own shell has them. A value of null empties what it sets. */
record Cmdlet(String name, Map<String, @Nullable Object> parameters) {
    /** One about a mailbox, or about a folder of it. */
    static Cmdlet of(String name, String identity) {
        return new Cmdlet(name, Map.of()).with("Identity", identity);
    }

    Cmdlet with(String parameter, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new Cmdlet(name, more);
    }

    /** What adds or removes an entry is refused the second time. */
    boolean isRepeatable() {
        return name.startsWith("Get-") || name.startsWith("Set-");
    }
}
