package io.tenantry.console.settings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.Words;
import io.tenantry.imports.ImportSettings;
import io.tenantry.platform.history.HistorySettings;
import io.tenantry.selfservice.SelfServiceSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What the hub was started with that its operators ask about: how long the past is kept, and what people may do for themselves. */
@Controller
class HubPage implements ConsolePage {
    private static final String PATH = "/console/hub";

    private final HistorySettings history;
    private final SelfServiceSettings selfService;
    private final ImportSettings imports;
    private final InstantSource clock;

    HubPage(HistorySettings history, SelfServiceSettings selfService, ImportSettings imports, InstantSource clock) {
        this.history = history;
        this.selfService = selfService;
        this.imports = imports;
        this.clock = clock;
    }

    /** A setting: what it is about, what it says, and by which key it is set. */
    record Line(String label, String value, String key) {}

    @Override
    public Place place() {
        return new Place(Place.Section.SETTINGS, 70, "This hub", PATH, Set.of(Permission.POLICY_READ));
    }

    @GetMapping(PATH)
    @Requires(Permission.POLICY_READ)
    String page(Visit visit) {
        visit.with("past", List.of(new Line("The past is kept for", length(history.kept()), "tenantry.history.kept")))
                .with("since", clock.instant().minus(history.kept()))
                .with("own", own())
                .with(
                        "files",
                        List.of(new Line(
                                "The largest file that is imported",
                                imports.fileSizeMax().toMegabytes() + " MB",
                                "tenantry.imports.file-size-max")));
        return "console/settings/hub";
    }

    private List<Line> own() {
        String key = "tenantry.self-service.";
        return List.of(
                new Line(
                        "Have a link to a new password mailed",
                        selfService.passwordResets() ? "yes" : "no",
                        key + "password-resets"),
                new Line("Such a link works for", length(selfService.resetLinks()), key + "reset-links"),
                new Line(
                        "Links an hour for one account",
                        Integer.toString(selfService.resetsPerHour()),
                        key + "resets-per-hour"),
                new Line(
                        "Tries a minute from one address",
                        Integer.toString(selfService.triesPerMinute()),
                        key + "tries-per-minute"));
    }

    /** In the largest unit that tells it exactly. */
    private static String length(Duration length) {
        Words words = Words.ENGLISH;
        if (length.equals(Duration.ofDays(length.toDays()))) {
            return words.count(length.toDays(), "day", "days");
        }
        return length.equals(Duration.ofHours(length.toHours()))
                ? words.count(length.toHours(), "hour", "hours")
                : words.count(length.toMinutes(), "minute", "minutes");
    }
}
