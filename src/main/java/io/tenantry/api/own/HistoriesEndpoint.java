package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.audit.Version;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.Histories;
import io.tenantry.directory.UserId;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The versions of one thing: what it was like, since when, and who made it so in which request. */
@RestController
class HistoriesEndpoint {
    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private final Histories histories;
    private final Organizations organizations;
    private final JsonMapper json;

    HistoriesEndpoint(Histories histories, Organizations organizations, JsonMapper json) {
        this.histories = histories;
        this.organizations = organizations;
        this.json = json;
    }

    /** The newest 500, also of a person who is deleted or purged. */
    @Operation(summary = "List the versions of a person, the newest first")
    @GetMapping(Paths.ORGANIZATION + "/users/{userId}/history")
    @Requires({Permission.USER_READ, Permission.AUDIT_READ})
    VersionList ofUser(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Paths.organization(organizationId);
        UserId user = new UserId(Paths.uuid(userId, "userId"));
        return shown(
                histories.ofUser(caller, organization, user),
                one -> Members.OF_USER.shown(Members.OF_USER.selected(null), one::value));
    }

    /** The newest 500. Its members are asked about with {@code asOf} on their list. */
    @Operation(summary = "List the versions of a group, the newest first")
    @GetMapping(GroupsEndpoint.GROUP + "/history")
    @Requires({Permission.GROUP_READ_BASIC, Permission.AUDIT_READ})
    VersionList ofGroup(Caller caller, @PathVariable String organizationId, @PathVariable String groupId) {
        OrganizationId organization = Paths.organization(organizationId);
        GroupId group = new GroupId(Paths.uuid(groupId, "groupId"));
        return shown(
                histories.ofGroup(caller, organization, group, GroupKinds.readable(caller, organization)),
                GroupsEndpoint::shown);
    }

    /** The newest 500; the domains shown are those it has now. */
    @Operation(summary = "List the versions of an organization, the newest first")
    @GetMapping(Paths.ORGANIZATION + "/history")
    @Requires({Permission.ORGANIZATION_READ, Permission.AUDIT_READ})
    VersionList ofOrganization(Caller caller, @PathVariable String organizationId) {
        return shown(
                organizations.history(caller, Paths.organization(organizationId)),
                one -> json.convertValue(OrganizationBody.of(one), MEMBERS));
    }

    private static <T> VersionList shown(
            List<Version<T>> versions, Function<T, Map<String, @Nullable Object>> members) {
        List<VersionBody> bodies = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version<T> version = versions.get(i);
            Map<String, @Nullable Object> now = members.apply(version.thing());
            Map<String, @Nullable Object> before =
                    i + 1 < versions.size() ? members.apply(versions.get(i + 1).thing()) : Map.of();
            List<String> changed = now.entrySet().stream()
                    .filter(member -> !Objects.equals(member.getValue(), before.get(member.getKey())))
                    .map(Map.Entry::getKey)
                    .filter(name -> !name.equals("modifiedAt") && !name.equals("version"))
                    .toList();
            bodies.add(VersionBody.of(version, changed, now));
        }
        return new VersionList(bodies);
    }

    record VersionList(List<VersionBody> items) {}

    /**
     * One version.
     *
     * @param validUntil null while it is so
     * @param changed the members that differ from the version before
     * @param by who made it; null when the audit trail does not tell
     * @param changeId the planned change that made it, or null
     */
    record VersionBody(
            long version,
            Instant validFrom,
            @Nullable Instant validUntil,
            List<String> changed,
            @Nullable MakerBody by,
            @Nullable String action,
            @Nullable String correlationId,
            @Nullable UUID changeId,
            Map<String, @Nullable Object> item) {
        static VersionBody of(Version<?> version, List<String> changed, Map<String, @Nullable Object> item) {
            Version.Told told = version.told();
            return new VersionBody(
                    version.number(),
                    version.from(),
                    version.until(),
                    changed,
                    told == null ? null : new MakerBody(told.actorId(), told.actorName(), told.onBehalfOf()),
                    told == null ? null : told.action(),
                    told == null ? null : told.correlationId(),
                    told == null ? null : told.change(),
                    item);
        }
    }

    record MakerBody(
            @Nullable UUID id, String name, @Nullable String onBehalfOf) {}
}
