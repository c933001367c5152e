package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.CommandSets;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.StepRun;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Somebody's first day in one form, now or at a time: who, like whom, which licenses, with the seats that are left. */
@Controller
class OnboardPage implements ConsolePage {
    private static final String PATH = "/console/onboard";
    private static final String SET = "onboard";
    private static final String NAME = "userPrincipalName";
    private static final String PRODUCT = "product";
    private static final String PRODUCTS = "products";

    private final CommandJobs jobs;
    private final CommandSets sets;
    private final SubscribedSkus products;
    private final Where where;

    OnboardPage(CommandJobs jobs, CommandSets sets, SubscribedSkus products, Where where) {
        this.jobs = jobs;
        this.sets = sets;
        this.products = products;
        this.where = where;
    }

    /** A product that can be given. */
    record Offer(String partNumber, String name, int left, boolean isChosen) {}

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 2, "Onboard", PATH, Set.of(Permission.COMMAND_USER_WRITE));
    }

    /** The form; before it, where no organization is named, the choice of one. */
    @GetMapping(PATH)
    @Requires(value = Permission.COMMAND_READ, note = "and what the set Onboard needs")
    String form(Visit visit) {
        OrganizationId organization = where.given(visit);
        return organization == null
                ? where.ask(visit, "Onboard somebody", PATH, Permission.COMMAND_USER_WRITE)
                : show(visit.with("isNew", true), organization, true);
    }

    /** Tells while one chooses how many seats are left, and whether they do. */
    @GetMapping(PATH + "/seats")
    @Requires(value = Permission.COMMAND_READ, note = "license.read to see seats")
    String seats(Visit visit) {
        offer(visit, where.required(visit), chosen(visit));
        return "console/work/onboard :: seats";
    }

    private String show(Visit visit, OrganizationId organization, boolean isNew) {
        CommandBlock set = jobs.named(visit.caller(), organization, SET);
        Map<String, Object> usual = isNew ? usual(visit, organization, set) : Map.of();
        List<String> chosen = new ArrayList<>(chosen(visit));
        chosen.addAll(StepRun.texts(usual.get(PRODUCTS)));
        offer(visit, organization, chosen);
        visit.with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with("set", set)
                .with("given", given(visit, usual));
        return "console/work/onboard";
    }

    /** What the organization always gives, which the form begins with; nothing for whoever may not see that. */
    private Map<String, Object> usual(Visit visit, OrganizationId organization, CommandBlock set) {
        return visit.caller().reach(Permission.COMMAND_SETS_READ).covers(organization)
                ? sets.defaults(visit.caller(), organization, set.id())
                : Map.of();
    }

    private void offer(Visit visit, OrganizationId organization, List<String> chosen) {
        boolean sees = visit.caller().reach(Permission.LICENSE_READ).covers(organization);
        List<Offer> offer = !sees
                ? List.of()
                : products.all(visit.caller(), organization).stream()
                        .sorted(Comparator.comparing(
                                (SubscribedSku one) -> one.sku().displayName()))
                        .map(one -> new Offer(
                                one.sku().partNumber(),
                                one.sku().displayName(),
                                Math.max(0, one.available()),
                                chosen.contains(one.sku().partNumber())))
                        .toList();
        visit.with("offer", offer)
                .with(
                        "short",
                        offer.stream()
                                .filter(one -> one.isChosen() && one.left() == 0)
                                .map(Offer::name)
                                .toList());
    }

    private static List<String> chosen(Visit visit) {
        String[] chosen = visit.request().getParameterValues(PRODUCT);
        return chosen == null ? List.of() : Arrays.stream(chosen).distinct().toList();
    }

    /** What was filled in, by the names of the fields; so that nothing is lost. */
    private static Map<String, String> given(Visit visit, Map<String, Object> usual) {
        Map<String, String> given = new LinkedHashMap<>();
        usual.forEach((name, value) -> given.put(name.equals("upn") ? NAME : name, InputForm.text(value)));
        visit.request().getParameterMap().forEach((name, values) -> given.put(name, values[0]));
        return given;
    }

    @PostMapping(PATH)
    @Requires(value = Permission.COMMAND_READ, note = "and the set's own write action and what its steps need")
    String run(Visit visit) {
        OrganizationId organization = where.required(visit);
        try {
            CommandBlock set = jobs.named(visit.caller(), organization, SET);
            String at = visit.field("at");
            Accepted accepted = jobs.run(
                    visit.caller(),
                    organization,
                    set.id(),
                    new Aim.ForOrganization(),
                    new JobRequest(
                            input(visit, set, usual(visit, organization, set)),
                            null,
                            at == null ? null : Given.moment(at, visit.field("zone"))));
            return "redirect:/console/jobs/" + accepted.organization() + "/" + accepted.job();
        } catch (Refusal refusal) {
            return show(visit.refused(refusal).with("isNew", false), organization, false);
        }
    }

    /** What the form says. What it has emptied of the usual is given as empty, so that it does not come back. */
    private static Map<String, @Nullable Object> input(Visit visit, CommandBlock set, Map<String, Object> usual) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        for (Parameter parameter : set.input().parameters()) {
            String name = parameter.identifier();
            @Nullable
            Object value = switch (name) {
                case "upn" -> visit.field(NAME);
                case PRODUCTS -> chosen(visit).isEmpty() ? null : chosen(visit);
                case "groups" -> lines(visit.field(name));
                case "mustChange" -> String.valueOf(visit.ticked(name));
                default -> visit.field(name);
            };
            if (value != null || usual.containsKey(name)) {
                input.put(name, value == null ? "" : value);
            }
        }
        return input;
    }

    /** One a line, as names may hold anything else. */
    private static @Nullable List<String> lines(@Nullable String text) {
        return text == null
                ? null
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
