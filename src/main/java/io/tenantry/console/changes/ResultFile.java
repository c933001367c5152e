package io.tenantry.console.changes;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tenantry.access.Caller;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.Changes;
import io.tenantry.console.lists.CsvFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The targets of a plan as a file, read some at a time while it is written. */
final class ResultFile {
    private ResultFile() {}

    static void write(Changes changes, Caller caller, Change change, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"change-" + change.id() + ".csv\"");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord("Number", "Name", "Id", "Organization id", "Change", "State", "Why");
        List<ChangeTarget> some = changes.targetsAfter(caller, change.id(), 0);
        while (!some.isEmpty()) {
            Map<UUID, String> names = changes.names(caller, some);
            for (ChangeTarget target : some) {
                TargetRow row = TargetRow.of(change.subject(), target, names);
                String reason = target.reason();
                csv.writeRecord(
                        Long.toString(target.number()),
                        CsvFile.harmless(target.name()),
                        target.id().toString(),
                        target.organization().toString(),
                        CsvFile.harmless(row.differences().stream()
                                .map(TargetRow.Difference::line)
                                .collect(Collectors.joining("; "))),
                        row.state(),
                        CsvFile.harmless(reason == null ? "" : reason));
            }
            some = changes.targetsAfter(caller, change.id(), some.getLast().number());
        }
        csv.flush();
    }
}
