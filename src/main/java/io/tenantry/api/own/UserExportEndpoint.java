package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.imports.ExportFormat;
import io.tenantry.imports.Exports;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All people of an organization as one file, sent while it is read. */
@RestController
class UserExportEndpoint {
    static final String PATH = "/api/v1/organizations/{organizationId}/users/export";

    private final Exports exports;
    private final Past past;

    UserExportEndpoint(Exports exports, Past past) {
        this.exports = exports;
        this.past = past;
    }

    /**
     * Sends the file.
     *
     * @param format {@code csv} for spreadsheets and importing again, {@code json} for one object a line
     * @param filter an OData filter over the columns of the file; empty for everyone
     * @param asOf the moment of the past at which people are told of
     */
    @Operation(summary = "Export the people of an organization as a file")
    @Exchanges(
            givesFile = {"text/csv", "application/x-ndjson"},
            options = {
                "format: csv for spreadsheets and importing again, json for one object a line",
                "filter: an OData filter over the columns of the file; empty for everyone",
                Lists.AS_OF_OPTION
            })
    @GetMapping(PATH)
    @Requires(Permission.USER_READ)
    void export(
            Caller caller,
            @PathVariable UUID organizationId,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(required = false) @Nullable String asOf,
            HttpServletResponse response)
            throws IOException {
        Condition wanted = filter.isBlank() ? Condition.ALL : ODataFilter.parse(filter, exports.fields());
        Exports.Export export =
                exports.of(caller, new OrganizationId(organizationId), wanted, format(format), past.moment(asOf));
        response.setContentType(export.format().mediaType());
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + export.format().fileName() + "\"");
        export.write(response.getOutputStream());
    }

    private static ExportFormat format(String name) {
        return switch (name) {
            case "csv" -> ExportFormat.CSV;
            case "json" -> ExportFormat.JSON;
            default -> throw new Refusal(Refusal.Reason.MALFORMED, "The format is csv or json", "format");
        };
    }
}
