package io.tenantry.estate.internal;

import io.tenantry.access.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code setup_codes}, as its owner sees it: nobody else does. */
public final class SetupCodeRows {
    private SetupCodeRows() {}

    public static void insert(Connection owner, String code) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement("INSERT INTO setup_codes (code_hash) VALUES (?)")) {
            insert.setString(1, Secrets.hash(code));
            insert.executeUpdate();
        }
    }

    /** Compares with each in a time that tells nothing. */
    public static boolean isThere(Connection owner, String code) throws SQLException {
        boolean isThere = false;
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SELECT code_hash FROM setup_codes")) {
            while (rows.next()) {
                isThere |= Secrets.matches(code, rows.getString(1));
            }
        }
        return isThere;
    }

    public static void deleteAll(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.executeUpdate("DELETE FROM setup_codes");
        }
    }
}
