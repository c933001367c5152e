package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobStatus;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.TargetKind;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.RowVersions;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of jobs: those of blocks that the caller may see, in the organizations where he may. */
public final class JobLists {
    private static final Field ORGANIZATION =
            Field.uuid("organizationId", "organization_id").required();

    private static final Field STATUS = Field.word(
                    "status",
                    "status",
                    Arrays.stream(JobStatus.values()).map(JobStatus::wireName).toList())
            .required();

    /** An index has the jobs of each of these in their order: {@code command_jobs_not_done}. */
    private static final Set<JobStatus> NOT_DONE = Set.of(JobStatus.FAILED, JobStatus.CANCELLED);

    /** What lists of jobs can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("commandBlockId", "block_id").required(),
            Field.text("commandBlockTechnicalIdentifier", "block_identifier")
                    .foldedIn("block_identifier_ci")
                    .required(),
            Field.number("commandBlockVersion", "block_version").required(),
            Field.text("commandSetName", "set_name"),
            Field.uuid("commandSetId", "set_id"),
            Field.uuid("commandSetBlockId", "set_block_id"),
            Field.uuid("userId", "user_id"),
            Field.text("userUpn", "user_upn").foldedIn("user_upn_ci"),
            Field.uuid("groupId", "group_id"),
            Field.text("groupName", "group_name"),
            Field.uuid("deviceId", "device_id"),
            Field.text("deviceName", "device_name"),
            Field.uuid("parentJobId", "parent_id"),
            Field.uuid("undoesJobId", "undoes_id"),
            ORGANIZATION,
            Field.text("organizationName", "organization_name").required(),
            Field.text("actorUserUpn", "actor_name").required(),
            Field.uuid("actorOrganizationId", "actor_organization_id"),
            Field.text("actorOrganizationName", "actor_organization_name"),
            STATUS,
            Field.instant("createdOn", "created_at").required(),
            Field.instant("executedOn", "started_at"),
            Field.instant("finishedOn", "finished_at"),
            Field.instant("plannedExecution", "planned_at"),
            Field.uuid("scheduleId", "schedule_id"),
            Field.text("scheduleName", "schedule_name"),
            Field.text("errorCode", "error_code"));

    static final String COLUMNS = """
            id, organization_id, parent_id, is_parent, block_id, block_identifier, block_version, target_kind, user_id, user_upn,
            group_id, group_name, device_id, device_name, organization_name, actor_name, actor_organization_id,
            actor_organization_name, set_id, set_name, set_block_id, schedule_id, schedule_name, planned_at, status, created_at,
            started_at, finished_at, error_code, error_message, undoes_id""";

    /** Where {@link #page} has the version of a row, after {@link #COLUMNS}. */
    static final int VERSION = 32;

    /** A few organizations are read one by one, each in the order of its own index, and more of them together. */
    private static final int ONE_BY_ONE_MAX = 16;

    private static final List<Permission> READ_ACTIONS = Arrays.stream(Permission.values())
            .filter(permission -> permission.name().startsWith("COMMAND_")
                    && permission.name().endsWith("_READ")
                    && !List.of(
                                    Permission.COMMAND_JOBS_READ,
                                    Permission.COMMAND_CATEGORY_READ,
                                    Permission.COMMAND_SCHEDULES_READ,
                                    Permission.COMMAND_SETS_READ)
                            .contains(permission))
            .toList();

    private JobLists() {}

    /** How far the caller sees jobs, by what they are about. Those about things that he sees equally far are together. */
    public static Map<Reach, List<Permission>> visible(Caller caller, Reach within) {
        Map<Reach, List<Permission>> visible = new LinkedHashMap<>();
        for (Permission action : READ_ACTIONS) {
            Reach reach = caller.reach(action).shared(within);
            if (!reach.equals(Reach.nowhere())) {
                visible.computeIfAbsent(reach, key -> new ArrayList<>()).add(action);
            }
        }
        return visible;
    }

    /** What reads a page. */
    static PageSql page(Map<Reach, List<Permission>> visible, ListQuery query) {
        return PageSql.merged(query, COLUMNS + ", " + RowVersions.COLUMN, parts(visible));
    }

    /** A filter that asks for one organization leaves only that one to be looked through, and planned for. */
    static Map<Reach, List<Permission>> narrowed(Map<Reach, List<Permission>> visible, Condition filter) {
        OrganizationId one = organizationIn(filter);
        if (one == null) {
            return visible;
        }
        List<Permission> actions = visible.entrySet().stream()
                .filter(entry -> entry.getKey().covers(one))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        return actions.isEmpty() ? Map.of() : Map.of(new Reach.Some(Set.of(one)), actions);
    }

    /** The one organization whose rows fulfil a condition, or null when those of others may too. */
    private static @Nullable OrganizationId organizationIn(Condition filter) {
        return switch (filter) {
            case Condition.Compare(var field, var operator, UUID id)
            when field.equals(ORGANIZATION) && operator == Condition.Operator.EQUALS -> new OrganizationId(id);
            case Condition.And(var all) ->
                all.stream()
                        .map(JobLists::organizationIn)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }

    /** Whether the jobs of one organization are read in the order of an index, from a place on. */
    static boolean isPlain(Map<Reach, List<Permission>> visible, ListQuery query) {
        return isInOrder(query.filter())
                && query.skip() == 0
                && query.order().equals(List.of(Order.descending(FIELDS.id())))
                && visible.size() == 1
                && visible.keySet().iterator().next() instanceof Reach.Some(var some)
                && some.size() == 1;
    }

    /** Whether an index has the jobs of one organization that fulfil a condition in their order. */
    private static boolean isInOrder(Condition filter) {
        return switch (filter) {
            case Condition.All() -> true;
            case Condition.And(var all) -> all.stream().allMatch(JobLists::isInOrder);
            case Condition.Compare(var field, var operator, Object value) ->
                operator == Condition.Operator.EQUALS
                        && (field.equals(ORGANIZATION)
                                || (field.equals(STATUS)
                                        && NOT_DONE.stream()
                                                .anyMatch(status ->
                                                        status.wireName().equalsIgnoreCase(value.toString()))));
            default -> false;
        };
    }

    static long count(Database database, Reach reach, Map<Reach, List<Permission>> visible, ListQuery query) {
        long total = 0;
        for (PageSql.Part part : parts(visible)) {
            Sql count = PageSql.count(query, part.from(), part.base());
            Long counted = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
            total += counted == null ? 0 : counted;
        }
        return total;
    }

    private static List<PageSql.Part> parts(Map<Reach, List<Permission>> visible) {
        List<PageSql.Part> parts = new ArrayList<>();
        visible.forEach((reach, actions) -> {
            Sql jobs = Sql.of("command_jobs");
            Sql about = actions.size() == READ_ACTIONS.size()
                    ? Sql.of("TRUE")
                    : Sql.of(
                            "read_action = ANY (?)",
                            actions.stream().map(Permission::wireName).toList());
            switch (reach) {
                case Reach.Everything() -> parts.add(new PageSql.Part(jobs, about));
                case Reach.Some(var some)
                when some.size() <= ONE_BY_ONE_MAX ->
                    some.forEach(organization -> parts.add(new PageSql.Part(
                            jobs,
                            Sql.of("organization_id = ?", organization.value()).and(about))));
                case Reach.Some(var some) -> {
                    List<UUID> ids = some.stream().map(OrganizationId::value).toList();
                    parts.add(new PageSql.Part(
                            jobs, Sql.of("organization_id = ANY (?)", ids).and(about)));
                }
            }
        });
        return parts;
    }

    static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getBoolean(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getInt(7),
                Objects.requireNonNull(TargetKind.named(row.getString(8))),
                row.getObject(9, UUID.class),
                row.getString(10),
                row.getObject(11, UUID.class),
                row.getString(12),
                row.getObject(13, UUID.class),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getObject(17, UUID.class),
                row.getString(18),
                row.getObject(19, UUID.class),
                row.getString(20),
                row.getObject(21, UUID.class),
                row.getObject(22, UUID.class),
                row.getString(23),
                planned(row),
                JobStatus.named(row.getString(25)),
                Objects.requireNonNull(JobRows.instant(row, 26)),
                JobRows.instant(row, 27),
                JobRows.instant(row, 28),
                row.getString(29),
                row.getString(30),
                row.getObject(31, UUID.class));
    }

    /** When a job is to run, as far as that is known. */
    private static @Nullable Instant planned(ResultSet row) throws SQLException {
        Instant planned = JobRows.instant(row, 24);
        return Schedule.NOT_YET.equals(planned) ? null : planned;
    }

    /** One job with what it was given and has told, or null. */
    @Nullable
    static Whole whole(Database database, Reach reach, OrganizationId organization, UUID block, UUID job) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + ", input, secret_input, output FROM command_jobs"
                        + " WHERE organization_id = ? AND id = ? AND block_id = ?",
                row -> new Whole(read(row), row.getString(32), row.getString(33), row.getString(34)),
                organization.value(),
                job,
                block);
    }

    /** A job as it is kept. */
    record Whole(Job job, String input, @Nullable String secrets, String output) {}
}
