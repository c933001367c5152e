package io.tenantry.api.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response whose body is held back until somebody says send, or until it becomes too long to be held. */
final class HeldResponse extends HttpServletResponseWrapper {
    private final int longest;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ServletOutputStream stream = new Holding();
    private @Nullable PrintWriter writer;
    private boolean isTooLong;
    private boolean isError;

    HeldResponse(HttpServletResponse response, int longest) {
        super(response);
        this.longest = longest;
    }

    /** The whole body, or null when it was too long. */
    byte @Nullable [] body() {
        flushWriter();
        return isTooLong ? null : held.toByteArray();
    }

    /** Whether the answer is left to the container's error page. */
    boolean isError() {
        return isError;
    }

    /** Lets go what was held. */
    void send() throws IOException {
        flushWriter();
        if (!isTooLong && held.size() > 0) {
            held.writeTo(getResponse().getOutputStream());
        }
    }

    private void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            String named = getCharacterEncoding();
            Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
            writer = new PrintWriter(new OutputStreamWriter(stream, charset));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
        if (isTooLong) {
            super.flushBuffer();
        }
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        empty();
    }

    @Override
    public void reset() {
        super.reset();
        empty();
    }

    private void empty() {
        writer = null;
        held.reset();
    }

    @Override
    public void sendError(int status) throws IOException {
        isError = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        isError = true;
        super.sendError(status, message);
    }

    private final class Holding extends ServletOutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (!isTooLong && held.size() + (long) length > longest) {
                held.writeTo(getResponse().getOutputStream());
                held.reset();
                isTooLong = true;
            }
            if (isTooLong) {
                getResponse().getOutputStream().write(from, offset, length);
            } else {
                held.write(from, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (isTooLong) {
                getResponse().getOutputStream().flush();
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("What is held back cannot be written without waiting");
        }
    }
}
