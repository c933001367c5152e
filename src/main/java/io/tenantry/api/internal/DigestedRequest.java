package io.tenantry.api.internal;

import io.tenantry.platform.web.WatchedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A request that notes what is read of it, without keeping it. */
final class DigestedRequest extends WatchedBody {
    private final MessageDigest digest;

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
    protected void watch(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }
}
