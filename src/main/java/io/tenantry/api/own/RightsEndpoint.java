package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.access.RightsExplained;
import io.tenantry.tenancy.OrganizationId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a person, group or service account can do, where, and why. */
@RestController
class RightsEndpoint {
    private final RightsExplained rights;

    RightsEndpoint(RightsExplained rights) {
        this.rights = rights;
    }

    /**
     * Organizations.
     *
     * @param everything whether it is all of them, now and later; then they are not listed
     */
    record Where(boolean everything, List<UUID> organizationIds) {
        static Where of(Reach reach) {
            return switch (reach) {
                case Reach.Everything all -> new Where(true, List.of());
                case Reach.Some(var some) ->
                    new Where(
                            false,
                            some.stream().map(OrganizationId::value).sorted().toList());
            };
        }
    }

    record EffectiveBody(String permission, Where where) {}

    record GroupBody(UUID id, String name) {}

    record GrantBody(
            UUID assignmentId,
            UUID roleId,
            String roleName,
            List<String> permissions,
            ScopeBody scope,
            Where where,
            @Nullable GroupBody throughGroup) {
        static GrantBody of(RightsExplained.Why why) {
            RightsExplained.Group group = why.throughGroup();
            return new GrantBody(
                    why.assignment(),
                    why.role(),
                    why.roleName(),
                    why.permissions().stream()
                            .map(Permission::wireName)
                            .sorted()
                            .toList(),
                    ScopeBody.of(why.scope()),
                    Where.of(why.covers()),
                    group == null ? null : new GroupBody(group.id(), group.name()));
        }
    }

    record RightsBody(
            UUID id,
            String kind,
            UUID organizationId,
            String name,
            boolean mayAct,
            @Nullable UUID limitedBy,
            List<EffectiveBody> effective,
            List<GrantBody> grants) {}

    @Operation(summary = "Explain what a principal may do, where, and why")
    @GetMapping("/api/v1/principals/{principalId}/rights")
    @Requires(Permission.ROLE_READ)
    RightsBody get(Caller caller, @PathVariable UUID principalId) {
        RightsExplained.Explanation told = rights.of(caller, principalId);
        return new RightsBody(
                told.principal(),
                told.kind().stored(),
                told.organization().value(),
                told.name(),
                told.mayAct(),
                told.limitedBy(),
                told.effective().entrySet().stream()
                        .map(right -> new EffectiveBody(right.getKey().wireName(), Where.of(right.getValue())))
                        .sorted(Comparator.comparing(EffectiveBody::permission))
                        .toList(),
                told.grants().stream().map(GrantBody::of).toList());
    }
}
