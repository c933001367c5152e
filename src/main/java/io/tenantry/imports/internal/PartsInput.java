package io.tenantry.imports.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The parts of a file one after the other, each read when it is needed. */
final class PartsInput extends InputStream {
    private final IntFunction<byte @Nullable []> parts;
    private InputStream part = InputStream.nullInputStream();
    private int next;

    /** @param parts the part of a number, the first of which is 0; null behind the last */
    PartsInput(IntFunction<byte @Nullable []> parts) {
        this.parts = parts;
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
        byte[] content = parts.apply(next);
        if (content == null) {
            return -1;
        }
        next++;
        part = new ByteArrayInputStream(content);
        return part.read(buffer, offset, length);
    }
}
