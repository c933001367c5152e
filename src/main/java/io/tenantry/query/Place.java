package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a walk stands, as it travels in a token: the row to go on after, and how many rows are still wanted. */
record Place(@Nullable Cursor cursor, long wanted) {
    static final long ALL = -1;

    byte[] write() {
        if (cursor == null) {
            throw new IllegalStateException("A token goes on after a row");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(wanted);
            for (Object value : cursor.values()) {
                out.writeBoolean(value != null);
                if (value != null) {
                    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #write} wrote for the same order; the signature has already vouched for that. */
    static Place read(byte[] bytes, List<Order> order) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long wanted = in.readLong();
            List<@Nullable Object> values = new ArrayList<>();
            for (Order next : order) {
                values.add(in.readBoolean() ? value(next.field().type(), in) : null);
            }
            return new Place(new Cursor(values), wanted);
        } catch (IOException shorterThanWritten) {
            throw new UncheckedIOException(shorterThanWritten);
        }
    }

    private static Object value(Field.Type type, DataInputStream in) throws IOException {
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        return switch (type) {
            case TEXT -> text;
            case NUMBER -> new BigDecimal(text);
            case FLAG -> Boolean.valueOf(text);
            case INSTANT -> Instant.parse(text);
            case UUID -> UUID.fromString(text);
        };
    }
}
