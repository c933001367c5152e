package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.Delivery;
import io.tenantry.events.EventType;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code webhook_deliveries}, as those who look at the log see it. */
@Component
public class LogRows {
    /** By which the newest come first. */
    public static final Field NUMBER = Field.number("number", "d.number").required();

    /** What the log can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "d.id"),
            NUMBER,
            Field.uuid("eventId", "d.event_id").required().notSortable(),
            Field.text("type", "d.type").required().notSortable(),
            Field.word(
                            "state",
                            "d.state",
                            Arrays.stream(Delivery.State.values())
                                    .map(Delivery.State::stored)
                                    .toList())
                    .required()
                    .notSortable(),
            Field.text("origin", "d.origin").required().notSortable(),
            Field.text("objectId", "d.object_id").identifying().required().notSortable(),
            Field.number("tries", "d.tries").required().notSortable(),
            Field.number("status", "d.status").notSortable(),
            Field.instant("createdAt", "d.created_at").required().notSortable());

    private static final String COLUMNS = """
            d.webhook_id, d.number, d.event_id, d.event_organization_id, d.type, d.object_id, d.origin, d.state, d.tries,
            CASE WHEN d.state = 'waiting' THEN d.next_try_at END, d.give_up_at, d.status, d.millis, d.problem, d.attempts::text,
            d.created_at, d.finished_at, d.id""";
    private static final String FROM = "webhook_deliveries d";

    private final Database database;

    public LogRows(Database database) {
        this.database = database;
    }

    public Page<Delivery> list(Reach reach, OrganizationId organization, UUID webhook, ListQuery query) {
        Sql base = Sql.of("d.organization_id = ? AND d.webhook_id = ?", organization.value(), webhook);
        return new PagedTable<>(FROM, COLUMNS, LogRows::read).page(database, reach, query, base);
    }

    public @Nullable Delivery find(Reach reach, OrganizationId organization, UUID webhook, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM " + FROM
                        + " WHERE d.organization_id = ? AND d.webhook_id = ? AND d.id = ?",
                LogRows::read,
                organization.value(),
                webhook,
                id);
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject(1, UUID.class),
                row.getObject(18, UUID.class),
                row.getLong(2),
                row.getObject(3, UUID.class),
                new OrganizationId(row.getObject(4, UUID.class)),
                EventType.named(row.getString(5)),
                row.getString(6),
                Delivery.Origin.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                Delivery.State.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
                row.getInt(9),
                Moments.orNull(row, 10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getObject(12, Integer.class),
                row.getObject(13, Integer.class),
                row.getString(14),
                attempts(row.getString(15)),
                row.getObject(16, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 17));
    }

    private static List<Delivery.Attempt> attempts(String written) {
        List<Delivery.Attempt> attempts = new ArrayList<>();
        for (JsonNode each : JsonMapper.shared().readTree(written)) {
            attempts.add(new Delivery.Attempt(
                    Instant.parse(each.path("at").asString()),
                    each.path("status").isNumber() ? each.path("status").asInt() : null,
                    each.path("millis").asInt(),
                    each.path("problem").isString() ? each.path("problem").asString() : null));
        }
        return attempts;
    }
}
