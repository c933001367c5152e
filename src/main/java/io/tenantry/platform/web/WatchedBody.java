package io.tenantry.platform.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is watched while it is read. Nothing of it is kept: bodies may be large files. */
public abstract class WatchedBody extends HttpServletRequestWrapper {
    private @Nullable ServletInputStream stream;

    protected WatchedBody(HttpServletRequest request) {
        super(request);
    }

    /** What was read just now; of length 0 where the end was met. */
    protected abstract void watch(byte[] bytes, int offset, int length);

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Watched(super.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String named = getCharacterEncoding();
        Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Watched extends ServletInputStream {
        private final ServletInputStream inside;
        private final byte[] one = new byte[1];

        private Watched(ServletInputStream inside) {
            this.inside = inside;
        }

        @Override
        public int read() throws IOException {
            int read = inside.read();
            one[0] = (byte) read;
            watch(one, 0, read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = inside.read(into, offset, length);
            watch(into, offset, Math.max(read, 0));
            return read;
        }

        @Override
        public boolean isFinished() {
            return inside.isFinished();
        }

        @Override
        public boolean isReady() {
            return inside.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            inside.setReadListener(listener);
        }

        /** Left open for the container to close: what follows the part that the handler wanted belongs to the body too. */
        @Override
        public void close() {}
    }
}
