package io.tenantry.console.savings;

import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.Words;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Saving;
import io.tenantry.usage.Savings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody has ticked in the list of savings: single ones, or all that match, of one organization. */
@Component
class ChosenSavings {
    private static final int MOST = 1_000;

    private final Savings savings;
    private final ConsoleLists lists;
    private final Where where;

    ChosenSavings(Savings savings, ConsoleLists lists, Where where) {
        this.savings = savings;
        this.lists = lists;
        this.where = where;
    }

    /**
     * The choice.
     *
     * @param savings those that the hub can take back
     * @param left how many it cannot, since their licences are kept elsewhere
     */
    public record Chosen(OrganizationId organization, List<Saving> savings, long left) {
        /** What they cost a month, by currency. */
        public String amount() {
            Map<String, BigDecimal> sums = new TreeMap<>();
            for (Saving saving : savings) {
                sums.merge(Objects.requireNonNullElse(saving.currency(), ""), saving.amountPerMonth(), BigDecimal::add);
            }
            return sums.entrySet().stream()
                    .map(sum -> (Words.ENGLISH.amount(sum.getValue()) + " " + sum.getKey()).strip())
                    .collect(Collectors.joining(", "));
        }

        /** Whether some are seats that nobody has, which are saved by lowering the subscription only. */
        public boolean hasUnassigned() {
            return savings.stream().anyMatch(saving -> saving.user() == null);
        }
    }

    Chosen of(Visit visit) {
        List<Saving> found = visit.ticked("all") ? matching(visit) : ticked(visit);
        Set<OrganizationId> homes = found.stream().map(Saving::organization).collect(Collectors.toSet());
        Refusal.unless(
                !found.isEmpty(),
                Refusal.Reason.MALFORMED,
                "Nothing is chosen. Go back and tick the savings that are meant");
        Refusal.unless(
                homes.size() == 1,
                Refusal.Reason.MALFORMED,
                "Savings of one organization are taken back at a time. Go back and choose some of one only");
        List<Saving> kept = found.stream().filter(Saving::canReclaim).toList();
        return new Chosen(found.getFirst().organization(), kept, (long) found.size() - kept.size());
    }

    /** Each as the list knows it: the organization and the saving. */
    private List<Saving> ticked(Visit visit) {
        String[] keys = visit.request().getParameterValues("id");
        Set<String> distinct = new LinkedHashSet<>(keys == null ? List.of() : Arrays.asList(keys));
        Refusal.unless(distinct.size() <= MOST, Refusal.Reason.MALFORMED, "Too many savings are ticked");
        Set<UUID> ids = new LinkedHashSet<>();
        OrganizationId organization = null;
        for (String key : distinct) {
            String[] parts = key.split("/", 2);
            Refusal.unless(parts.length == 2, Refusal.Reason.MALFORMED, "There is no such saving", "id");
            OrganizationId home = Given.organization(parts[0]);
            Refusal.unless(
                    organization == null || organization.equals(home),
                    Refusal.Reason.MALFORMED,
                    "Savings of one organization are taken back at a time. Go back and choose some of one only");
            organization = home;
            ids.add(Given.id(parts[1]));
        }
        return organization == null ? List.of() : some(visit, organization, ids);
    }

    private List<Saving> some(Visit visit, OrganizationId organization, Set<UUID> ids) {
        List<Object> wanted = new ArrayList<>(ids);
        return read(visit, organization, new Condition.In(Savings.fields().filterable("id"), wanted));
    }

    private List<Saving> matching(Visit visit) {
        return read(visit, where.given(visit), lists.condition(SavingsPage.LIST, visit.field("filter")));
    }

    private List<Saving> read(Visit visit, @Nullable OrganizationId organization, Condition condition) {
        Page<Saving> page = savings.list(
                visit.caller(),
                organization,
                ListQuery.first(MOST, condition, Savings.fields().total(SavingsPage.LIST.order())));
        Refusal.unless(
                page.next() == null,
                Refusal.Reason.MALFORMED,
                "At most " + Words.ENGLISH.number(MOST) + " savings are taken back at a time");
        return page.items();
    }
}
