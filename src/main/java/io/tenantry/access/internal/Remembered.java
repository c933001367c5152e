package io.tenantry.access.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers kept as long as nothing was heard that could make them wrong; asked anew while nothing can be heard. */
final class Remembered<K, V> {
    private final AccessNews news;
    private final Cache<K, V> kept;

    Remembered(AccessNews news, long most) {
        this.news = news;
        kept = Caffeine.newBuilder().maximumSize(most).build();
    }

    V get(K key, Function<? super K, ? extends V> load) {
        if (!news.isLive()) {
            return load.apply(key);
        }
        V known = kept.getIfPresent(key);
        if (known != null) {
            return known;
        }
        long before = news.count();
        V loaded = load.apply(key);
        kept.put(key, loaded);
        // The change may have been told between our reading and our keeping; then what we read may be from before it.
        if (news.count() != before) {
            kept.invalidate(key);
        }
        return loaded;
    }

    void forget(K key) {
        kept.invalidate(key);
    }

    void forgetIf(Predicate<? super V> old) {
        kept.asMap().values().removeIf(old);
    }

    void forgetAll() {
        kept.invalidateAll();
    }
}
