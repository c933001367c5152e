package io.tenantry.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Lists as they were written. Where nothing has changed in a page that is watched, it comes as one and the same list again, and what
 * was written of it is sent again as well: to write it takes longer than to find that out. Kept for as long as the page is.
 */
@Component
public final class WrittenLists {
    private static final int WAYS_MOST = 2;

    private final JsonMapper json;
    private final Cache<List<?>, Map<String, Written>> lists =
            Caffeine.newBuilder().weakKeys().build();

    WrittenLists(JsonMapper json) {
        this.json = json;
    }

    /**
     * What is written of a list. It is kept from the second time on that it is asked for.
     *
     * @param items the list, which is told from others by being another object
     * @param way tells the ways apart in which these items are written; nothing else may change what is written
     * @param rows what the items look like in this way
     */
    public Object of(List<?> items, String way, Supplier<List<?>> rows) {
        Map<String, Written> ways = lists.getIfPresent(items);
        if (ways == null) {
            lists.put(items, new ConcurrentHashMap<>(WAYS_MOST));
            return rows.get();
        }
        Written known = ways.get(way);
        if (known != null) {
            return known;
        }
        Written written = new Written(new SerializedString(json.writeValueAsString(rows.get())));
        if (ways.size() < WAYS_MOST) {
            ways.put(way, written);
        }
        return written;
    }

    /** A list that is written already. */
    private record Written(SerializableString text) implements JacksonSerializable {
        @Override
        public void serialize(JsonGenerator json, SerializationContext serialization) {
            json.writeRawValue(text);
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializationContext serialization, TypeSerializer types) {
            serialize(json, serialization);
        }
    }
}
