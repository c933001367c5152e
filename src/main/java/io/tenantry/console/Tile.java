package io.tenantry.console;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of the first page. A bean of this type is shown there to whoever holds all of its permissions somewhere. */
public interface Tile {
    /** The order among the tiles. */
    int position();

    Set<Permission> permissions();

    /** What it shows, in a bounded number of statements; null when there is nothing worth showing. */
    @Nullable
    Shown show(Caller caller);

    /**
     * A tile's content.
     *
     * @param fragment the template's fragment that draws it, such as {@code console/home/licenses :: tile}
     * @param data what the fragment is drawn from; it finds it as the variable "tile"
     * @param more where the whole of it is to be seen, or null
     * @param isWide whether it takes the whole width
     */
    record Shown(
            String title,
            String fragment,
            Map<String, Object> data,
            @Nullable String more,
            boolean isWide) {
        public Shown {
            data = Map.copyOf(data);
        }
    }
}
