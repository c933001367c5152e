package io.tenantry.console.settings;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.MailSettings;
import io.tenantry.mail.MailTrail;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** By which way mails leave the hub, what became of the latest, and a mail to oneself to see whether they arrive. */
@Controller
class MailPage implements ConsolePage {
    private static final String PATH = "/console/mail";
    private static final int SHOWN = 50;

    private final MailSettings settings;
    private final MailTrail trail;
    private final Organizations organizations;
    private final InstantSource clock;

    MailPage(MailSettings settings, MailTrail trail, Organizations organizations, InstantSource clock) {
        this.settings = settings;
        this.trail = trail;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SETTINGS, 40, "Mail", PATH, Set.of(Permission.AUDIT_READ));
    }

    /** While a test is on its way the page asks for its outcome again and again. */
    @GetMapping(PATH)
    @Requires(Permission.AUDIT_READ)
    String page(Visit visit) {
        return show(visit, visit.field("test"));
    }

    /** Only to oneself, so that nobody can be bothered. */
    @PostMapping(PATH + "/test")
    @Requires(Permission.AUDIT_READ)
    String test(Visit visit) {
        try {
            UUID id = trail.test(
                    visit.caller(),
                    visit.signedIn().organization(),
                    visit.signedIn().user());
            return "redirect:" + PATH + "?test=" + id;
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, null);
        }
    }

    private String show(Visit visit, @Nullable String test) {
        Caller caller = visit.caller();
        List<MailTrail.Sent> recent = trail.recent(caller, SHOWN);
        Map<OrganizationId, String> names = organizations.names(
                caller, recent.stream().map(MailTrail.Sent::organization).collect(Collectors.toSet()));
        visit.with("settings", settings)
                // Where the hub's mail server is, is nobody's business but the operator's.
                .with("isOperator", caller.reach(Permission.AUDIT_READ) instanceof Reach.Everything)
                .with("recent", recent)
                .with("names", names)
                .with("now", clock.instant())
                .with(
                        "test",
                        test == null
                                ? null
                                : trail.own(
                                        visit.signedIn().organization(),
                                        visit.signedIn().user(),
                                        Given.id(test)));
        return visit.isPartial() ? "console/settings/mail :: mails" : "console/settings/mail";
    }
}
