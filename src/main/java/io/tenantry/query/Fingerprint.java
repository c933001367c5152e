package io.tenantry.query;

import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who asks which question, in a few bytes: the same on every node and after every restart. */
record Fingerprint(String hex) {
    static Fingerprint of(ListRequest request, String caller) {
        Writer writer = new Writer();
        writer.write(caller);
        writer.write(request.resource());
        writer.write(request.filter());
        writer.write(request.search());
        for (Order order : request.order()) {
            writer.write(ConditionSql.key(order.field()));
            writer.write(order.descending() + " " + order.nullsFirst() + " "
                    + order.field().type());
        }
        return new Fingerprint(HexFormat.of().formatHex(writer.digest.digest()));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Every piece is preceded by its length, so that two questions never run into the same bytes. */
    private static final class Writer {
        private final MessageDigest digest;

        Writer() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }

        void write(@Nullable String piece) {
            byte[] bytes = piece == null ? new byte[0] : piece.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(piece == null ? -1 : bytes.length)
                    .array());
            digest.update(bytes);
        }

        void write(Condition condition) {
            switch (condition) {
                case All() -> write("all");
                case And(List<Condition> all) -> writeParts("and", all);
                case Or(List<Condition> any) -> writeParts("or", any);
                case Not(Condition inner) -> writeParts("not", List.of(inner));
                case Missing(Field field) -> {
                    write("missing");
                    write(field.column());
                }
                case Compare(Field field, Operator operator, Object value) -> {
                    write(operator.name());
                    write(field.column());
                    write(value.toString());
                }
                case Some(Several several, Condition element) -> {
                    writeParts("some", List.of(element));
                    write(several.rows().text());
                }
                case In(Field field, List<Object> values) -> {
                    write("in " + values.size());
                    write(field.column());
                    values.forEach(value -> write(value.toString()));
                }
            }
        }

        private void writeParts(String word, List<Condition> parts) {
            write(word + " " + parts.size());
            parts.forEach(this::write);
        }
    }
}
