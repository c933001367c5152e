package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.changes.ChangeFileReader;
import io.tenantry.changes.ChangeFiles;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans from files: each row says what is to be done with one person. */
@RestController
class ChangeFilesEndpoint {
    static final String FILES = Paths.ORGANIZATION + "/change-files";

    private final ChangeFiles files;
    private final Links links;

    ChangeFilesEndpoint(ChangeFiles files, Links links) {
        this.files = files;
        this.links = links;
    }

    /**
     * Works out what the rows of a file would do. The file is UTF-8 with headings: {@code id} or {@code userPrincipalName}, members
     * to set, and {@code addToGroups}, {@code removeFromGroups}, {@code addLicenses}, {@code removeLicenses} with semicolons between
     * names or ids. An empty cell leaves things as they are. Rows that cannot be applied are blocked targets of the plan, which tell
     * their line and why; put them right and send the file again.
     */
    @Operation(summary = "Plan the changes in a file")
    @Exchanges(
            takesFile = {"text/csv", "text/plain", "application/octet-stream"},
            givesType = PlanBody.class,
            options = {
                "title: what it is for",
                "create: true to make people who are not there; the rows have their userPrincipalName and displayName",
                "columns: what headings of the file's own mean, as Heading=member,Heading=member; Heading= leaves one out"
            },
            status = 201)
    @PostMapping(
            path = FILES,
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Requires({Permission.CHANGE_WRITE, Permission.USER_WRITE})
    ResponseEntity<PlanBody> plan(Caller caller, HttpServletRequest request, @PathVariable String organizationId)
            throws IOException {
        OrganizationId organization = Paths.organization(organizationId);
        String title = Lists.one(request, "title");
        String text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return ChangesEndpoint.made(
                request,
                files.plan(
                        caller,
                        organization,
                        title,
                        ChangeFileReader.read(text, Members.OF_USER::settable, columns(Lists.one(request, "columns"))),
                        Lists.flag(request, "create")),
                links);
    }

    private static Map<String, String> columns(@Nullable String written) {
        Map<String, String> meanings = new LinkedHashMap<>();
        if (written == null) {
            return meanings;
        }
        for (String pair : written.split(",", -1)) {
            int equals = pair.lastIndexOf('=');
            Refusal.unless(
                    equals > 0, Refusal.Reason.MALFORMED, "The columns read Heading=member,Heading=member", "columns");
            meanings.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return meanings;
    }
}
