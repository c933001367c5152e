package io.tenantry.microsoft;

import io.tenantry.TestPostgres;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The benchmark's made tenant, in the databases of tests. */
public final class MadeTenant {
    public static final UUID E3 = io.tenantry.bench.internal.MadeTenant.PRODUCT;

    private MadeTenant() {}

    public static void fill(DatabaseLocation where, OrganizationId organization, int people) {
        at(where, owner -> {
            io.tenantry.bench.internal.MadeTenant.fill(owner, organization.value(), people);
            return true;
        });
    }

    /** About five hundred changes of every kind; how many. */
    public static int change(DatabaseLocation where, OrganizationId organization) {
        return at(where, owner -> io.tenantry.bench.internal.MadeTenant.change(owner, organization.value()));
    }

    /** Everything that a mirror has to show, one line a kind of thing with how many there are. */
    public static String told(DatabaseLocation where, OrganizationId organization) {
        Map<String, Map<String, List<String>>> told =
                at(where, owner -> io.tenantry.bench.internal.MadeTenant.told(owner, organization.value()));
        List<String> lines = new ArrayList<>();
        told.forEach((kind, things) ->
                lines.add(kind + " " + things.size() + " " + Integer.toHexString(new TreeMap<>(things).hashCode())));
        return String.join("\n", lines);
    }

    public static void run(DatabaseLocation where, String sql, @Nullable Object... values) {
        at(where, connection -> {
            try (PreparedStatement statement = prepared(connection, sql, values)) {
                return statement.execute();
            }
        });
    }

    /** The first column of the first row as a text. */
    public static String ask(DatabaseLocation where, String sql, Object... values) {
        return at(where, connection -> {
            try (PreparedStatement statement = prepared(connection, sql, values);
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        return statement;
    }

    private static <T> T at(DatabaseLocation where, Work<T> work) {
        try (Connection connection = TestPostgres.connect(where)) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
