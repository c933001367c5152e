package io.tenantry.automation.internal;

import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what jobs have come to that only looked, many of them in one statement. */
@Component
final class AnswerRows {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerRows.class);

    private static final String WRITE = """
            WITH ended AS (
                UPDATE command_jobs j SET status = 'Completed', step = a.steps, attempts = 0, output = a.output,
                    finished_at = clock_timestamp(), lane = NULL, run = NULL, error_code = NULL, error_message = NULL
                FROM jsonb_to_recordset(?::jsonb) AS a (id uuid, steps smallint, output jsonb)
                WHERE j.organization_id = ? AND j.id = a.id AND j.run = ? RETURNING j.organization_id, j.id)
            INSERT INTO command_job_steps AS s (organization_id, job_id, position, operation, state, attempts, started_at,
                finished_at, output)
            SELECT ended.organization_id, ended.id, a.position, a.operation, a.state, 1, a."startedAt", a."finishedAt", a.told
            FROM ended JOIN jsonb_to_recordset(?::jsonb) AS a (id uuid, position smallint, operation text, state text,
                "startedAt" timestamptz, "finishedAt" timestamptz, told jsonb) ON a.id = ended.id
            """ + StepRows.ANEW;

    private final Database database;
    private final JsonMapper json;

    AnswerRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record JobEnd(UUID id, int steps, Map<String, ?> output) {}

    private record StepRow(
            UUID id,
            int position,
            String operation,
            String state,
            Instant startedAt,
            Instant finishedAt,
            Map<String, ?> told) {}

    /** Ends the jobs that the run still holds. Whoever has taken the others over asks them again. */
    void write(OrganizationId organization, UUID run, List<Answer> answers) {
        List<JobEnd> jobs = answers.stream()
                .map(answer -> new JobEnd(answer.job().id(), answer.steps().size(), answer.output()))
                .toList();
        List<StepRow> steps = answers.stream()
                .flatMap(answer -> answer.steps().stream()
                        .map(seen -> new StepRow(
                                answer.job().id(),
                                seen.position(),
                                seen.operation(),
                                seen.state(),
                                seen.startedAt(),
                                seen.finishedAt(),
                                seen.told())))
                .toList();
        int written =
                database.run(LaneRows.within(organization), WRITE, kept(jobs), organization.value(), run, kept(steps));
        if (written < steps.size()) {
            LOG.warn("Jobs of organization {} were taken over by another node", organization);
        }
    }

    private Json kept(List<?> rows) {
        return new Json(json.writeValueAsString(rows));
    }
}
