package io.tenantry.automation.internal;

import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what jobs have come to that only looked, many of them in one statement. */
@Component
final class AnswerRows {
    private static final String WRITE = """
            WITH ended AS (
                UPDATE command_jobs j SET status = 'Completed', step = jsonb_array_length(a.steps), output = a.output,
                    started_at = coalesce(j.started_at, now()), finished_at = clock_timestamp(),
                    error_code = NULL, error_message = NULL
                FROM jsonb_to_recordset(?::jsonb) AS a (id uuid, steps jsonb, output jsonb)
                WHERE j.organization_id = ? AND j.id = ANY (?) AND j.id = a.id AND j.run IS NULL
                RETURNING j.organization_id, j.id, a.steps)
            INSERT INTO command_job_steps AS s (organization_id, job_id, position, operation, state, attempts, started_at,
                finished_at, output)
            SELECT ended.organization_id, ended.id, a.position, a.operation, a.state, 1, a."startedAt", a."finishedAt", a.told
            FROM ended CROSS JOIN LATERAL jsonb_to_recordset(ended.steps) AS a (position smallint, operation text, state text,
                "startedAt" timestamptz, "finishedAt" timestamptz, told jsonb)
            """ + StepRows.ANEW;

    private final JsonMapper json;

    AnswerRows(JsonMapper json) {
        this.json = json;
    }

    private record JobEnd(UUID id, List<Answer.Seen> steps, Map<String, ?> output) {
        static JobEnd of(Answer answer) {
            return new JobEnd(answer.job().id(), answer.steps(), answer.output());
        }
    }

    /** Ends jobs that the transaction holds and no run does. */
    void end(Session session, OrganizationId organization, List<Answer> answers) {
        if (!answers.isEmpty()) {
            session.run(
                    WRITE,
                    new Json(json.writeValueAsString(
                            answers.stream().map(JobEnd::of).toList())),
                    organization.value(),
                    answers.stream().map(answer -> answer.job().id()).toList());
        }
    }
}
