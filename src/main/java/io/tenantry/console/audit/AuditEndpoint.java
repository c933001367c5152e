package io.tenantry.console.audit;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.audit.AuditLog;
import io.tenantry.audit.AuditVerification;
import io.tenantry.audit.RecordedEvent;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;

/** The audit trail of one organization, the newest events first; one's own where none is named. */
@Controller("consoleAuditEndpoint")
class AuditEndpoint implements ConsolePage {
    private static final String ORGANIZATION = "organization";
    private static final Field TIME =
            Field.instant("occurredAt", "e.occurred_at").required();
    private static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", "e.id"),
            TIME,
            Field.text("actorName", "e.actor_name").required().notSortable(),
            Field.text("actorKind", "e.actor_kind").required().notSortable(),
            Field.uuid("actorId", "e.actor_id").notSortable(),
            Field.text("action", "e.action").required().notSortable(),
            Field.text("targetKind", "e.target_kind").required().notSortable(),
            Field.text("targetName", "e.target_name").notSortable(),
            AuditLog.TARGET_ID,
            AuditLog.OUTCOME,
            Field.text("correlationId", "e.correlation_id").required().notSortable(),
            Field.number("sequence", "s.sequence").notSortable());

    private static final ConsoleList<RecordedEvent> LIST = new ConsoleList<>(
            "audit",
            "Audit",
            "event",
            CATALOGUE,
            List.of(Order.descending(TIME)),
            columns(),
            Set.of(),
            Set.of(ORGANIZATION),
            null);

    private final Access access;
    private final AuditLog log;
    private final AuditVerification verification;
    private final Organizations organizations;
    private final ConsoleLists lists;

    AuditEndpoint(
            Access access,
            AuditLog log,
            AuditVerification verification,
            Organizations organizations,
            ConsoleLists lists) {
        this.access = access;
        this.log = log;
        this.verification = verification;
        this.organizations = organizations;
        this.lists = lists;
    }

    private static List<Column<RecordedEvent>> columns() {
        return List.of(
                Column.usual("occurredAt", "When", event -> Cell.moment(event.occurredAt())),
                Column.usual("actorName", "Who", AuditEndpoint::actor),
                Column.usual("action", "What", event -> Cell.of(event.action())),
                Column.usual("targetName", "To whom", AuditEndpoint::target),
                Column.usual("outcome", "Outcome", AuditEndpoint::outcome),
                Column.usual("before", "Before", event -> Cell.of(text(event.before()))),
                Column.usual("after", "After", event -> Cell.of(text(event.after()))),
                Column.further("actorKind", "Kind of actor", event -> Cell.of(event.actorKind())),
                Column.further("targetKind", "Kind of target", event -> Cell.of(event.targetKind())),
                Column.further("targetId", "Target's id", event -> Cell.of(event.targetId())),
                Column.further("correlationId", "Request", event -> Cell.of(event.correlationId())),
                Column.further("sequence", "Seal", event -> Cell.value(event.sequence())),
                Column.further("id", "Id", event -> Cell.value(event.id())));
    }

    private static Cell actor(RecordedEvent event) {
        Cell actor = Cell.of(event.actorName());
        String behind = event.onBehalfOf();
        return behind == null ? actor : actor.with("as " + behind);
    }

    private static Cell target(RecordedEvent event) {
        String name = event.targetName();
        String shown = name == null ? (event.targetId() == null ? "" : event.targetId()) : name;
        boolean isPerson = event.targetKind().equals("user") && event.targetId() != null;
        Cell target = isPerson
                ? Cell.linked(shown, "/console/people/" + event.organization() + "/" + event.targetId())
                : Cell.of(shown);
        return target.with(event.targetKind());
    }

    private static Cell outcome(RecordedEvent event) {
        Cell outcome = switch (event.outcome()) {
            case "done" -> Cell.badge("Done", Cell.Look.GOOD);
            case "refused" -> Cell.badge("Refused", Cell.Look.WARNING);
            default -> Cell.badge("Failed", Cell.Look.BAD);
        };
        String reason = event.reason();
        return reason == null ? outcome : outcome.with(reason);
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        if (json == null || json.isNull() || json.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        json.properties()
                .forEach(member -> text.append(text.isEmpty() ? "" : ", ")
                        .append(member.getKey())
                        .append(": ")
                        .append(
                                member.getValue().isString()
                                        ? member.getValue().asString()
                                        : member.getValue().toString()));
        return text.toString();
    }

    @Override
    public Place place() {
        return new Place(Place.Section.OVERSIGHT, 10, LIST.title(), LIST.path(), Set.of(Permission.AUDIT_READ));
    }

    @GetMapping("/console/audit")
    @Requires(Permission.AUDIT_READ)
    String list(Visit visit) {
        OrganizationId organization = organization(visit);
        List<Action> actions =
                List.of(new Action("Verify", "/console/audit/verification?organization=" + organization));
        visit.with("subtitle", name(visit, organization));
        return lists.show(visit, LIST, actions, query -> fetch(visit, organization, query));
    }

    @GetMapping("/console/audit/export")
    @ResponseBody
    @Requires(Permission.AUDIT_READ)
    void export(Visit visit) throws IOException {
        OrganizationId organization = organization(visit);
        lists.export(visit, LIST, query -> fetch(visit, organization, query));
    }

    @GetMapping("/console/audit/verification")
    @Requires(Permission.AUDIT_READ)
    String askToVerify(Visit visit) {
        OrganizationId organization = organization(visit);
        access.require(visit.caller(), Permission.AUDIT_READ, organization);
        visit.with("organization", organization).with("name", name(visit, organization));
        return "console/audit/verification";
    }

    /** Reads the whole chain. */
    @PostMapping("/console/audit/verification")
    @Requires(Permission.AUDIT_READ)
    String verify(Visit visit) {
        OrganizationId organization = organization(visit);
        Reach reach = access.require(visit.caller(), Permission.AUDIT_READ, organization);
        visit.with("organization", organization)
                .with("name", name(visit, organization))
                .with("verdict", verification.verify(reach, organization));
        return "console/audit/verification";
    }

    private Page<RecordedEvent> fetch(Visit visit, OrganizationId organization, ListQuery query) {
        return log.list(access.require(visit.caller(), Permission.AUDIT_READ, organization), organization, query);
    }

    private @Nullable String name(Visit visit, OrganizationId organization) {
        return organizations.names(visit.caller(), Set.of(organization)).get(organization);
    }

    private static OrganizationId organization(Visit visit) {
        String named = visit.field(ORGANIZATION);
        if (named != null) {
            return Given.organization(named);
        }
        OrganizationId home = visit.caller().home();
        Reach reach = visit.caller().reach(Permission.AUDIT_READ);
        if (home != null && reach.covers(home)) {
            return home;
        }
        return reach instanceof Reach.Some(var reached) && !reached.isEmpty()
                ? reached.stream().findFirst().orElseThrow()
                : elsewhere();
    }

    private static OrganizationId elsewhere() {
        throw new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission '" + Permission.AUDIT_READ.wireName() + "' for the organization",
                Permission.AUDIT_READ.wireName());
    }
}
