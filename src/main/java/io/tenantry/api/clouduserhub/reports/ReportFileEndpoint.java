package io.tenantry.api.clouduserhub.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tenantry.access.Requires;
import io.tenantry.emulation.Faults;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ReportedProduct;
import io.tenantry.usage.UseReports;
import io.tenantry.usage.UseReports.Line;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The file of the report of active users, with Microsoft's headings in Microsoft's order. */
@RestController
class ReportFileEndpoint {
    static final String PATH = "/data/download";

    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final ReportTickets tickets;
    private final UseReports reports;
    private final Faults faults;
    private final InstantSource clock;

    ReportFileEndpoint(ReportTickets tickets, UseReports reports, Faults faults, InstantSource clock) {
        this.tickets = tickets;
        this.reports = reports;
        this.faults = faults;
        this.clock = clock;
    }

    /** The report of a large organization takes its time. */
    @Configuration(proxyBeanMethods = false)
    static class Limits {
        @Bean
        RouteLimits reportFile() {
            return new RouteLimits(PATH + "/{ticket}", DataSize.ofKilobytes(1), Duration.ofMinutes(30));
        }
    }

    @GetMapping(PATH + "/{ticket}")
    @Requires(
            value = {},
            note = "anybody who was given the address, for some minutes")
    void file(@PathVariable String ticket, HttpServletResponse response) throws IOException {
        OrganizationId organization = tickets.organization(ticket);
        boolean isConcealed = faults.conceals(organization.value());
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"Office365ActiveUserDetail.csv\"");
        response.getOutputStream().write(MARK);
        CsvWriter csv = CsvWriter.builder().build(response.getOutputStream());
        csv.writeRecord(headings());
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        List<Line> page;
        UUID after = new UUID(0, 0);
        do {
            page = reports.page(organization, after);
            for (Line line : page) {
                csv.writeRecord(cells(line, today, isConcealed));
                after = line.id();
            }
        } while (page.size() == UseReports.PAGE);
        csv.flush();
    }

    private static List<String> headings() {
        List<String> headings = new ArrayList<>(
                List.of("Report Refresh Date", "User Principal Name", "Display Name", "Is Deleted", "Deleted Date"));
        each(headings, ReportedProduct::licenseColumn);
        each(headings, ReportedProduct::lastActivityColumn);
        each(headings, ReportedProduct::assignDateColumn);
        headings.add("Assigned Products");
        return headings;
    }

    private static List<String> cells(Line line, String today, boolean isConcealed) {
        List<String> cells = new ArrayList<>();
        cells.add(today);
        cells.add(isConcealed ? hidden(line.upn()) : line.upn());
        cells.add(isConcealed ? hidden(line.displayName()) : line.displayName());
        cells.add(spelled(line.deletedOn() != null));
        cells.add(day(line.deletedOn()));
        each(cells, product -> spelled(line.licensedOn().containsKey(product)));
        each(cells, product -> day(line.lastOn().get(product)));
        each(cells, product -> day(line.licensedOn().get(product)));
        cells.add(line.products().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("+")));
        return cells;
    }

    private static void each(List<String> cells, Function<ReportedProduct, String> cell) {
        for (ReportedProduct product : ReportedProduct.values()) {
            cells.add(cell.apply(product));
        }
    }

    private static String spelled(boolean flag) {
        return flag ? "True" : "False";
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /** Always the same for the same text, and 32 characters long, as Microsoft conceals names. */
    private static String hidden(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
