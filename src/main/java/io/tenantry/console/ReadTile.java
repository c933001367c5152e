package io.tenantry.console;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tile whose content is read by a function. */
public record ReadTile(int position, Set<Permission> permissions, Reading reading) implements Tile {
    public ReadTile {
        permissions = Set.copyOf(permissions);
    }

    /** Reads what is shown; null when there is nothing worth showing. */
    @FunctionalInterface
    public interface Reading {
        Tile.@Nullable Shown of(Caller caller);
    }

    @Override
    public Tile.@Nullable Shown show(Caller caller) {
        return reading.of(caller);
    }
}
