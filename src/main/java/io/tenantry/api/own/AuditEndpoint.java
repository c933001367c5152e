package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.audit.AuditLog;
import io.tenantry.audit.AuditVerdict;
import io.tenantry.audit.AuditVerification;
import io.tenantry.audit.RecordedEvent;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** An organization's audit trail: read, and proven to be as it was written. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/audit")
class AuditEndpoint {
    private static final Field TIME =
            Field.instant("occurredAt", "e.occurred_at").required();
    private static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", "e.id"),
            TIME,
            Field.uuid("actorId", "e.actor_id").notSortable(),
            Field.text("actorKind", "e.actor_kind").required().notSortable(),
            Field.text("actorName", "e.actor_name").required().notSortable(),
            Field.text("action", "e.action").required().notSortable(),
            Field.text("targetKind", "e.target_kind").required().notSortable(),
            AuditLog.TARGET_ID,
            Field.text("targetName", "e.target_name").notSortable(),
            AuditLog.OUTCOME,
            Field.text("correlationId", "e.correlation_id").required().notSortable(),
            Field.number("sequence", "s.sequence").notSortable());
    private static final Listed<RecordedEvent> LISTED =
            new Listed<>(CATALOGUE, List.of(Order.descending(TIME)), Set.of(), EventBody::of);

    private final Access access;
    private final AuditLog log;
    private final AuditVerification verification;
    private final Lists lists;

    AuditEndpoint(Access access, AuditLog log, AuditVerification verification, Lists lists) {
        this.access = access;
        this.log = log;
        this.verification = verification;
        this.lists = lists;
    }

    /** The newest events first. */
    @Operation(summary = "List audit events, the newest first")
    @Exchanges(givesType = AuditEndpoint.EventBody.class)
    @GetMapping
    @Requires(Permission.AUDIT_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization);
        return lists.list(request, caller, LISTED, query -> log.list(reach, organization, query));
    }

    /** Reads the whole chain; the answer tells whether it is intact, and the first bad places if it is not. */
    @Operation(summary = "Verify that the audit trail is as it was written")
    @PostMapping("/verification")
    @Requires(Permission.AUDIT_READ)
    VerdictBody verify(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization);
        return VerdictBody.of(verification.verify(reach, organization));
    }

    record EventBody(
            UUID id,
            Instant occurredAt,
            @Nullable Long sequence,
            ActorBody actor,
            String action,
            String targetKind,
            @Nullable String targetId,
            @Nullable String targetName,
            @Nullable Long targetVersion,
            String outcome,
            @Nullable String reason,
            String correlationId,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        static EventBody of(RecordedEvent event) {
            return new EventBody(
                    event.id(),
                    event.occurredAt(),
                    event.sequence(),
                    ActorBody.of(event),
                    event.action(),
                    event.targetKind(),
                    event.targetId(),
                    event.targetName(),
                    event.targetVersion(),
                    event.outcome(),
                    event.reason(),
                    event.correlationId(),
                    event.before(),
                    event.after());
        }
    }

    record ActorBody(
            @Nullable UUID id,
            String kind,
            String name,
            @Nullable UUID organizationId,
            @Nullable UUID onBehalfOfId,
            @Nullable String onBehalfOf) {
        static ActorBody of(RecordedEvent event) {
            OrganizationId organization = event.actorOrganization();
            return new ActorBody(
                    event.actorId(),
                    event.actorKind(),
                    event.actorName(),
                    organization == null ? null : organization.value(),
                    event.onBehalfOfId(),
                    event.onBehalfOf());
        }
    }

    record VerdictBody(boolean intact, long sealed, long pending, long wrong, List<FindingBody> findings) {
        static VerdictBody of(AuditVerdict verdict) {
            return new VerdictBody(
                    verdict.intact(),
                    verdict.sealed(),
                    verdict.pending(),
                    verdict.wrong(),
                    verdict.findings().stream().map(FindingBody::of).toList());
        }
    }

    record FindingBody(long sequence, String kind, @Nullable UUID eventId, String explanation) {
        static FindingBody of(AuditVerdict.Finding finding) {
            return new FindingBody(
                    finding.sequence(),
                    finding.kind().name().toLowerCase(Locale.ROOT),
                    finding.event(),
                    finding.explanation());
        }
    }
}
