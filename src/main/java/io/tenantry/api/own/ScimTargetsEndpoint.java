package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.provisioning.ScimCredential;
import io.tenantry.provisioning.ScimTarget;
import io.tenantry.provisioning.ScimTargets;
import io.tenantry.provisioning.TargetSettings;
import io.tenantry.provisioning.TargetSettings.Leaving;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Other systems that an organization's people and groups are provisioned to over SCIM. */
@RestController
@RequestMapping(ScimTargetsEndpoint.PATH)
class ScimTargetsEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/scim-targets";

    private final ScimTargets targets;
    private final Links links;

    ScimTargetsEndpoint(ScimTargets targets, Links links) {
        this.targets = targets;
        this.links = links;
    }

    /**
     * A target; what lets the hub in is never told.
     *
     * @param credential bearer or client
     * @param planned whether somebody could see what the present settings would do; it is not provisioned before
     */
    @Schema(name = "ScimTarget")
    record TargetBody(
            UUID organizationId,
            UUID id,
            String name,
            URI url,
            String credential,
            boolean enabled,
            boolean planned,
            String filter,
            List<UUID> groups,
            Map<String, String> mapping,
            String leaving,
            int leavingLimitPercent,
            int minutes,
            Instant createdAt,
            Instant modifiedAt,
            long version) {
        static TargetBody of(ScimTarget target) {
            TargetSettings settings = target.settings();
            return new TargetBody(
                    target.organization().value(),
                    target.id(),
                    target.name(),
                    target.url(),
                    target.credential(),
                    target.enabled(),
                    target.isPlanned(),
                    settings.filter(),
                    settings.groups(),
                    settings.mapping(),
                    settings.leaving().name().toLowerCase(Locale.ROOT),
                    settings.leavingLimitPercent(),
                    settings.minutes(),
                    target.createdAt(),
                    target.modifiedAt(),
                    target.version());
        }
    }

    record TargetList(List<TargetBody> items) {}

    @Operation(summary = "List the systems that people are provisioned to")
    @GetMapping
    @Requires(Permission.SCIM_TARGET_READ)
    TargetList list(Caller caller, @PathVariable String organizationId) {
        return new TargetList(targets.list(caller, Paths.organization(organizationId)).stream()
                .map(TargetBody::of)
                .toList());
    }

    /**
     * Adds a target. With {@code token} the hub sends that; with {@code tokenUrl}, {@code clientId}, {@code secret} and {@code scope}
     * it gets itself tokens. Nothing is provisioned before the target was planned.
     */
    @Operation(summary = "Add a system to provision people to")
    @Exchanges(takes = "newScimTarget", status = 201)
    @PostMapping
    @Requires({Permission.SCIM_TARGET_WRITE, Permission.USER_READ})
    ResponseEntity<TargetBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = body(members);
        body.text("name");
        body.text("url");
        ScimTarget made = targets.create(caller, Paths.organization(organizationId), wish(body, ScimTargets.usual()));
        String location = links.absolute(request, request.getRequestURI() + "/" + made.id());
        return Versions.created(TargetBody.of(made), made.version(), location);
    }

    @Operation(summary = "Get a system that people are provisioned to")
    @GetMapping("/{targetId}")
    @Requires(Permission.SCIM_TARGET_READ)
    ResponseEntity<TargetBody> get(Caller caller, @PathVariable String organizationId, @PathVariable String targetId) {
        ScimTarget target = targets.get(caller, Paths.organization(organizationId), Paths.uuid(targetId, "targetId"));
        return Versions.tagged(TargetBody.of(target), target.version());
    }

    /** Other settings have to be planned again before they are provisioned. */
    @Operation(summary = "Change a system that people are provisioned to")
    @Exchanges(takes = "scimTargetChanges")
    @PatchMapping(
            path = "/{targetId}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires({Permission.SCIM_TARGET_READ, Permission.SCIM_TARGET_WRITE, Permission.USER_READ})
    ResponseEntity<TargetBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String targetId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID id = Paths.uuid(targetId, "targetId");
        Body body = body(members);
        TargetSettings before = targets.get(caller, organization, id).settings();
        ScimTarget changed = targets.change(caller, organization, id, wish(body, before), Versions.wanted(ifMatch));
        return Versions.tagged(TargetBody.of(changed), changed.version());
    }

    /** What was provisioned stays there. */
    @Operation(summary = "Remove a system that people are provisioned to")
    @DeleteMapping("/{targetId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.SCIM_TARGET_WRITE)
    void delete(Caller caller, @PathVariable String organizationId, @PathVariable String targetId) {
        targets.delete(caller, Paths.organization(organizationId), Paths.uuid(targetId, "targetId"));
    }

    private static Body body(Map<String, @Nullable Object> members) {
        return Body.of(
                members,
                "name",
                "url",
                "enabled",
                "filter",
                "groups",
                "mapping",
                "leaving",
                "leavingLimitPercent",
                "minutes",
                "token",
                "tokenUrl",
                "clientId",
                "secret",
                "scope");
    }

    private static ScimTargets.Wish wish(Body body, TargetSettings before) {
        TargetSettings settings = new TargetSettings(
                body.text("filter", before.filter()),
                body.has("groups")
                        ? body.texts("groups").stream()
                                .map(id -> Paths.uuid(id, "groups"))
                                .toList()
                        : before.groups(),
                body.has("mapping") ? mapping(body.object("mapping")) : before.mapping(),
                body.has("leaving") ? leaving(body.text("leaving")) : before.leaving(),
                body.number("leavingLimitPercent", before.leavingLimitPercent()),
                body.number("minutes", before.minutes()));
        return new ScimTargets.Wish(
                body.has("name") ? body.text("name") : null,
                body.has("url") ? url(body.text("url"), "url") : null,
                body.has("enabled") ? body.flag("enabled", false) : null,
                settings,
                credential(body));
    }

    private static @Nullable ScimCredential credential(Body body) {
        String token = body.textOrNull("token");
        if (token != null) {
            Refusal.unless(
                    !body.has("tokenUrl"),
                    Refusal.Reason.MALFORMED,
                    "A target has a token, or a client that gets itself tokens",
                    "token");
            return new ScimCredential.Bearer(token);
        }
        return body.has("tokenUrl")
                ? new ScimCredential.Client(
                        url(body.text("tokenUrl"), "tokenUrl"),
                        body.text("clientId"),
                        body.text("secret"),
                        body.text("scope", ""))
                : null;
    }

    private static Map<String, String> mapping(Map<String, ?> given) {
        Map<String, String> mapping = new LinkedHashMap<>();
        given.forEach((attribute, source) -> {
            if (!(source instanceof String text)) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED, "What '" + attribute + "' is filled with is a text", "mapping");
            }
            mapping.put(attribute, text);
        });
        return mapping;
    }

    private static Leaving leaving(String word) {
        return Arrays.stream(Leaving.values())
                .filter(leaving -> leaving.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.MALFORMED, "leaving is one of deactivate, delete and keep", "leaving"));
    }

    private static URI url(String text, String member) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The address cannot be read", member);
        }
    }
}
