package io.tenantry.api.snowatlas;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.audit.AuditLog;
import io.tenantry.audit.RecordedEvent;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.AtlasRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was done and refused at one account, which is an organization of the hub. */
@RestController("atlasAuditLogsEndpoint")
@RequestMapping(AtlasPaths.AUDIT + "/logs")
class AuditLogsEndpoint {
    private static final String ACCOUNT = "accountId";
    private static final Field CREATED =
            Field.instant("created", "e.occurred_at").required();
    private static final AtlasRules RULES = AtlasRules.of(
                    Catalogue.of(
                            Field.id("id", "e.id"),
                            CREATED,
                            Field.uuid(ACCOUNT, "e.organization_id").required().notSortable(),
                            Field.text("category", "e.target_kind").required().notSortable(),
                            Field.text("type", "e.action").required().notSortable(),
                            Field.text("identityName", "e.actor_name")
                                    .required()
                                    .notSortable(),
                            Field.uuid("userId", "e.actor_id").notSortable(),
                            Field.text("source", "e.actor_kind").required().notSortable(),
                            AuditLog.TARGET_ID.named("resourceId"),
                            Field.text("resourceName", "e.target_name").notSortable(),
                            AuditLog.OUTCOME),
                    Order.descending(CREATED))
            .withOthers(ACCOUNT);

    private final Access access;
    private final AuditLog log;
    private final Lists lists;

    AuditLogsEndpoint(Access access, AuditLog log, Lists lists) {
        this.access = access;
        this.log = log;
        this.lists = lists;
    }

    /** The newest first. The hub keeps no addresses of networks, so {@code ipAddress} is always null and no filter. */
    @Operation(summary = "Get audit logs")
    @Exchanges(
            givesType = LogShape.class,
            options = "accountId: the organization whose log is wanted; the caller's own when nothing is said")
    @GetMapping
    @Requires(Permission.AUDIT_READ)
    AtlasListing list(Caller caller, HttpServletRequest request) {
        String account = request.getParameter(ACCOUNT);
        OrganizationId organization =
                account == null ? caller.home() : new OrganizationId(AtlasPaths.uuid(account, ACCOUNT));
        if (organization == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + ACCOUNT + "' is needed", ACCOUNT);
        }
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization);
        return lists.list(request, caller, RULES, query -> log.list(reach, organization, query), LogShape::of);
    }

    /**
     * Something that was done or refused.
     *
     * @param source what kind of somebody did it
     * @param type what was done
     * @param category to what kind of thing
     */
    record LogShape(
            UUID id,
            UUID accountId,
            Instant created,
            String category,
            String type,
            String source,
            @Nullable UUID userId,
            String identityName,
            @Nullable String ipAddress,
            @Nullable String resourceId,
            @Nullable String resourceName,
            String outcome,
            @Nullable String reason) {
        static LogShape of(RecordedEvent event) {
            return new LogShape(
                    event.id(),
                    event.organization().value(),
                    event.occurredAt(),
                    event.targetKind(),
                    event.action(),
                    event.actorKind(),
                    event.actorId(),
                    event.actorName(),
                    null,
                    event.targetId(),
                    event.targetName(),
                    event.outcome(),
                    event.reason());
        }
    }
}
