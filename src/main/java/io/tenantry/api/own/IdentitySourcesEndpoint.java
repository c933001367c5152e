package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.federation.DirectorySyncs;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.IdentitySources;
import io.tenantry.federation.SourceSettings;
import io.tenantry.federation.SourceTest;
import io.tenantry.federation.SyncRun;
import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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

/** Directories that feed an organization with people, and providers that its people sign in with. */
@RestController
@RequestMapping(IdentitySourcesEndpoint.PATH)
class IdentitySourcesEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/identity-sources";

    private final IdentitySources sources;
    private final DirectorySyncs syncs;
    private final Links links;

    IdentitySourcesEndpoint(IdentitySources sources, DirectorySyncs syncs, Links links) {
        this.sources = sources;
        this.syncs = syncs;
        this.links = links;
    }

    /**
     * A source; its secret is never told.
     *
     * @param kind {@code ldap} or {@code oidc}
     */
    @Schema(name = "IdentitySource")
    record SourceBody(
            UUID id,
            UUID organizationId,
            String kind,
            String name,
            boolean isEnabled,
            boolean hasSecret,
            Map<String, @Nullable Object> settings,
            Instant createdAt,
            Instant modifiedAt,
            long version) {
        static SourceBody of(IdentitySource source) {
            return new SourceBody(
                    source.id(),
                    source.organization().value(),
                    source.settings().kind(),
                    source.name(),
                    source.enabled(),
                    source.hasSecret(),
                    source.settings().members(),
                    source.createdAt(),
                    source.modifiedAt(),
                    source.version());
        }
    }

    record SourceList(List<SourceBody> items) {}

    @Schema(name = "IdentitySourceTest")
    record TestBody(boolean works, String message, List<SourceTest.Sample> sample) {}

    /** One reading of a directory. */
    @Schema(name = "DirectoryRun")
    record RunBody(
            UUID id,
            String state,
            boolean isFull,
            String requestedBy,
            SyncRun.Counts counts,
            List<SyncRun.Problem> problems,
            @Nullable String problem,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        static RunBody of(SyncRun run) {
            return new RunBody(
                    run.id(),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.isFull(),
                    run.requestedBy(),
                    run.counts(),
                    run.problems(),
                    run.problem(),
                    run.startedAt(),
                    run.finishedAt());
        }
    }

    record RunList(List<RunBody> items) {}

    @Operation(summary = "List directories and sign-in providers")
    @GetMapping
    @Requires(Permission.IDENTITY_SOURCE_READ)
    SourceList list(Caller caller, @PathVariable String organizationId) {
        return new SourceList(sources.list(caller, Paths.organization(organizationId)).stream()
                .map(SourceBody::of)
                .toList());
    }

    @Operation(summary = "Get a directory or sign-in provider")
    @GetMapping("/{sourceId}")
    @Requires(Permission.IDENTITY_SOURCE_READ)
    ResponseEntity<SourceBody> get(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        return answer(sources.get(caller, Paths.organization(organizationId), id(sourceId)));
    }

    /** Settings that are absent take their usual value; the answer shows them all. */
    @Operation(summary = "Add a directory or sign-in provider")
    @Exchanges(takes = "newIdentitySource", status = 201)
    @PostMapping
    @Requires(Permission.IDENTITY_SOURCE_WRITE)
    ResponseEntity<SourceBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "kind", "name", "isEnabled", "settings", "secret");
        IdentitySource created = sources.create(
                caller,
                Paths.organization(organizationId),
                new IdentitySources.NewSource(
                        body.text("name"),
                        body.flag("isEnabled", true),
                        SourceSettings.of(body.text("kind"), body.object("settings")),
                        body.textOrNull("secret")));
        String location = links.absolute(request, request.getRequestURI() + "/" + created.id());
        return Versions.created(SourceBody.of(created), created.version(), location);
    }

    /** Single settings can be given; those that lead somewhere else need the secret again. */
    @Operation(summary = "Change a directory or sign-in provider")
    @Exchanges(takes = "identitySourceChanges")
    @PatchMapping(
            path = "/{sourceId}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.IDENTITY_SOURCE_WRITE)
    ResponseEntity<SourceBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String sourceId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "name", "isEnabled", "settings", "secret");
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        if (body.has("settings")) {
            settings.putAll(body.object("settings"));
        }
        return answer(sources.change(
                caller,
                Paths.organization(organizationId),
                id(sourceId),
                new IdentitySources.Change(
                        body.textOrNull("name"),
                        body.has("isEnabled") ? body.flag("isEnabled", true) : null,
                        settings,
                        body.textOrNull("secret")),
                Versions.wanted(ifMatch)));
    }

    /** People who came from it stay, but are no longer fed and no longer sign in through it. */
    @Operation(summary = "Remove a directory or sign-in provider")
    @DeleteMapping("/{sourceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.IDENTITY_SOURCE_WRITE)
    void delete(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        sources.delete(caller, Paths.organization(organizationId), id(sourceId));
    }

    /** Connects and reads a few people, or the provider's description. Changes nothing. */
    @Operation(summary = "Try a directory or sign-in provider out")
    @PostMapping("/{sourceId}/test")
    @Requires(Permission.IDENTITY_SOURCE_WRITE)
    TestBody test(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        SourceTest test = sources.test(caller, Paths.organization(organizationId), id(sourceId));
        return new TestBody(test.works(), test.message(), test.sample());
    }

    /** Goes on in the background; the answer's Location tells how far it is. */
    @Operation(summary = "Read a directory now")
    @Exchanges(
            status = 202,
            options = {
                "full: true to compare everything, not only what was changed",
                "force: true to believe it that very many people are gone"
            })
    @PostMapping("/{sourceId}/sync")
    @Requires(Permission.IDENTITY_SOURCE_WRITE)
    ResponseEntity<RunBody> sync(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String sourceId) {
        SyncRun run = syncs.start(
                caller,
                Paths.organization(organizationId),
                id(sourceId),
                Lists.flag(request, "full"),
                Lists.flag(request, "force"));
        return Begun.run(request, links, run.id(), RunBody.of(run));
    }

    /** The last fifty, the newest first. */
    @Operation(summary = "List the readings of a directory")
    @GetMapping("/{sourceId}/runs")
    @Requires(Permission.IDENTITY_SOURCE_READ)
    RunList runs(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        return new RunList(syncs.list(caller, Paths.organization(organizationId), id(sourceId)).stream()
                .map(RunBody::of)
                .toList());
    }

    @Operation(summary = "Get a reading of a directory")
    @GetMapping("/{sourceId}/runs/{runId}")
    @Requires(Permission.IDENTITY_SOURCE_READ)
    RunBody run(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String sourceId,
            @PathVariable String runId) {
        return RunBody.of(
                syncs.get(caller, Paths.organization(organizationId), id(sourceId), Paths.uuid(runId, "runId")));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "sourceId");
    }

    private static ResponseEntity<SourceBody> answer(IdentitySource source) {
        return Versions.tagged(SourceBody.of(source), source.version());
    }
}
