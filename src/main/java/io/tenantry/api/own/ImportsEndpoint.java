package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.imports.Import;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.ImportId;
import io.tenantry.imports.Imports;
import io.tenantry.imports.MoveInCounts;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports of people by file: sent, watched, and answered with the same file and what became of each row. */
@RestController
@RequestMapping(ImportsEndpoint.PATH)
class ImportsEndpoint {
    static final String PATH = "/api/v1/organizations/{organizationId}/imports";

    private final Imports imports;

    ImportsEndpoint(Imports imports) {
        this.imports = imports;
    }

    /**
     * Takes the file as the body, and goes on in the background. The import is also one of the changes, as {@code changeId} tells
     * when it is over: a plan where it was a trial or waits for somebody's agreement, else done; so it can be undone. Besides members,
     * columns may be {@code addToGroups}, {@code removeFromGroups}, {@code addLicenses} and {@code removeLicenses}, with semicolons
     * between names or ids.
     */
    @Operation(summary = "Import people from a file")
    @Exchanges(
            takesFile = {"text/csv", "text/plain", "application/octet-stream"},
            options = {
                "mapping: which of the file's columns are what, where its kind is not known",
                "dryRun: true to be told what would happen, and to get a plan of changes that can be applied later",
                "onlyFailed: true where the file is the result of another import: only rows that failed are done"
            },
            status = 202)
    @PostMapping(consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Requires(Permission.USER_WRITE)
    ResponseEntity<ImportAnswer> start(
            Caller caller,
            @PathVariable UUID organizationId,
            @RequestParam(defaultValue = "") String mapping,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean onlyFailed,
            HttpServletRequest request)
            throws IOException {
        Import started = imports.start(
                caller,
                new OrganizationId(organizationId),
                request.getInputStream(),
                new Imports.Reading(mapping, onlyFailed),
                dryRun);
        URI location = URI.create(request.getRequestURI() + "/" + started.id());
        return ResponseEntity.accepted().location(location).body(ImportAnswer.of(started));
    }

    /** The imports of the last day, the newest first. */
    @Operation(summary = "List the imports of the last day")
    @GetMapping
    @Requires(Permission.USER_WRITE)
    ImportList list(Caller caller, @PathVariable UUID organizationId) {
        return new ImportList(imports.list(caller, new OrganizationId(organizationId)).stream()
                .map(ImportAnswer::of)
                .toList());
    }

    @Operation(summary = "Get the progress of an import")
    @GetMapping("/{importId}")
    @Requires(Permission.USER_WRITE)
    ImportAnswer get(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID importId) {
        return ImportAnswer.of(imports.get(caller, new OrganizationId(organizationId), new ImportId(importId)));
    }

    /** The file that was sent, with the columns {@code Tenantry result} and {@code Tenantry reason}. */
    @Operation(summary = "Download the file with the result of each row")
    @Exchanges(givesFile = "text/csv")
    @GetMapping("/{importId}/result")
    @Requires(Permission.USER_WRITE)
    void result(
            Caller caller, @PathVariable UUID organizationId, @PathVariable UUID importId, HttpServletResponse response)
            throws IOException {
        Imports.Result result = imports.result(caller, new OrganizationId(organizationId), new ImportId(importId));
        response.setContentType("text/csv");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-" + importId + ".csv\"");
        result.write(response.getOutputStream());
    }

    record ImportList(List<ImportAnswer> value) {}

    /**
     * How far an import is.
     *
     * @param moved what came besides people, where they come from another system
     * @param notes what else there is to say: what stays behind, and what to do about it
     * @param changeId what it is among the changes: a plan where it was tried out, else a change that is done and can be undone
     * @param rowsExpected counted by lines when the file came, so values of several lines make it too large
     */
    record ImportAnswer(
            UUID id,
            String status,
            boolean dryRun,
            String requestedBy,
            @Nullable String format,
            List<String> columnsNotApplied,
            long rowsExpected,
            long rowsRead,
            long rowsStaged,
            long rowsApplied,
            ImportCounts counts,
            MoveInCounts moved,
            List<String> notes,
            @Nullable String problem,
            @Nullable UUID changeId,
            Instant createdDateTime,
            @Nullable Instant finishedDateTime) {
        static ImportAnswer of(Import one) {
            return new ImportAnswer(
                    one.id().value(),
                    one.state().name().toLowerCase(Locale.ROOT),
                    one.dryRun(),
                    one.requestedBy(),
                    one.format() == null ? null : one.format().title(),
                    one.columnsNotApplied(),
                    one.progress().expected(),
                    one.progress().read(),
                    one.progress().staged(),
                    one.progress().applied(),
                    one.counts(),
                    one.moved(),
                    one.notes(),
                    one.problem(),
                    one.change(),
                    one.createdAt(),
                    one.finishedAt());
        }
    }
}
