package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.AppAccount;
import io.tenantry.usage.AppAccounts;
import io.tenantry.usage.MarkerEdit;
import io.tenantry.usage.Markers;
import io.tenantry.usage.People;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PeopleSubscriptions;
import io.tenantry.usage.Person;
import io.tenantry.usage.UsageSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One person as sources tell of him: what he uses, what that costs, which accounts he is made of and why. */
@Controller
class SoftwareUserPage {
    static final String PAGE = SoftwareUsersPage.PATH + "/{organizationId}/{personId}";

    private static final int SHOWN = 100;
    private static final int EXPLAINED = 20;
    private static final Map<String, String> NEWS = Map.of(
            "moved", "The account is moved, and stays here whatever sources tell.",
            "back", "The account went back to where its keys say.",
            "marked", "The notes are saved.");

    private final People people;
    private final AppAccounts accounts;
    private final Markers markers;
    private final Where where;
    private final Used used;

    SoftwareUserPage(People people, AppAccounts accounts, Markers markers, Where where, Used used) {
        this.people = people;
        this.accounts = accounts;
        this.markers = markers;
        this.where = where;
        this.used = used;
    }

    /** What a person uses. */
    @Component("consoleUsed")
    record Used(
            PeopleApplications applications,
            PeopleSubscriptions subscriptions,
            UsageSettings settings,
            InstantSource clock) {}

    /**
     * An account as the page shows it.
     *
     * @param why it belongs to him, as the first one does; null for the first
     */
    record Shown(AppAccount account, String discovery, AppAccounts.@Nullable Explanation why) {}

    @GetMapping(PAGE)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String personId) {
        OrganizationId organization = Given.organization(organizationId);
        Person person = people.get(visit.caller(), organization, Given.id(personId));
        String done = visit.field("done");
        visit.with("person", person)
                .with("link", SoftwareUsersPage.link(person))
                .with("news", done == null ? null : NEWS.get(done))
                .with("organizationName", where.name(visit, organization))
                .with("status", Looks.status(person.status(used.settings.activeSince(used.clock.instant()))))
                .with("discovery", Looks.discovery(person.discoveryTypes()))
                .with("now", used.clock.instant())
                .with(
                        "applications",
                        used.applications.list(
                                visit.caller(), organization, person.id(), by(PeopleApplications.fields(), "name")))
                .with(
                        "subscriptions",
                        used.subscriptions.list(
                                visit.caller(),
                                organization,
                                person.id(),
                                by(PeopleSubscriptions.fields(), "applicationName")))
                .with("accounts", accounts(visit, person))
                .with("mayWrite", visit.caller().reach(Permission.USAGE_WRITE).covers(organization))
                .with(
                        "seesUser",
                        person.user() != null
                                && visit.caller().reach(Permission.USER_READ).covers(organization));
        return "console/usage/person";
    }

    private static ListQuery by(Catalogue catalogue, String field) {
        List<Order> order = catalogue.total(List.of(Order.ascending(catalogue.sortable(field))));
        return new ListQuery(Condition.ALL, null, order, SHOWN, 0, null, true);
    }

    /** Each but the first with what it has in common with that, as far as one can read it all. */
    private List<Shown> accounts(Visit visit, Person person) {
        List<AppAccount> all = accounts.list(visit.caller(), person.organization(), person.id());
        List<Shown> shown = new ArrayList<>();
        for (AppAccount account : all) {
            boolean isExplained = !shown.isEmpty() && shown.size() <= EXPLAINED;
            shown.add(new Shown(
                    account,
                    Looks.discovery(List.of(account.discoveryType())),
                    isExplained
                            ? accounts.explain(
                                    visit.caller(),
                                    person.organization(),
                                    all.getFirst().id(),
                                    account.id())
                            : null));
        }
        return shown;
    }

    /** Notes for asset managers. */
    @PostMapping(PAGE + "/mark")
    @Requires(Permission.USAGE_WRITE)
    String mark(Visit visit, @PathVariable String organizationId, @PathVariable String personId) {
        MarkerEdit edit = new MarkerEdit(visit.ticked("online"), visit.ticked("review"), visit.ticked("qualified"));
        Person person = markers.mark(visit.caller(), Given.organization(organizationId), Given.id(personId), edit);
        return "redirect:" + SoftwareUsersPage.link(person) + "?done=marked";
    }

    /** Looks for the person whom an account really belongs to. */
    @GetMapping(PAGE + "/accounts/{accountId}")
    @Requires(Permission.USAGE_WRITE)
    String choose(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String personId,
            @PathVariable String accountId) {
        OrganizationId organization = Given.organization(organizationId);
        Person person = people.get(visit.caller(), organization, Given.id(personId));
        UUID id = Given.id(accountId);
        AppAccount account = accounts.list(visit.caller(), organization, person.id()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(SoftwareUserPage::gone);
        String name = visit.field("name");
        visit.with("person", person)
                .with("account", account)
                .with("name", name)
                .with("link", SoftwareUsersPage.link(person))
                .with("found", name == null ? List.of() : found(visit, person, name));
        return "console/usage/move";
    }

    private static Refusal gone() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "The person has no such account");
    }

    private List<Person> found(Visit visit, Person person, String name) {
        String part = name.replace("'", "''");
        Condition named = ODataFilter.parse(
                "contains(displayName,'" + part + "') or contains(email,'" + part + "')", People.fields());
        List<Order> order =
                People.fields().total(List.of(Order.ascending(People.fields().sortable("displayName"))));
        return people.list(visit.caller(), person.organization(), ListQuery.first(SHOWN, named, order)).items().stream()
                .filter(one -> !one.id().equals(person.id()))
                .toList();
    }

    @PostMapping(PAGE + "/accounts/{accountId}")
    @Requires(Permission.USAGE_WRITE)
    String move(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String personId,
            @PathVariable String accountId) {
        AppAccount moved = accounts.move(
                visit.caller(),
                Given.organization(organizationId),
                Given.id(accountId),
                Given.id(visit.required("person")));
        return toPerson(moved, "moved");
    }

    @PostMapping(PAGE + "/accounts/{accountId}/back")
    @Requires(Permission.USAGE_WRITE)
    String moveBack(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String personId,
            @PathVariable String accountId) {
        return toPerson(
                accounts.moveBack(visit.caller(), Given.organization(organizationId), Given.id(accountId)), "back");
    }

    /** Where the account is now. */
    private static String toPerson(AppAccount account, String done) {
        return "redirect:" + SoftwareUsersPage.PATH + "/" + account.organization() + "/" + account.person() + "?done="
                + done;
    }
}
