package io.tenantry.console.imports;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.imports.Import;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.Imports;
import io.tenantry.imports.Sketch;
import io.tenantry.imports.Upload;
import io.tenantry.imports.Uploads;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** People from a file: it is dropped or chosen, its columns are looked at and told, and then it is planned or imported. */
@Controller
class NewImportEndpoint implements ConsolePage {
    static final String PATH = "/console/imports";

    private static final String FILE = PATH + "/{organizationId}/files/{uploadId}";
    private static final int RECENT = 10;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Uploads uploads;
    private final Imports imports;
    private final ImportSettings settings;
    private final Where where;
    private final InstantSource clock;

    NewImportEndpoint(Uploads uploads, Imports imports, ImportSettings settings, Where where, InstantSource clock) {
        this.uploads = uploads;
        this.imports = imports;
        this.settings = settings;
        this.where = where;
        this.clock = clock;
    }

    /** Files are streamed to disk and from there to the database; one that is too large is read to its end, so that a page can say so. */
    @Configuration(proxyBeanMethods = false)
    static class Limits {
        @Bean
        RouteLimits consoleImport(ImportSettings settings) {
            return new RouteLimits(
                    PATH, DataSize.ofBytes(2 * settings.fileSizeMax().toBytes()), LONGEST);
        }

        @Bean
        RouteLimits consoleImportFile() {
            return new RouteLimits(FILE, DataSize.ofKilobytes(256), LONGEST);
        }

        @Bean
        RouteLimits consoleImportResult() {
            return new RouteLimits(ImportEndpoint.PAGE + "/result", DataSize.ofKilobytes(1), LONGEST);
        }
    }

    @Override
    public Place place() {
        return new Place(Place.Section.DIRECTORY, 15, "Import people", PATH, Set.of(Permission.USER_WRITE));
    }

    @GetMapping(PATH)
    @Requires(Permission.USER_WRITE)
    String ask(Visit visit) {
        OrganizationId organization = where.given(visit);
        return organization == null
                ? where.ask(visit, "Import people", PATH, Permission.USER_WRITE)
                : form(visit, organization);
    }

    @PostMapping(PATH)
    @Requires(Permission.USER_WRITE)
    String take(Visit visit) throws IOException {
        OrganizationId organization = where.required(visit);
        try {
            Part part = visit.file("file");
            if (part == null) {
                throw new Refusal(Refusal.Reason.MALFORMED, "Choose a file first", "file");
            }
            settings.requireBearable(part.getSize());
            try (InputStream file = part.getInputStream()) {
                String name = Objects.requireNonNullElse(part.getSubmittedFileName(), "people.csv");
                return "redirect:" + path(uploads.keep(visit.caller(), organization, name, file));
            }
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return form(visit, organization);
        }
    }

    private String form(Visit visit, OrganizationId organization) {
        List<Import> recent = imports.list(visit.caller(), organization);
        visit.with("organization", organization)
                .with("home", where.name(visit, organization))
                .with("sizeMax", settings.fileSizeMax().toBytes())
                .with("megabytes", settings.fileSizeMax().toMegabytes())
                .with("recent", recent.subList(0, Math.min(RECENT, recent.size())))
                .with("progress", ImportWords.ENGLISH)
                .with("now", clock.instant());
        return "console/imports/start";
    }

    @GetMapping(FILE)
    @Requires(Permission.USER_WRITE)
    String look(Visit visit, @PathVariable String organizationId, @PathVariable String uploadId) throws IOException {
        Upload upload = upload(visit, organizationId, uploadId);
        return columns(visit, upload, null);
    }

    /** Looks again with the columns as they are told now, makes the plan of it, or imports it at once. */
    @PostMapping(FILE)
    @Requires(Permission.USER_WRITE)
    String goOn(Visit visit, @PathVariable String organizationId, @PathVariable String uploadId) throws IOException {
        Upload upload = upload(visit, organizationId, uploadId);
        try {
            Map<String, String> meanings = meanings(
                    visit, uploads.sketch(visit.caller(), upload, null, false).columns());
            String act = visit.required("act");
            if (act.equals("look")
                    || uploads.sketch(visit.caller(), upload, meanings, onlyFailed(visit))
                                    .problem()
                            != null) {
                return columns(visit, upload, meanings);
            }
            Import started = uploads.start(visit.because(), upload, meanings, onlyFailed(visit), !act.equals("import"));
            return "redirect:" + ImportEndpoint.path(started);
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return columns(visit, upload, null);
        }
    }

    private static boolean onlyFailed(Visit visit) {
        return visit.ticked("onlyFailed");
    }

    private Upload upload(Visit visit, String organizationId, String uploadId) {
        return uploads.get(visit.caller(), Given.organization(organizationId), Given.id(uploadId));
    }

    private static Map<String, String> meanings(Visit visit, List<Sketch.Column> columns) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            if (columns.get(at).canBeTold()) {
                meanings.put(columns.get(at).heading(), Objects.requireNonNullElse(visit.field("meaning-" + at), ""));
            }
        }
        return meanings;
    }

    private String columns(Visit visit, Upload upload, @Nullable Map<String, String> meanings) throws IOException {
        Sketch sketch = uploads.sketch(visit.caller(), upload, meanings, onlyFailed(visit));
        List<String> fields = new ArrayList<>(Uploads.fields());
        fields.sort(String::compareToIgnoreCase);
        Map<String, String> labels = new LinkedHashMap<>();
        fields.forEach(field -> labels.put(field, ImportWords.label(field)));
        visit.with("upload", upload)
                .with("home", where.name(visit, upload.organization()))
                .with("sketch", sketch)
                .with("labels", labels)
                .with("onlyFailed", onlyFailed(visit))
                .with(
                        "faulty",
                        sketch.rows().stream()
                                .filter(row -> !row.problems().isEmpty())
                                .count())
                .with("link", path(upload));
        return "console/imports/columns";
    }

    private static String path(Upload upload) {
        return FILE.replace("{organizationId}", upload.organization().toString())
                .replace("{uploadId}", upload.id().toString());
    }
}
