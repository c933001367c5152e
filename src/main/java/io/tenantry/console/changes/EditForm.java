package io.tenantry.console.changes;

import io.tenantry.changes.Edit;
import io.tenantry.changes.Subject;
import io.tenantry.console.Visit;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody has filled in: properties, the account's state, groups, licences, and whether it goes or comes back. */
record EditForm(Edit edit, Map<String, Object> written) {
    /** How many properties one form sets. */
    static final int LINES = 6;

    private static final String ACCOUNT = "account";
    private static final String FATE = "fate";

    /** A property that can be chosen. */
    record Choice(String name, String label) {}

    /** What was filled in before, to be shown again. */
    record Given(HttpServletRequest request) {
        public String of(String name) {
            return Objects.requireNonNullElse(request.getParameter(name), "");
        }

        public boolean has(String name, Object value) {
            String[] values = request.getParameterValues(name);
            return values != null && Arrays.asList(values).contains(value.toString());
        }
    }

    static List<Choice> choices(Subject subject) {
        Map<? extends Property, String> labels = subject == Subject.USER ? Labels.OF_PEOPLE : Labels.OF_GROUPS;
        return labels.entrySet().stream()
                .map(entry -> new Choice(entry.getKey().column(), entry.getValue()))
                .toList();
    }

    static EditForm of(Visit visit, Subject subject) {
        Map<String, Object> written = new LinkedHashMap<>();
        Map<Property, @Nullable Object> set = set(visit, subject, written);
        List<UUID> addTo = ids(visit, "addToGroups", written);
        List<UUID> removeFrom = ids(visit, "removeFromGroups", written);
        List<Edit.License> assign = ids(visit, "addLicenses", written).stream()
                .map(sku -> new Edit.License(sku, List.of()))
                .toList();
        List<UUID> unassign = ids(visit, "removeLicenses", written);
        String fate = visit.field(FATE);
        if (fate != null && !fate.equals("stay")) {
            written.put(fate, true);
        }
        Boolean deleted = "delete".equals(fate) ? Boolean.TRUE : "restore".equals(fate) ? Boolean.FALSE : null;
        return new EditForm(new Edit(set, addTo, removeFrom, assign, unassign, deleted), written);
    }

    private static Map<Property, @Nullable Object> set(Visit visit, Subject subject, Map<String, Object> written) {
        Values<UserField> ofUser = new Values<>();
        Values<GroupField> ofGroup = new Values<>();
        Map<String, String> told = new LinkedHashMap<>();
        for (int line = 1; line <= LINES; line++) {
            String column = visit.field("property-" + line);
            if (column == null) {
                continue;
            }
            String value = visit.field("value-" + line);
            Refusal.unless(
                    value != null || visit.ticked("empty-" + line),
                    Refusal.Reason.MALFORMED,
                    "Say what " + Labels.of(subject, column) + " is to be, or tick that it is to be emptied");
            String wanted = visit.ticked("empty-" + line) ? null : value;
            switch (property(subject, column)) {
                case UserField field -> ofUser.set(field, wanted, Labels.of(subject, column));
                case GroupField field -> ofGroup.set(field, wanted, Labels.of(subject, column));
                case Property other -> throw new IllegalStateException("No form sets " + other.column());
            }
            told.put(column, wanted == null ? "" : wanted);
        }
        String account = visit.field(ACCOUNT);
        if (subject == Subject.USER && account != null && !account.equals("leave")) {
            ofUser.set(UserField.ACCOUNT_ENABLED, account.equals("enable"));
            told.put(UserField.ACCOUNT_ENABLED.column(), account);
        }
        if (!told.isEmpty()) {
            written.put("set", told);
        }
        Map<Property, @Nullable Object> set = new LinkedHashMap<>(ofUser.all());
        set.putAll(ofGroup.all());
        return set;
    }

    /** Only those the form offers. */
    private static Property property(Subject subject, String column) {
        Stream<? extends Property> offered =
                subject == Subject.USER ? Labels.OF_PEOPLE.keySet().stream() : Labels.OF_GROUPS.keySet().stream();
        return offered.<Property>map(property -> property)
                .filter(property -> property.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.MALFORMED, "There is no such property to set", column));
    }

    private static List<UUID> ids(Visit visit, String name, Map<String, Object> written) {
        String[] values = visit.request().getParameterValues(name);
        List<UUID> ids = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                if (!value.isBlank()) {
                    ids.add(io.tenantry.console.Given.id(value));
                }
            }
        }
        if (!ids.isEmpty()) {
            written.put(name, ids.stream().map(UUID::toString).toList());
        }
        return ids;
    }
}
