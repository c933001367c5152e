package io.tenantry.console.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.branding.Brandings;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What stands around every page: the navigation, as far as it leads somewhere for whoever is there, and his name. */
@Component
class Frame {
    private static final String HOME = "/console";

    private final ObjectProvider<ConsolePage> pages;
    private final Brandings brandings;

    Frame(ObjectProvider<ConsolePage> pages, Brandings brandings) {
        this.pages = pages;
        this.brandings = brandings;
    }

    /**
     * A frame around one page.
     *
     * @param brand what the hub is called for whoever is there
     * @param style the file that gives it his organization's colour and logo
     */
    record Around(String person, List<Part> parts, String brand, String style) {
        Around {
            parts = List.copyOf(parts);
        }
    }

    record Part(String title, List<Way> ways) {}

    /**
     * A line of the navigation.
     *
     * @param isHere whether the page is it, or lies below it
     */
    record Way(String label, String path, boolean isHere) {}

    Around around(Caller caller, String path) {
        List<Place> open = pages.stream()
                .map(ConsolePage::place)
                .filter(place -> isOpen(caller, place))
                .sorted(Comparator.comparing(Place::section)
                        .thenComparingInt(Place::position)
                        .thenComparing(Place::label))
                .toList();
        String here = open.stream()
                .map(Place::path)
                .filter(place -> lies(path, place))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        List<Part> parts = new ArrayList<>();
        for (Place.Section section : Place.Section.values()) {
            List<Way> ways = open.stream()
                    .filter(place -> place.section() == section)
                    .map(place ->
                            new Way(place.label(), place.path(), place.path().equals(here)))
                    .toList();
            if (!ways.isEmpty()) {
                parts.add(new Part(section.title(), ways));
            }
        }
        OrganizationId home = caller.home();
        String style = home == null ? "/branding/hub.css" : "/branding/" + home + "/style.css";
        return new Around(caller.actor().name(), parts, brandings.look(home).name(), style);
    }

    private static boolean isOpen(Caller caller, Place place) {
        return place.permissions().isEmpty()
                || place.permissions().stream()
                        .anyMatch(permission -> !caller.reach(permission).equals(Reach.nowhere()));
    }

    private static boolean lies(String path, String place) {
        return path.equals(place) || (!place.equals(HOME) && path.startsWith(place + "/"));
    }
}
