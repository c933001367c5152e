package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.imports.Import;
import io.tenantry.platform.database.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code import_results}: result files, compressed, in parts that fit into memory. */
@Component
public class ImportResults {
    private static final int PART_SIZE = 1 << 20;

    private final Database database;

    ImportResults(Database database) {
        this.database = database;
    }

    /** Stores a file that is compressed already. */
    void store(Reach reach, Import finished, Path compressed) throws IOException {
        try (InputStream in = Files.newInputStream(compressed)) {
            int number = 0;
            for (byte[] part = in.readNBytes(PART_SIZE); part.length > 0; part = in.readNBytes(PART_SIZE)) {
                database.run(
                        reach,
                        "INSERT INTO import_results (organization_id, import_id, part, content) VALUES (?, ?, ?, ?)",
                        finished.organization().value(),
                        finished.id().value(),
                        number,
                        part);
                number++;
            }
        }
    }

    /** Writes the result file as it was before it was compressed. */
    public void send(Reach reach, Import finished, OutputStream out) throws IOException {
        try (InputStream in = new GZIPInputStream(new Parts(reach, finished))) {
            in.transferTo(out);
        }
    }

    private byte @Nullable [] part(Reach reach, Import finished, int number) {
        return database.first(
                reach,
                "SELECT content FROM import_results WHERE organization_id = ? AND import_id = ? AND part = ?",
                row -> row.getBytes(1),
                finished.organization().value(),
                finished.id().value(),
                number);
    }

    /** The parts one after the other, each read when it is needed. */
    private final class Parts extends InputStream {
        private final Reach reach;
        private final Import finished;
        private InputStream part = InputStream.nullInputStream();
        private int next;

        Parts(Reach reach, Import finished) {
            this.reach = reach;
            this.finished = finished;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = part.read(buffer, offset, length);
            if (read >= 0 || length == 0) {
                return read;
            }
            byte[] content = part(reach, finished, next);
            if (content == null) {
                return -1;
            }
            next++;
            part = new ByteArrayInputStream(content);
            return part.read(buffer, offset, length);
        }
    }
}
