package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.imports.Upload;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code import_uploads} and {@code import_upload_parts}: compressed and encrypted files, in parts that fit into memory. */
@Component
public class UploadRows {
    private static final int PART_SIZE = 1 << 19;

    private final Database database;
    private final MasterKey key;

    UploadRows(Database database, MasterKey key) {
        this.database = database;
        this.key = key;
    }

    public void begin(Reach reach, Upload upload, UUID sender) {
        database.run(
                reach,
                "INSERT INTO import_uploads (organization_id, id, sent_by, name) VALUES (?, ?, ?, ?)",
                upload.organization().value(),
                upload.id(),
                sender,
                upload.name());
    }

    public void end(Reach reach, Upload upload, long size) {
        database.run(
                reach,
                "UPDATE import_uploads SET size = ? WHERE organization_id = ? AND id = ?",
                size,
                upload.organization().value(),
                upload.id());
    }

    /** Takes the compressed file. */
    public OutputStream parts(Reach reach, Upload upload) {
        return new Parts(reach, upload);
    }

    public @Nullable Upload find(Reach reach, OrganizationId organization, UUID id, UUID sender, Duration kept) {
        return database.first(
                reach,
                """
                SELECT name, size FROM import_uploads
                WHERE organization_id = ? AND id = ? AND sent_by = ? AND size IS NOT NULL
                  AND created_at > clock_timestamp() - make_interval(secs => ?)
                """,
                row -> new Upload(organization, id, row.getString(1), row.getLong(2)),
                organization.value(),
                id,
                sender,
                kept.toSeconds());
    }

    /** The file as it came. */
    public InputStream open(Reach reach, Upload upload) throws IOException {
        return new GZIPInputStream(new PartsInput(number -> part(reach, upload, number)), PART_SIZE);
    }

    public void forget(Reach reach, Upload upload) {
        database.run(
                reach,
                "DELETE FROM import_uploads WHERE organization_id = ? AND id = ?",
                upload.organization().value(),
                upload.id());
    }

    public void forgetOlderThan(Duration kept) {
        database.run(
                new Reach.Everything(),
                "DELETE FROM import_uploads WHERE created_at < clock_timestamp() - make_interval(secs => ?)",
                kept.toSeconds());
    }

    private byte @Nullable [] part(Reach reach, Upload upload, int number) {
        String content = database.first(
                reach,
                "SELECT content FROM import_upload_parts WHERE organization_id = ? AND upload_id = ? AND part = ?",
                row -> row.getString(1),
                upload.organization().value(),
                upload.id(),
                number);
        return content == null ? null : Base64.getDecoder().decode(key.decrypt(content));
    }

    /** Writes a part whenever it has enough for one. */
    private final class Parts extends OutputStream {
        private final Reach reach;
        private final Upload upload;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream(PART_SIZE);
        private int next;

        Parts(Reach reach, Upload upload) {
            this.reach = reach;
            this.upload = upload;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            held.write(bytes, offset, length);
            if (held.size() >= PART_SIZE) {
                store();
            }
        }

        @Override
        public void close() {
            if (held.size() > 0) {
                store();
            }
        }

        private void store() {
            database.run(
                    reach,
                    "INSERT INTO import_upload_parts (organization_id, upload_id, part, content) VALUES (?, ?, ?, ?)",
                    upload.organization().value(),
                    upload.id(),
                    next,
                    key.encrypt(Base64.getEncoder().encodeToString(held.toByteArray())));
            next++;
            held.reset();
        }
    }
}
