package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeFileReader;
import io.tenantry.changes.ChangeFiles;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.csv.CsvRecords;
import io.tenantry.platform.csv.RawRecord;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Changes by a file: its rows are dropped or pasted, its columns are told apart, and the plan shows what each row would do. */
@Controller
class FileEndpoint {
    private static final String PATH = "/console/changes/file";
    private static final int SHOWN = 5;
    private static final int ORGANIZATIONS_MOST = 1_000;

    private final ChangeFiles files;
    private final Organizations organizations;

    FileEndpoint(ChangeFiles files, Organizations organizations) {
        this.files = files;
        this.organizations = organizations;
    }

    /** Files of a hundred thousand rows come as a form. */
    @Configuration(proxyBeanMethods = false)
    static class Limits {
        @Bean
        RouteLimits consoleChangeFile() {
            return new RouteLimits(PATH, DataSize.ofMegabytes(16), Duration.ofMinutes(3));
        }

        @Bean
        RouteLimits consoleChangePlan() {
            return new RouteLimits("/console/changes/plan", DataSize.ofMegabytes(1), Duration.ofMinutes(3));
        }

        @Bean
        RouteLimits consoleChangeEvents() {
            return new RouteLimits(PlanEndpoint.PAGE + "/events", DataSize.ofKilobytes(1), Duration.ofMinutes(2));
        }

        @Bean
        RouteLimits consoleChangeResult() {
            return new RouteLimits(PlanEndpoint.PAGE + "/result", DataSize.ofKilobytes(1), Duration.ofMinutes(10));
        }
    }

    /** A column of the file, what it is taken for, and what its first rows say. */
    record Column(String heading, String meaning, List<String> samples) {}

    @GetMapping(PATH)
    @Requires({Permission.CHANGE_WRITE, Permission.USER_WRITE})
    String ask(Visit visit) {
        return form(visit);
    }

    /** The first step tells the columns apart; the second, when these were looked at, makes the plan. */
    @PostMapping(PATH)
    @Requires({Permission.CHANGE_WRITE, Permission.USER_WRITE})
    String read(Visit visit) {
        try {
            String text = visit.required("csv");
            List<Column> columns = columns(text);
            if (!visit.ticked("looked")) {
                visit.with("columns", columns);
                return mapping(visit, text);
            }
            Map<String, String> meanings = new LinkedHashMap<>();
            for (int at = 0; at < columns.size(); at++) {
                String meaning = visit.field("meaning-" + at);
                meanings.put(columns.get(at).heading(), meaning == null ? "" : meaning);
            }
            Change plan = files.plan(
                    visit.caller(),
                    Given.organization(visit.required("organization")),
                    visit.field("title"),
                    ChangeFileReader.read(text, FileEndpoint::settable, meanings),
                    visit.ticked("create"));
            return "redirect:/console/changes/" + plan.id();
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.MALFORMED && refusal.reason() != Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            return form(visit);
        }
    }

    private String form(Visit visit) {
        List<Organization> all = organizations
                .list(visit.caller(), ListQuery.first(ORGANIZATIONS_MOST, Condition.ALL, Organizations.BY_NAME), false)
                .items();
        visit.with("organizations", all);
        visit.with("organization", visit.field("organization"));
        visit.with("csv", visit.request().getParameter("csv"));
        visit.with("titled", visit.field("title"));
        visit.with("creates", visit.ticked("create"));
        visit.with("headings", headings());
        return "console/changes/file";
    }

    private static String mapping(Visit visit, String text) {
        visit.with("csv", text);
        visit.with("organization", visit.required("organization"));
        visit.with("titled", visit.field("title"));
        visit.with("creates", visit.ticked("create"));
        visit.with("headings", headings());
        return "console/changes/mapping";
    }

    /** What a column can mean, by its name in the hub's own files. */
    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        ChangeFileReader.others().forEach(name -> headings.put(name, spelled(name)));
        Labels.OF_PEOPLE.forEach((field, label) -> headings.put(name(field), label));
        headings.put("accountEnabled", "Enabled (true or false)");
        return headings;
    }

    private static String spelled(String name) {
        return switch (name) {
            case "id" -> "Who: the id";
            case "userPrincipalName" -> "Who: the sign-in name";
            case "addToGroups" -> "Groups to come into";
            case "removeFromGroups" -> "Groups to go out of";
            case "addLicenses" -> "Licenses to be given";
            case "removeLicenses" -> "Licenses to be taken away";
            default -> name;
        };
    }

    private static @Nullable UserField settable(String name) {
        if (name.equals("accountEnabled")) {
            return UserField.ACCOUNT_ENABLED;
        }
        return Labels.OF_PEOPLE.keySet().stream()
                .filter(field -> name(field).equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The column's name as the hub's own API spells it: {@code job_title} is {@code jobTitle}. */
    private static String name(UserField field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.column().split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    /** Guesses what each column means from its heading, and shows what its first rows say. */
    private static List<Column> columns(String text) {
        List<RawRecord> first = new ArrayList<>();
        try (CsvRecords records = CsvRecords.of(text)) {
            while (records.hasNext() && first.size() <= SHOWN) {
                first.add(records.next());
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        Refusal.unless(
                first.size() > 1, Refusal.Reason.MALFORMED, "The file has a line of headings and at least one row");
        List<Column> columns = new ArrayList<>();
        for (int at = 0; at < first.getFirst().size(); at++) {
            int column = at;
            String heading = first.getFirst().cell(column).strip();
            List<String> samples = first.subList(1, first.size()).stream()
                    .map(record -> record.cell(column))
                    .toList();
            columns.add(new Column(heading, meaning(heading), samples));
        }
        return columns;
    }

    private static String meaning(String heading) {
        String plain = plain(heading);
        for (Map.Entry<String, String> known : headings().entrySet()) {
            if (plain(known.getKey()).equals(plain) || plain(known.getValue()).equals(plain)) {
                return known.getKey();
            }
        }
        return switch (plain) {
            case "upn", "username", "login", "signinname", "email", "user" -> "userPrincipalName";
            case "title", "jobtitle", "position" -> "jobTitle";
            case "office", "building" -> "officeLocation";
            case "groups" -> "addToGroups";
            case "licenses", "licences", "products" -> "addLicenses";
            default -> "";
        };
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
