package io.tenantry.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the benchmark that can be measured without the others. */
public enum Part {
    /** Lists, gets and writes of the Cloud User Hub's dialect, and what all hubs have beside them. */
    GRAPH,
    SLCHUB,
    CLOUDCOCKPIT,
    SCIM,
    LOGON,
    IMPORT,
    MIRROR,
    CHANGES,
    USAGE,
    /** Walking through a large directory over SCIM. */
    WALK,
    WEBHOOKS,
    JOBS,
    /** Lists and statistics of very many jobs. */
    JOB_LISTS,
    /** Starting, memory, and being fast again after a restart. */
    START;

    /** What the command line calls it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this name. */
    public static Part named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.wireName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a part is one of "
                        + Arrays.stream(values()).map(Part::wireName).collect(Collectors.joining(", "))));
    }
}
