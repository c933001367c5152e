package io.tenantry.query;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a page has, and in which versions: their ids, each followed by the transaction that wrote the row. PostgreSQL puts
 * them together into one value, which costs far less than to read the rows.
 */
public final class RowVersions {
    /** The columns of a page whose versions are asked for: its ids as {@code id}, and these. */
    public static final String COLUMN = "xmin AS row_version";

    private final byte[] bytes;

    private RowVersions(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What reads the versions of a page that has {@link #COLUMN} and a column {@code id}. */
    public static Sql of(PageSql page) {
        return Sql.of("SELECT string_agg(uuid_send(id) || xidsend(row_version), NULL) FROM (")
                .followedBy(page.sql())
                .followedBy(") page");
    }

    /** Reads what {@link #of} has found. */
    public static RowVersions read(ResultSet row) throws SQLException {
        return new RowVersions(Objects.requireNonNullElse(row.getBytes(1), new byte[0]));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowVersions versions && Arrays.equals(bytes, versions.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Puts the versions of a page together while its rows are read. */
    public static final class Writing {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream all = new DataOutputStream(bytes);

        /** Adds one row. */
        public void add(UUID id, long version) {
            try {
                all.writeLong(id.getMostSignificantBits());
                all.writeLong(id.getLeastSignificantBits());
                all.writeInt((int) version);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        public RowVersions all() {
            return new RowVersions(bytes.toByteArray());
        }
    }
}
