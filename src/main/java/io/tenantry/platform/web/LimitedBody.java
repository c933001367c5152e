package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal.Reason;
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

/** A request whose body may be no longer, and take no longer to arrive, than is allowed. */
final class LimitedBody extends HttpServletRequestWrapper {
    private final long limit;
    private final Deadlines.Running running;
    private @Nullable ServletInputStream stream;

    LimitedBody(HttpServletRequest request, long limit, Deadlines.Running running) {
        super(request);
        this.limit = limit;
        this.running = running;
    }

    static Failure tooLarge(long limit) {
        return new Failure(413, Reason.TOO_LARGE, "The body is longer than the " + limit + " bytes allowed here");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String named = getCharacterEncoding();
        Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream inside;
        private long count;

        private Counted(ServletInputStream inside) {
            this.inside = inside;
        }

        @Override
        public int read() throws IOException {
            int read = inside.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = inside.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) {
            count += more;
            if (count > limit) {
                throw new RequestFailed(tooLarge(limit));
            }
            if (running.isDue()) {
                throw new RequestFailed(new Failure(408, Reason.MALFORMED, "The body took too long to arrive"));
            }
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

        @Override
        public void close() throws IOException {
            inside.close();
        }
    }
}
