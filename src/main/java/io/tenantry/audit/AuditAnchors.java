package io.tenantry.audit;

import io.tenantry.audit.internal.AnchorFile;
import io.tenantry.audit.internal.AnchorFile.Anchor;
import io.tenantry.audit.internal.SealRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the ends of the chains in {@code audit-heads.log} in the data directory. Somebody who rewrites or shortens a whole chain in
 * the database would have to rewrite this file as well, which can be copied elsewhere as it grows.
 */
@Component
public class AuditAnchors {
    private final Database database;
    private final @Nullable AnchorFile file;
    private final InstantSource clock = InstantSource.system();
    private @Nullable Map<UUID, Long> anchored;

    AuditAnchors(Database database, @Value("${tenantry.data-directory:#{null}}") @Nullable Path dataDirectory) {
        this.database = database;
        file = dataDirectory == null ? null : new AnchorFile(dataDirectory.resolve("audit-heads.log"));
    }

    /** Adds the chains that grew since the last time. Without a data directory there is nothing to do. */
    public synchronized void append() {
        if (file == null) {
            return;
        }
        Map<UUID, Long> known = anchored == null ? readKnown(file) : anchored;
        List<Anchor> grown = new ArrayList<>();
        database.transaction(AuditSealing.EVERYTHING, SealRows::heads).forEach(head -> {
            if (head.getValue().sequence() > known.getOrDefault(head.getKey(), 0L)) {
                grown.add(Anchor.of(clock.instant(), head.getKey(), head.getValue()));
            }
        });
        if (!grown.isEmpty()) {
            file.append(grown);
            grown.forEach(anchor -> known.put(anchor.organization(), anchor.sequence()));
        }
        anchored = known;
    }

    /** Shows the anchors of one organization's chain, oldest first, while the work goes on. */
    <T> T read(OrganizationId organization, Function<Iterator<Anchor>, T> work) {
        if (file == null) {
            return work.apply(Collections.emptyIterator());
        }
        return file.read(anchors ->
                work.apply(anchors.filter(anchor -> anchor.organization().equals(organization.value()))
                        .iterator()));
    }

    private static Map<UUID, Long> readKnown(AnchorFile file) {
        return file.read(anchors -> {
            Map<UUID, Long> known = new HashMap<>();
            anchors.forEach(anchor -> known.merge(anchor.organization(), anchor.sequence(), Math::max));
            return known;
        });
    }
}
