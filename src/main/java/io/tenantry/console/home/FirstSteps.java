package io.tenantry.console.home;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.console.Tile;
import io.tenantry.console.internal.FigureRows;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What to do first in a hub that is still empty: it goes away by itself. */
@Component
class FirstSteps implements Tile {
    private static final long FEW_PEOPLE = 3;

    private final FigureRows figures;

    FirstSteps(FigureRows figures) {
        this.figures = figures;
    }

    @Override
    public int position() {
        return 0;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.USER_WRITE, Permission.ORGANIZATION_WRITE);
    }

    @Override
    public @Nullable Shown show(Caller caller) {
        FigureRows.People people = figures.people(caller);
        return people.all() > FEW_PEOPLE
                ? null
                : new Shown("First steps", "console/home/steps :: tile", Map.of("people", people), null, true);
    }
}
