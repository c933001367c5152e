package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.MarkerRequest.Scope;
import io.tenantry.usage.MarkerTask.Result;
import io.tenantry.usage.internal.ApplicationEditRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes many applications anew in one request. There are never so many that one would have to wait. */
@Component
public class ApplicationEdits {
    private static final int APPLICATIONS_MAX = 10_000;
    private static final int PIECE = 500;

    private final Access access;
    private final Applications applications;
    private final ApplicationEditRows rows;

    ApplicationEdits(Access access, Applications applications, ApplicationEditRows rows) {
        this.access = access;
        this.applications = applications;
        this.rows = rows;
    }

    /**
     * Which applications are meant, and what they are to be from now on; what is null stays as it is.
     *
     * @param ids those that are meant, or are not, as {@code scope} says
     */
    public record Wish(
            Scope scope,
            List<String> ids,
            Condition filter,
            @Nullable String category,
            @Nullable String vendor) {
        public Wish {
            ids = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).distinct().toList();
            Refusal.unless(
                    scope == Scope.ALL || !ids.isEmpty(),
                    Refusal.Reason.MALFORMED,
                    "The scope " + scope.wireName() + " needs ids",
                    "ids");
            Refusal.unless(
                    category != null || vendor != null,
                    Refusal.Reason.MALFORMED,
                    "At least one of category and vendor is needed",
                    "body");
        }
    }

    /**
     * Does it, one application after the other. Needs {@code usage.source.write}.
     *
     * @throws Refusal (NOT_PERMITTED), (MALFORMED) when too many are meant
     */
    public ApplicationEdit apply(Caller caller, Wish wish) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE)
                .shared(access.require(caller, Permission.USAGE_READ));
        List<Result> failed = new ArrayList<>();
        Set<String> met = new LinkedHashSet<>();
        long done = 0;
        for (Application application : meant(caller, wish)) {
            met.add(application.id().toString());
            try {
                Applications.Description wanted = new Applications.Description(
                        application.name(),
                        Objects.requireNonNullElse(wish.vendor(), application.vendor()),
                        Objects.requireNonNullElse(wish.category(), application.category()));
                applications.change(caller, application.organization(), application.id(), wanted);
                done++;
            } catch (Refusal refusal) {
                failed.add(new Result(application.id().toString(), refusal.getMessage()));
            }
        }
        if (wish.scope() == Scope.ONLY) {
            wish.ids().stream()
                    .filter(id -> !met.contains(id))
                    .forEach(id -> failed.add(new Result(id, "There is no such application")));
        }
        ApplicationEdit edit = new ApplicationEdit(Ids.next(), done, failed);
        rows.insert(reach, owner(caller, reach), edit, caller.actor());
        return edit;
    }

    /**
     * What came of an earlier request, under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public ApplicationEdit get(Caller caller, UUID id) {
        ApplicationEdit found = rows.find(access.require(caller, Permission.USAGE_READ), id);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such task");
        }
        return found;
    }

    private List<Application> meant(Caller caller, Wish wish) {
        List<Application> meant = new ArrayList<>();
        List<Order> order = Applications.fields()
                .total(List.of(Order.ascending(Applications.fields().id())));
        ListQuery query = ListQuery.first(PIECE, wish.filter(), order);
        Page<Application> page = applications.list(caller, null, query);
        while (true) {
            for (Application application : page.items()) {
                boolean isNamed = wish.ids().contains(application.id().toString());
                if (wish.scope() == Scope.ALL || isNamed == (wish.scope() == Scope.ONLY)) {
                    meant.add(application);
                }
            }
            Refusal.unless(
                    meant.size() <= APPLICATIONS_MAX,
                    Refusal.Reason.MALFORMED,
                    "At most " + APPLICATIONS_MAX + " applications are changed at once",
                    "filter");
            Cursor next = page.next();
            if (next == null) {
                return meant;
            }
            page = applications.list(caller, null, query.after(next));
        }
    }

    /** Whose the record of it is: the caller's own, or one of the organizations that he reaches. */
    private static OrganizationId owner(Caller caller, Reach reach) {
        OrganizationId home = caller.home();
        if (home != null && reach.covers(home)) {
            return home;
        }
        if (reach instanceof Reach.Some(var some) && !some.isEmpty()) {
            return some.iterator().next();
        }
        throw new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "There is no organization where the caller has both permissions that this needs");
    }
}
