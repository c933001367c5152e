package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connection;
import io.tenantry.microsoft.ConnectionTest;
import io.tenantry.microsoft.Connections;
import io.tenantry.microsoft.Credential;
import io.tenantry.microsoft.MirrorRun;
import io.tenantry.microsoft.Mirrors;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/** Connections of organizations to their Microsoft tenants, and the mirrors that they keep. */
@RestController
@RequestMapping
class ConnectionsEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/connections";
    static final String ONE = PATH + "/microsoft";

    private final Connections connections;
    private final Mirrors mirrors;
    private final Links links;
    private final InstantSource clock;

    ConnectionsEndpoint(Connections connections, Mirrors mirrors, Links links, InstantSource clock) {
        this.connections = connections;
        this.mirrors = mirrors;
        this.links = links;
        this.clock = clock;
    }

    /**
     * A connection; its credential is never told.
     *
     * @param lagSeconds how far the mirror may be behind, or null before it has been read once
     * @param lastRun how it was last brought up to date, or is just now; null before the first time
     */
    @Schema(name = "Connection")
    record ConnectionBody(
            UUID organizationId,
            String kind,
            UUID tenantId,
            String clientId,
            String credential,
            String loginUrl,
            String graphUrl,
            String partnerCenterUrl,
            String exchangeUrl,
            int syncMinutes,
            @Nullable Instant mirroredAt,
            @Nullable Long lagSeconds,
            @Nullable RunBody lastRun,
            Instant createdAt,
            Instant modifiedAt,
            long version) {}

    record ConnectionList(List<ConnectionBody> items) {}

    /** What works, and each permission that is missing. */
    @Schema(name = "ConnectionTest")
    record TestBody(boolean works, String message, List<ConnectionTest.Missing> missing) {}

    /** One time a mirror was brought up to date. */
    @Schema(name = "MirrorRun")
    record RunBody(
            UUID id,
            String state,
            boolean isFull,
            String requestedBy,
            MirrorRun.Counts counts,
            @Nullable Long usersExpected,
            @Nullable String problem,
            @Nullable String notice,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        static RunBody of(MirrorRun run) {
            return new RunBody(
                    run.id(),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.isFull(),
                    run.requestedBy(),
                    run.counts(),
                    run.usersExpected(),
                    run.problem(),
                    run.notice(),
                    run.startedAt(),
                    run.finishedAt());
        }
    }

    record RunList(List<RunBody> items) {}

    /** Of every organization the caller may see, the longest out of date first. */
    @Operation(summary = "List all connections with how far their mirrors are behind")
    @GetMapping("/api/v1/connections")
    @Requires(Permission.CONNECTION_READ)
    ConnectionList everywhere(Caller caller) {
        Map<OrganizationId, MirrorRun> last = mirrors.last(caller);
        return new ConnectionList(connections.everywhere(caller).stream()
                .map(connection -> body(connection, last.get(connection.organization())))
                .toList());
    }

    @Operation(summary = "List the connections of an organization")
    @GetMapping(PATH)
    @Requires(Permission.CONNECTION_READ)
    ConnectionList list(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Connection connection = connections.find(caller, organization);
        return new ConnectionList(
                connection == null ? List.of() : List.of(body(connection, last(caller, organization))));
    }

    /**
     * Connects an organization without people of its own: from then on its people are those of the tenant, and the hub keeps a
     * mirror of them. A secret or a certificate (PEM, with its private key) is given. The credential is tried out first.
     */
    @Operation(summary = "Connect an organization to a Microsoft tenant")
    @Exchanges(takes = "newConnection", status = 201)
    @PostMapping(PATH)
    @Requires(Permission.CONNECTION_WRITE)
    ResponseEntity<ConnectionBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Connection made = connections.create(caller, Paths.organization(organizationId), wish(members, true));
        String location = links.absolute(request, request.getRequestURI() + "/microsoft");
        return Versions.created(body(made, null), made.version(), location);
    }

    @Operation(summary = "Get the connection to a Microsoft tenant")
    @GetMapping(ONE)
    @Requires(Permission.CONNECTION_READ)
    ResponseEntity<ConnectionBody> get(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return answer(connections.get(caller, organization), last(caller, organization));
    }

    /** A new secret or certificate takes the old one's place once Microsoft has accepted it. */
    @Operation(summary = "Change the connection to a Microsoft tenant, or renew its credential")
    @Exchanges(takes = "connectionChanges")
    @PatchMapping(
            path = ONE,
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.CONNECTION_WRITE)
    ResponseEntity<ConnectionBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        Connection changed = connections.change(caller, organization, wish(members, false), Versions.wanted(ifMatch));
        return answer(changed, last(caller, organization));
    }

    /** The people of the mirror stay, and are the hub's own from then on. Nothing changes at Microsoft. */
    @Operation(summary = "Disconnect an organization from its Microsoft tenant")
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.CONNECTION_WRITE)
    void delete(Caller caller, @PathVariable String organizationId) {
        connections.delete(caller, Paths.organization(organizationId));
    }

    /** Names each permission that the registered application lacks. Changes nothing. */
    @Operation(summary = "Try the connection to a Microsoft tenant out")
    @PostMapping(ONE + "/test")
    @Requires(Permission.CONNECTION_WRITE)
    TestBody test(Caller caller, @PathVariable String organizationId) {
        ConnectionTest test = connections.test(caller, Paths.organization(organizationId));
        return new TestBody(test.works(), test.message(), test.missing());
    }

    /** Goes on in the background; the answer's Location tells how far it is. */
    @Operation(summary = "Bring the mirror of a Microsoft tenant up to date")
    @Exchanges(
            status = 202,
            options = {"full: true to read everything anew, not only what changed"})
    @PostMapping(ONE + "/sync")
    @Requires(Permission.CONNECTION_WRITE)
    ResponseEntity<RunBody> sync(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        MirrorRun run = mirrors.start(caller, Paths.organization(organizationId), Lists.flag(request, "full"));
        return Begun.run(request, links, run.id(), RunBody.of(run));
    }

    /** The last fifty, the newest first. */
    @Operation(summary = "List how a mirror was brought up to date")
    @GetMapping(ONE + "/runs")
    @Requires(Permission.CONNECTION_READ)
    RunList runs(Caller caller, @PathVariable String organizationId) {
        return new RunList(mirrors.list(caller, Paths.organization(organizationId)).stream()
                .map(RunBody::of)
                .toList());
    }

    @Operation(summary = "Get one time a mirror was brought up to date")
    @GetMapping(ONE + "/runs/{runId}")
    @Requires(Permission.CONNECTION_READ)
    RunBody run(Caller caller, @PathVariable String organizationId, @PathVariable String runId) {
        return RunBody.of(mirrors.get(caller, Paths.organization(organizationId), Paths.uuid(runId, "runId")));
    }

    private static Connections.Wish wish(Map<String, @Nullable Object> members, boolean isNew) {
        Body body = Body.of(
                members,
                "kind",
                "tenantId",
                "clientId",
                "secret",
                "certificate",
                "loginUrl",
                "graphUrl",
                "partnerCenterUrl",
                "exchangeUrl",
                "syncMinutes");
        if (isNew) {
            body.id("tenantId");
            body.text("clientId");
        }
        Refusal.unless(
                body.text("kind", "microsoft").equals("microsoft"),
                Refusal.Reason.MALFORMED,
                "The only kind of connection is microsoft",
                "kind");
        String secret = body.textOrNull("secret");
        String certificate = body.textOrNull("certificate");
        Refusal.unless(
                secret == null || certificate == null,
                Refusal.Reason.MALFORMED,
                "A connection has a secret or a certificate",
                "secret");
        Credential credential = secret != null
                ? new Credential(Credential.Kind.SECRET, secret)
                : certificate == null ? null : new Credential(Credential.Kind.CERTIFICATE, certificate);
        return new Connections.Wish(
                body.idOrNull("tenantId"),
                body.textOrNull("clientId"),
                credential,
                body.textOrNull("loginUrl"),
                body.textOrNull("graphUrl"),
                body.textOrNull("partnerCenterUrl"),
                body.textOrNull("exchangeUrl"),
                body.has("syncMinutes") ? body.number("syncMinutes", 0) : null);
    }

    private @Nullable MirrorRun last(Caller caller, OrganizationId organization) {
        return mirrors.list(caller, organization).stream().findFirst().orElse(null);
    }

    private ConnectionBody body(Connection connection, @Nullable MirrorRun last) {
        Instant mirrored = connection.mirroredAt();
        return new ConnectionBody(
                connection.organization().value(),
                "microsoft",
                connection.settings().tenantId(),
                connection.settings().clientId(),
                connection.credential().name().toLowerCase(Locale.ROOT),
                connection.settings().loginUrl(),
                connection.settings().graphUrl(),
                connection.settings().partnerCenterUrl(),
                connection.settings().exchangeUrl(),
                connection.settings().syncMinutes(),
                mirrored,
                mirrored == null
                        ? null
                        : Math.max(
                                0, Duration.between(mirrored, clock.instant()).toSeconds()),
                last == null ? null : RunBody.of(last),
                connection.createdAt(),
                connection.modifiedAt(),
                connection.version());
    }

    private ResponseEntity<ConnectionBody> answer(Connection connection, @Nullable MirrorRun last) {
        return Versions.tagged(body(connection, last), connection.version());
    }
}
