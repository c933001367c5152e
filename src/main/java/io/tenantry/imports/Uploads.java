package io.tenantry.imports;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.imports.internal.Sketching;
import io.tenantry.imports.internal.UploadRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Files that wait to be imported until somebody has looked at what their columns mean. Any node can go on with them, so they lie in
 * the database: encrypted, for an hour, and for whoever sent them alone.
 */
@Component
public class Uploads {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int NAME_MAX = 200;
    private static final int BUFFER_SIZE = 1 << 16;

    private final Access access;
    private final Imports imports;
    private final UploadRows rows;
    private final ImportSettings settings;

    Uploads(Access access, Imports imports, UploadRows rows, ImportSettings settings) {
        this.access = access;
        this.imports = imports;
        this.rows = rows;
        this.settings = settings;
    }

    /** The names of the fields that columns can hold. */
    public static List<String> fields() {
        return Sketching.fields();
    }

    /**
     * Takes a file as it comes, never holding more than a part of it.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (MALFORMED) when it is empty, (TOO_LARGE) when it is larger than the
     *     hub takes
     */
    public Upload keep(Caller caller, OrganizationId organization, String name, InputStream file) throws IOException {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        Upload begun =
                new Upload(organization, Ids.next(), name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name, 0);
        rows.begin(reach, begun, sender(caller));
        try {
            long size;
            try (OutputStream parts = new GZIPOutputStream(rows.parts(reach, begun), BUFFER_SIZE)) {
                size = copy(file, parts);
            }
            Refusal.unless(size > 0, Refusal.Reason.MALFORMED, "The file is empty", "file");
            rows.end(reach, begun, size);
            return new Upload(organization, begun.id(), begun.name(), size);
        } catch (IOException | RuntimeException failure) {
            rows.forget(reach, begun);
            throw failure;
        }
    }

    private long copy(InputStream file, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long size = 0;
        int read;
        while ((read = file.read(buffer)) >= 0) {
            size += read;
            settings.requireBearable(size);
            out.write(buffer, 0, read);
        }
        return size;
    }

    /**
     * A file that the caller sent within the last hour.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (NOT_FOUND)
     */
    public Upload get(Caller caller, OrganizationId organization, UUID id) {
        return found(access.require(caller, Permission.USER_WRITE, organization), caller, organization, id);
    }

    /**
     * Looks at the beginning of a file.
     *
     * @param meanings what its columns hold, by their headings, an empty text to leave one out; null to go by the headings
     */
    public Sketch sketch(Caller caller, Upload upload, @Nullable Map<String, String> meanings, boolean onlyFailed)
            throws IOException {
        Reach reach = access.require(caller, Permission.USER_WRITE, upload.organization());
        try (InputStream file = rows.open(reach, upload)) {
            return Sketching.of(file, meanings, onlyFailed);
        }
    }

    /**
     * Imports a file, which is kept no longer then.
     *
     * @throws Refusal like {@link Imports#start}
     */
    public Import start(Caller caller, Upload upload, Map<String, String> meanings, boolean onlyFailed, boolean dryRun)
            throws IOException {
        Reach reach = access.require(caller, Permission.USER_WRITE, upload.organization());
        String mapping;
        try (InputStream file = rows.open(reach, upload)) {
            mapping = Sketching.mapping(file, meanings);
        }
        Import started;
        try (InputStream file = rows.open(reach, upload)) {
            started = imports.start(
                    caller, upload.organization(), file, new Imports.Reading(mapping, onlyFailed), dryRun);
        }
        rows.forget(reach, upload);
        return started;
    }

    /** Forgets the files that nobody went on with. */
    public void forgetOld() {
        rows.forgetOlderThan(KEPT);
    }

    private Upload found(Reach reach, Caller caller, OrganizationId organization, UUID id) {
        Upload upload = rows.find(reach, organization, id, sender(caller), KEPT);
        if (upload == null) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "This file is not kept any more, which it is for an hour. Send it again");
        }
        return upload;
    }

    private static UUID sender(Caller caller) {
        UUID id = caller.actor().id();
        if (id == null) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "Sign in first");
        }
        return id;
    }
}
