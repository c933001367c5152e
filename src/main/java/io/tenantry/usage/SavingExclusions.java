package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion.Kind;
import io.tenantry.usage.internal.SavingExclusionRows;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an organization does not want to be told as savings. */
@Component
public class SavingExclusions {
    private static final int VALUE_MAX = 200;
    private static final int REASON_MAX = 500;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final SavingSearch search;
    private final InstantSource clock;

    SavingExclusions(Database database, Access access, AuditTrail audit, SavingSearch search, InstantSource clock) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.search = search;
        this.clock = clock;
    }

    /** What somebody wants excluded. */
    public record Wish(
            Kind kind,
            String value,
            String reason,
            @Nullable LocalDate until) {
        public Wish {
            value = kind == Kind.TAG ? value.strip() : id(value.strip());
            reason = reason.strip();
            Refusal.unless(
                    !value.isEmpty() && value.length() <= VALUE_MAX && value.indexOf('\0') < 0,
                    Refusal.Reason.MALFORMED,
                    "The value has 1 to " + VALUE_MAX + " characters",
                    "value");
            Refusal.unless(
                    reason.length() <= REASON_MAX && reason.indexOf('\0') < 0,
                    Refusal.Reason.MALFORMED,
                    "The reason has at most " + REASON_MAX + " characters",
                    "reason");
        }

        private static String id(String text) {
            try {
                String id = UUID.fromString(text).toString();
                if (id.equals(text.toLowerCase(Locale.ROOT))) {
                    return id;
                }
            } catch (IllegalArgumentException notAnId) {
                // told below, as for an id that is written otherwise
            }
            throw new Refusal(Refusal.Reason.MALFORMED, "All but tags are excluded by their ids", "value");
        }
    }

    /** The organization's own exclusions, the newest first. Under {@code saas.consolidation.view.r}. */
    public List<SavingExclusion> list(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization);
        return SavingExclusionRows.list(database, reach, organization);
    }

    /**
     * What organizations above have excluded, which holds in this one too. Of those that the caller may not see, only what is
     * excluded is told. Under {@code saas.consolidation.view.r}.
     */
    public List<SavingExclusion> above(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.USAGE_READ, organization);
        Reach seen = caller.reach(Permission.USAGE_READ);
        return SavingExclusionRows.above(database, organization).stream()
                .map(each -> seen.covers(each.organization()) ? each : each.withoutReason())
                .toList();
    }

    /**
     * Excludes something, there and below. Needs {@code saas.consolidation.view.crud}.
     *
     * @throws Refusal (CONFLICT) when it is excluded already
     */
    public SavingExclusion add(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        Instant now = clock.instant();
        SavingExclusion made = new SavingExclusion(
                organization,
                Ids.next(),
                wish.kind(),
                wish.value(),
                wish.reason(),
                wish.until(),
                caller.actor().name(),
                now,
                null);
        try {
            database.change(reach, session -> {
                SavingExclusionRows.insert(session, made);
                audit.record(session, caller.actor(), event("saving.exclusion.add", made, null, told(made)));
            });
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("saving_exclusions_by_value")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "This is excluded already", "value");
            }
            throw failure;
        }
        search.below(organization);
        return made;
    }

    /** Takes an exclusion back. Needs {@code saas.consolidation.view.crud}. */
    public void remove(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        database.change(reach, session -> {
            SavingExclusion removed = SavingExclusionRows.delete(session, organization, id);
            if (removed == null) {
                throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such exclusion");
            }
            audit.record(session, caller.actor(), event("saving.exclusion.remove", removed, told(removed), null));
        });
        search.below(organization);
    }

    private static AuditEvent event(
            String action, SavingExclusion exclusion, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                exclusion.organization(),
                action,
                new AuditEvent.Target("saving exclusion", exclusion.id().toString(), exclusion.value(), null),
                before,
                after);
    }

    private static Map<String, ?> told(SavingExclusion exclusion) {
        return Map.of(
                "kind", exclusion.kind().stored(),
                "value", exclusion.value(),
                "reason", exclusion.reason(),
                "until", String.valueOf(exclusion.until()));
    }
}
