package io.tenantry.console.imports;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.imports.Import;
import io.tenantry.imports.ImportId;
import io.tenantry.imports.Imports;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One import: how far it is, what became of its rows, and the way to its plan. */
@Controller
class ImportEndpoint {
    static final String PAGE = NewImportEndpoint.PATH + "/{organizationId}/{importId}";

    private final Imports imports;
    private final Where where;
    private final InstantSource clock;

    ImportEndpoint(Imports imports, Where where, InstantSource clock) {
        this.imports = imports;
        this.where = where;
        this.clock = clock;
    }

    static String path(Import one) {
        return PAGE.replace("{organizationId}", one.organization().toString())
                .replace("{importId}", one.id().toString());
    }

    /** As long as it runs, the page asks for the part that tells of it again and again. */
    @GetMapping(PAGE)
    @Requires(Permission.USER_WRITE)
    String show(Visit visit, @PathVariable String organizationId, @PathVariable String importId) {
        Import one = find(visit, organizationId, importId);
        visit.with("one", one)
                .with("link", path(one))
                .with("home", where.name(visit, one.organization()))
                .with("progress", ImportWords.ENGLISH)
                .with("now", clock.instant())
                .with(
                        "maySeeChange",
                        !visit.caller().reach(Permission.CHANGE_READ).equals(Reach.nowhere()));
        return visit.isPartial() ? "console/imports/import :: state" : "console/imports/import";
    }

    @GetMapping(PAGE + "/result")
    @Requires(Permission.USER_WRITE)
    void result(
            Visit visit,
            HttpServletResponse response,
            @PathVariable String organizationId,
            @PathVariable String importId)
            throws IOException {
        OrganizationId organization = Given.organization(organizationId);
        Imports.Result result = imports.result(visit.caller(), organization, new ImportId(Given.id(importId)));
        response.setContentType("text/csv");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-" + Given.id(importId) + ".csv\"");
        result.write(response.getOutputStream());
    }

    private Import find(Visit visit, String organizationId, String importId) {
        return imports.get(visit.caller(), Given.organization(organizationId), new ImportId(Given.id(importId)));
    }
}
