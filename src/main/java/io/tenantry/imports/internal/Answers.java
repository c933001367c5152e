package io.tenantry.imports.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the database answered about each staged row, in the order of the file. Kept in a file of its own, so that the transaction is
 * over before the result is written and a million answers need no memory.
 */
final class Answers implements Closeable {
    private final DataInputStream in;

    Answers(Path path) throws IOException {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
    }

    record Answer(long line, RowResult result, String reason) {}

    /** The next answer, or null after the last. */
    @Nullable
    Answer next() throws IOException {
        long line;
        try {
            line = in.readLong();
        } catch (EOFException _) {
            return null;
        }
        return new Answer(line, RowResult.valueOf(in.readUTF()), in.readUTF());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Writes the answers that {@link Answers} reads. */
    static final class Sheet implements Closeable {
        private final DataOutputStream out;

        Sheet(Path path) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
        }

        void add(Answer answer) throws IOException {
            out.writeLong(answer.line);
            out.writeUTF(answer.result.name());
            out.writeUTF(answer.reason);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
