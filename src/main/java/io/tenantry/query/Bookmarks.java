package io.tenantry.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.kernel.Cursor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages ended that this node showed lately, for callers who count rows instead of using our tokens. Forgetting
 * one is allowed: its next page is then found by counting, which costs more and moves when rows were deleted meanwhile.
 */
public final class Bookmarks {
    private final Cache<Key, Cursor> places;

    public Bookmarks(long most, Duration keptFor) {
        places = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(keptFor)
                .build();
    }

    @Nullable
    Cursor find(Fingerprint question, long offset) {
        return places.getIfPresent(new Key(question, offset));
    }

    void put(Fingerprint question, long offset, Cursor place) {
        places.put(new Key(question, offset), place);
    }

    private record Key(Fingerprint question, long offset) {}
}
