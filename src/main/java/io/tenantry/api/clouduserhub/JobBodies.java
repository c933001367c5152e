package io.tenantry.api.clouduserhub;

import io.tenantry.automation.JobRequest;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.RequestEntity;

/** Reads what jobs are asked for with. Flows leave out what they have no value for, down to the whole body. */
final class JobBodies {
    private static final int OVERRIDES_MAX = 100;
    private static final String OVERRIDES = "inputOverrides";
    private static final String SCHEDULE = "scheduleId";
    private static final String PLANNED = "plannedExecution";
    private static final Set<String> MEMBERS = Set.of(OVERRIDES, SCHEDULE, PLANNED);

    private JobBodies() {}

    static JobRequest request(RequestEntity<Map<String, @Nullable Object>> request) {
        Map<String, @Nullable Object> body = request.getBody();
        if (body == null) {
            // Without a body there is nothing to say; a body that says null is a mistake.
            Refusal.unless(
                    request.getHeaders().getContentLength() <= 0,
                    Refusal.Reason.MALFORMED,
                    "The body has to be an object");
            return JobRequest.now();
        }
        for (String name : body.keySet()) {
            String shown = Shortened.of(name);
            Refusal.unless(
                    MEMBERS.contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + shown + "' to set here",
                    shown);
        }
        String schedule = GraphBodies.text(body, SCHEDULE, SCHEDULE);
        UUID scheduleId = schedule == null || schedule.isBlank() ? null : Keys.uuid(schedule, SCHEDULE);
        return new JobRequest(input(body.get(OVERRIDES), OVERRIDES), scheduleId, planned(body));
    }

    /** Values by parameter, as clients list them; null for a parameter that is named without one. */
    static Map<String, @Nullable Object> input(@Nullable Object overrides, String called) {
        if (overrides == null) {
            return Map.of();
        }
        Refusal.unless(
                overrides instanceof List<?> some && some.size() <= OVERRIDES_MAX,
                Refusal.Reason.MALFORMED,
                "The property '" + called + "' must be a list of at most " + OVERRIDES_MAX,
                called);
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        for (Object item : (List<?>) overrides) {
            Refusal.unless(
                    item instanceof Map<?, ?> one
                            && one.get("technicalIdentifier") instanceof String
                            && Set.of("technicalIdentifier", "value").containsAll(one.keySet()),
                    Refusal.Reason.MALFORMED,
                    "Each of '" + called + "' has a technicalIdentifier and a value",
                    called);
            Map<?, ?> one = (Map<?, ?>) item;
            String name = String.valueOf(one.get("technicalIdentifier"));
            Refusal.unless(
                    !input.containsKey(name),
                    Refusal.Reason.MALFORMED,
                    "The parameter '" + Shortened.of(name) + "' is given twice",
                    called);
            input.put(name, one.get("value"));
        }
        return input;
    }

    private static @Nullable Instant planned(Map<String, @Nullable Object> body) {
        String text = GraphBodies.text(body, PLANNED, PLANNED);
        Instant planned = text == null || text.isBlank() ? null : Instants.read(text);
        Refusal.unless(
                planned != null || text == null || text.isBlank(),
                Refusal.Reason.MALFORMED,
                "The property 'plannedExecution' is a date and time in UTC",
                PLANNED);
        return planned;
    }
}
