package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoverySources;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.SourceConnection;
import io.tenantry.usage.SourceKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where an organization's accounts and their activity are told from. */
@RestController
@RequestMapping(UsageSourcesEndpoint.PATH)
class UsageSourcesEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/usage/sources";
    static final String FEED = PATH + "/{sourceId}/feed";
    static final String PUSH = PATH + "/{sourceId}/push";

    private final DiscoverySources sources;

    UsageSourcesEndpoint(DiscoverySources sources) {
        this.sources = sources;
    }

    /**
     * A source.
     *
     * @param kind {@code hub}, {@code microsoft}, {@code feed}, {@code push}, {@code ldap} or {@code scim}
     * @param discoveryType how accounts are known: connector, manual, browser-unverified, sso, device, browser or casb
     * @param priority the smaller, the more its word counts
     * @param url where a feed is fetched from
     * @param connection how a directory or a SCIM server is reached
     * @param hasSecret whether the hub keeps a secret for it, which is never told
     * @param accounts how many accounts it tells of
     */
    @Schema(name = "DiscoverySource")
    record SourceBody(
            UUID id,
            String kind,
            String name,
            String discoveryType,
            int priority,
            boolean isEnabled,
            int syncMinutes,
            Map<String, String> mapping,
            @Nullable String url,
            @Nullable Map<String, @Nullable Object> connection,
            boolean hasSecret,
            long accounts,
            @Nullable RunBody lastRun,
            Instant createdAt,
            Instant modifiedAt,
            long version) {
        static SourceBody of(DiscoverySource source) {
            DiscoverySource.Settings settings = source.settings();
            SourceConnection connection = settings.connection();
            DiscoveryRun last = source.lastRun();
            return new SourceBody(
                    source.id(),
                    source.kind().stored(),
                    settings.name(),
                    settings.type().shown(),
                    settings.priority(),
                    settings.enabled(),
                    settings.syncMinutes(),
                    settings.mapping(),
                    settings.url(),
                    connection == null ? null : connection.members(),
                    source.hasSecret(),
                    source.accounts(),
                    last == null ? null : RunBody.of(last),
                    source.createdAt(),
                    source.modifiedAt(),
                    source.version());
        }
    }

    /** One time that a source was read or told something. */
    @Schema(name = "DiscoveryRun")
    record RunBody(
            UUID id,
            String state,
            String requestedBy,
            DiscoveryRun.Counts counts,
            List<DiscoveryRun.Problem> problems,
            @Nullable String problem,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        static RunBody of(DiscoveryRun run) {
            return new RunBody(
                    run.id(),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.requestedBy(),
                    run.counts(),
                    run.problems(),
                    run.problem(),
                    run.startedAt(),
                    run.finishedAt());
        }
    }

    record SourceList(List<SourceBody> items) {}

    record RunList(List<RunBody> items) {}

    /** A source to be; what is absent takes its usual value. */
    @Schema(name = "NewDiscoverySource")
    record NewSourceBody(
            String kind,
            String name,
            @Nullable String discoveryType,
            @Nullable Integer priority,
            @Nullable Boolean isEnabled,
            @Nullable Integer syncMinutes,
            @Nullable Map<String, String> mapping,
            @Nullable String url,
            @Nullable Map<String, @Nullable Object> connection,
            @Nullable String secret) {
        NewSourceBody {
            Given.needed(kind, "kind");
            Given.needed(name, "name");
        }

        SourceKind sourceKind() {
            return SourceKind.named(kind);
        }

        DiscoverySource.Settings settings() {
            SourceKind of = sourceKind();
            return new DiscoverySource.Settings(
                    name,
                    discoveryType == null ? of.usualType() : DiscoveryType.named(discoveryType),
                    Objects.requireNonNullElse(priority, of.usualPriority()),
                    !Boolean.FALSE.equals(isEnabled),
                    Objects.requireNonNullElse(syncMinutes, of.usualMinutes()),
                    Objects.requireNonNullElse(mapping, Map.of()),
                    url,
                    SourceConnection.of(connection));
        }
    }

    /**
     * The settings of a source, all of them.
     *
     * @param secret another secret; without it the one there is stays, unless the connection leads elsewhere
     */
    @Schema(name = "DiscoverySourceSettings")
    record SettingsBody(
            String name,
            String discoveryType,
            int priority,
            boolean isEnabled,
            int syncMinutes,
            @Nullable Map<String, String> mapping,
            @Nullable String url,
            @Nullable Map<String, @Nullable Object> connection,
            @Nullable String secret) {
        SettingsBody {
            Given.needed(name, "name");
            Given.needed(discoveryType, "discoveryType");
        }

        DiscoverySource.Settings settings() {
            return new DiscoverySource.Settings(
                    name,
                    DiscoveryType.named(discoveryType),
                    priority,
                    isEnabled,
                    syncMinutes,
                    Objects.requireNonNullElse(mapping, Map.of()),
                    url,
                    SourceConnection.of(connection));
        }
    }

    /** Those that count most come first. */
    @Operation(summary = "List discovery sources")
    @GetMapping
    @Requires(Permission.USAGE_SOURCE_READ)
    SourceList list(Caller caller, @PathVariable String organizationId) {
        return new SourceList(sources.list(caller, Paths.organization(organizationId)).stream()
                .map(SourceBody::of)
                .toList());
    }

    @Operation(summary = "Get a discovery source")
    @GetMapping("/{sourceId}")
    @Requires(Permission.USAGE_SOURCE_READ)
    SourceBody get(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        return SourceBody.of(sources.get(caller, Paths.organization(organizationId), id(sourceId)));
    }

    /**
     * A feed's {@code mapping} says by our names which heading or member of its files means what: {@code application}, {@code
     * vendor}, {@code externalId}, {@code email}, {@code userPrincipalName}, {@code personKey}, {@code displayName}, {@code
     * isEnabled}, {@code country}, {@code department}, {@code firstDiscovered}, {@code subscriptions}, {@code activity}, {@code
     * discoveryType}. With {@code url} and {@code syncMinutes} the hub fetches the files itself. A value that begins with {@code =} holds for all lines, such as {@code "application": "=Zoom"}.
     * A source of the kind {@code ldap} has a {@code connection} with {@code host}, {@code port}, {@code security} ({@code ldaps},
     * {@code startTls}, {@code plain}), {@code trustedCertificates}, {@code bindDn}, {@code schema} ({@code inetOrgPerson}, {@code
     * activeDirectory}), {@code searchBase}, {@code filter} and {@code disabledAttributes}, and the account's password as {@code
     * secret}; one of the kind {@code scim} has {@code url} and {@code filter} there, and a token as {@code secret}. Their mapping
     * names attributes, several with semicolons between them.
     */
    @Operation(summary = "Add a discovery source")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    SourceBody create(Caller caller, @PathVariable String organizationId, @RequestBody NewSourceBody body) {
        return SourceBody.of(sources.create(
                caller, Paths.organization(organizationId), body.sourceKind(), body.settings(), body.secret()));
    }

    @Operation(summary = "Change a discovery source")
    @PutMapping("/{sourceId}")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    SourceBody change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String sourceId,
            @RequestBody SettingsBody body) {
        return SourceBody.of(sources.change(
                caller, Paths.organization(organizationId), id(sourceId), body.settings(), body.secret()));
    }

    /** All that it told of goes with it: its accounts and their activity. */
    @Operation(summary = "Remove a discovery source")
    @DeleteMapping("/{sourceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    void delete(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        sources.delete(caller, Paths.organization(organizationId), id(sourceId));
    }

    /** The last fifty, the newest first. */
    @Operation(summary = "List what came of a discovery source")
    @GetMapping("/{sourceId}/runs")
    @Requires(Permission.USAGE_SOURCE_READ)
    RunList runs(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        return new RunList(sources.runs(caller, Paths.organization(organizationId), id(sourceId)).stream()
                .map(RunBody::of)
                .toList());
    }

    /** For sources of the kinds hub, microsoft, ldap and scim, and feeds with an address; they are also read by themselves. */
    @Operation(summary = "Read a discovery source now")
    @PostMapping("/{sourceId}/read")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    RunBody read(Caller caller, @PathVariable String organizationId, @PathVariable String sourceId) {
        return RunBody.of(sources.read(caller, Paths.organization(organizationId), id(sourceId)));
    }

    /**
     * Comma-separated with headings, or a JSON list of objects. {@code subscriptions} and {@code activity} hold any number, with
     * semicolons between them. Accounts that the file leaves out are gone, unless one of its lines cannot be used.
     */
    @Operation(summary = "Send a file to a feed")
    @Exchanges(
            takesFile = {"text/csv", "text/plain", "application/octet-stream"},
            givesType = RunBody.class)
    @PostMapping(
            path = "/{sourceId}/feed",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Requires(Permission.USAGE_SOURCE_WRITE)
    RunBody feed(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String sourceId)
            throws IOException {
        String text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return RunBody.of(sources.feed(caller, Paths.organization(organizationId), id(sourceId), text));
    }

    /** What an agent has seen; nobody is taken for gone. */
    @Schema(name = "SeenAccounts")
    record SeenBody(List<Map<String, @Nullable Object>> items) {
        SeenBody {
            items = Given.all(items, "items");
        }
    }

    /** For agents and browsers: objects with the members that a feed's lines have. */
    @Operation(summary = "Tell what an agent has seen")
    @PostMapping("/{sourceId}/push")
    @Requires(Permission.USAGE_PUSH)
    RunBody push(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String sourceId,
            @RequestBody SeenBody body) {
        return RunBody.of(sources.push(caller, Paths.organization(organizationId), id(sourceId), body.items()));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "sourceId");
    }
}
