package io.tenantry.api.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A request that notes what is read of it, without keeping it: bodies may be large files. */
final class DigestedRequest extends HttpServletRequestWrapper {
    private final MessageDigest digest;
    private @Nullable ServletInputStream stream;

    DigestedRequest(HttpServletRequest request) {
        super(request);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        String query = request.getQueryString();
        String line = request.getMethod() + ' ' + request.getRequestURI() + '?' + (query == null ? "" : query) + '\n';
        digest.update(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Method, address and body in short, the same for the same request. Reads to the end what nobody has read. */
    String digest() throws IOException {
        getInputStream().transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Noted(super.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String named = getCharacterEncoding();
        Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Noted extends ServletInputStream {
        private final ServletInputStream inside;

        private Noted(ServletInputStream inside) {
            this.inside = inside;
        }

        @Override
        public int read() throws IOException {
            int read = inside.read();
            if (read >= 0) {
                digest.update((byte) read);
            }
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = inside.read(into, offset, length);
            if (read > 0) {
                digest.update(into, offset, read);
            }
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

        /** Left open: what follows the part that the handler wanted belongs to the request too. */
        @Override
        public void close() {}
    }
}
