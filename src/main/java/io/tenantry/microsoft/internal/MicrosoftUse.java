package io.tenantry.microsoft.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ReportedProduct;
import io.tenantry.usage.UseLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Microsoft's report of active users: on which day each person last used which application of Microsoft 365. Microsoft makes it
 * anew about once a day, from what was so a day or two before. It takes {@code Reports.Read.All}.
 */
@Component
final class MicrosoftUse extends MicrosoftLog implements UseLog {
    /** The longest there is, so that nobody who was active this half-year is taken for one who never was. */
    private static final String PATH = "/reports/getOffice365ActiveUserDetail(period='D180')";

    private static final String PERMISSION = "Reports.Read.All";
    private static final String NAME = "User Principal Name";
    private static final Duration PAUSE = Duration.ofHours(6);
    private static final int PAGE = 5_000;

    private final Graph graph;
    private final ReportFiles files;

    MicrosoftUse(ConnectionRows connections, Graph graph, ReportFiles files) {
        super(connections, "Usage reports", PAUSE);
        this.graph = graph;
        this.files = files;
    }

    @Override
    public void read(OrganizationId organization, Consumer<List<Use>> pages) {
        Tenant tenant = tenant(organization);
        String address = graph.fileAddress(tenant, PATH, PERMISSION);
        try (InputStream file = files.open(tenant, address)) {
            read(file, pages);
        } catch (IOException | UncheckedIOException failure) {
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft's report does not come to its end");
        }
    }

    /** Reads a file of the report. */
    static void read(InputStream file, Consumer<List<Use>> pages) throws IOException {
        List<Use> some = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord record : records) {
                if (!isTrue(record, "Is Deleted")) {
                    some.add(use(record));
                }
                if (some.size() == PAGE) {
                    pages.accept(some);
                    some = new ArrayList<>();
                }
            }
        } catch (CsvParseException | IllegalStateException broken) {
            throw new Refusal(Refusal.Reason.PROVIDER_CANNOT, "Microsoft's report is not comma-separated text");
        }
        pages.accept(some);
    }

    /** What is told in the place of a concealed name has no domain, which every name has. */
    private static Use use(NamedCsvRecord record) {
        String upn = record.findField(NAME).orElse("");
        Refusal.unless(
                record.findField(NAME).isPresent(),
                Refusal.Reason.PROVIDER_CANNOT,
                "Microsoft's report has no column '" + NAME + "'");
        Refusal.unless(
                upn.indexOf('@') > 0,
                Refusal.Reason.PROVIDER_CANNOT,
                "Microsoft conceals in its reports who people are. An administrator of the tenant ends that in the Microsoft 365"
                        + " admin center, under Settings, Org settings, Reports: 'Display concealed user, group, and site names in"
                        + " all reports'. It takes effect within two days");
        Set<ReportedProduct> licensed = EnumSet.noneOf(ReportedProduct.class);
        Map<ReportedProduct, LocalDate> lastOn = new EnumMap<>(ReportedProduct.class);
        for (ReportedProduct product : ReportedProduct.values()) {
            if (isTrue(record, product.licenseColumn())) {
                licensed.add(product);
            }
            String day = record.findField(product.lastActivityColumn()).orElse("");
            if (!day.isBlank()) {
                lastOn.put(product, day(day.strip()));
            }
        }
        return new Use(upn.strip(), licensed, lastOn);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw new Refusal(Refusal.Reason.PROVIDER_CANNOT, "Microsoft's report has a day that is none");
        }
    }

    private static boolean isTrue(NamedCsvRecord record, String column) {
        return record.findField(column).orElse("").strip().equalsIgnoreCase("true");
    }
}
