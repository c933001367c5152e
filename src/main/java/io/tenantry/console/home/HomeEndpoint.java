package io.tenantry.console.home;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Tile;
import io.tenantry.console.Visit;
import io.tenantry.signin.Sessions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The first page, and the way out. */
@Controller
class HomeEndpoint implements ConsolePage {
    private final ObjectProvider<Tile> tiles;
    private final Sessions sessions;

    HomeEndpoint(ObjectProvider<Tile> tiles, Sessions sessions) {
        this.tiles = tiles;
        this.sessions = sessions;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.OVERVIEW, 0, "Overview", "/console", Set.of());
    }

    @GetMapping("/console")
    @Requires(
            value = {},
            note = "whoever is signed in; each tile as its permissions say")
    String home(Visit visit) {
        List<Tile.Shown> shown = tiles.stream()
                .filter(tile -> isOpen(visit.caller(), tile))
                .sorted(Comparator.comparingInt(Tile::position))
                .map(tile -> tile.show(visit.caller()))
                .filter(Objects::nonNull)
                .toList();
        visit.with("tiles", shown);
        return "console/home/home";
    }

    @PostMapping("/console/sign-out")
    @Requires(
            value = {},
            note = "whoever is signed in")
    String signOut(Visit visit) {
        sessions.signOut(visit.request(), visit.response());
        return "redirect:/login?signed-out";
    }

    private static boolean isOpen(Caller caller, Tile tile) {
        return tile.permissions().stream()
                .noneMatch(permission -> caller.reach(permission).equals(Reach.nowhere()));
    }
}
