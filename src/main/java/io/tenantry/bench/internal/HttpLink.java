package io.tenantry.bench.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kept-alive HTTP/1.1 connection of a client that takes next to nothing of the machine it shares with the hub: it writes
 * prepared bytes and reads the answer into one buffer.
 */
public final class HttpLink implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 60_000;

    /** A hub closes connections that are not used for longer. */
    private static final long IDLE_NANOS = 5_000_000_000L;

    private final URI hub;
    private final String headers;
    private Socket socket;
    private InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    /** Where in the buffer the next byte to look at stands, and where what was read ends. */
    private int at;

    private int filled;
    private byte[] body = new byte[BUFFER];
    private int length;
    private long used = System.nanoTime();

    /** Connects; every request will carry the token. */
    public HttpLink(URI hub, String token) throws IOException {
        this("Bearer " + token, hub);
    }

    /** Connects; every request will carry this header {@code Authorization}. */
    static HttpLink authorized(URI hub, String authorization) throws IOException {
        return new HttpLink(authorization, hub);
    }

    private HttpLink(String authorization, URI hub) throws IOException {
        this.hub = hub;
        headers = " HTTP/1.1\r\nHost: " + hub.getHost() + ":" + hub.getPort() + "\r\nAuthorization: " + authorization
                + "\r\nAccept: application/json\r\n";
        socket = connect();
        in = socket.getInputStream();
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.connect(new InetSocketAddress(hub.getHost(), hub.getPort()), TIMEOUT_MILLIS);
        return fresh;
    }

    /** Asks for a path and returns the status. */
    public int get(String path) throws IOException {
        return exchange("GET " + path + headers + "\r\n");
    }

    /** Asks for a path with one more line of header, and returns the status. */
    int get(String path, String header) throws IOException {
        return exchange("GET " + path + headers + header + "\r\n\r\n");
    }

    /** Sends JSON to a path and returns the status. */
    public int post(String path, String json) throws IOException {
        return post(path, "application/json", json);
    }

    /** Sends JSON, or nothing where the text is empty, by any method. */
    int send(String method, String path, String json) throws IOException {
        String type = json.isEmpty() ? "" : "Content-Type: application/json\r\n";
        return exchange(method + " " + path + headers + type + "Content-Length: " + json.length() + "\r\n\r\n" + json);
    }

    public int post(String path, String type, String content) throws IOException {
        return send("POST ", path, type, content);
    }

    /** Sends a change of what is at a path, and returns the status. */
    int patch(String path, String type, String content) throws IOException {
        return send("PATCH ", path, type, content);
    }

    private int send(String method, String path, String type, String content) throws IOException {
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        return exchange(method + path + headers + "Content-Type: " + type + "\r\nContent-Length: " + bytes + "\r\n\r\n"
                + content);
    }

    /** The body of the last answer. */
    public String body() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    /** Gives up unless the last answer had the status that it should have. */
    void require(int expected, int status) throws IOException {
        if (status != expected) {
            throw new IOException("The hub answered " + status + ": " + body());
        }
    }

    /** What the pattern's group holds where it is first found in the last answer. */
    String first(Pattern pattern) throws IOException {
        String text = body();
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("The hub's answer is unknown: " + text);
        }
        return matcher.group(1);
    }

    private int exchange(String request) throws IOException {
        if (System.nanoTime() - used > IDLE_NANOS) {
            reconnect();
        }
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        int announced = 0;
        boolean chunked = false;
        boolean closing = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (names(header, "content-length:")) {
                announced = Integer.parseInt(header.substring(15).strip());
            } else if (names(header, "transfer-encoding:")) {
                chunked = header.contains("chunked");
            } else if (names(header, "connection:")) {
                closing = header.contains("close");
            }
        }
        length = 0;
        if (chunked) {
            readChunks();
        } else {
            read(announced);
        }
        if (closing) {
            reconnect();
        }
        used = System.nanoTime();
        return status;
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect();
        in = socket.getInputStream();
        at = 0;
        filled = 0;
    }

    private void readChunks() throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            read(size);
            line();
        }
        line();
    }

    private void read(int count) throws IOException {
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.max(length + count, 2 * body.length));
        }
        int here = Math.min(count, filled - at);
        System.arraycopy(buffer, at, body, length, here);
        at += here;
        if (in.readNBytes(body, length + here, count - here) < count - here) {
            throw new EOFException("The hub closed the connection in the middle of an answer");
        }
        length += count;
    }

    private static boolean names(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length());
    }

    private String line() throws IOException {
        int from = at;
        for (int next = at; ; next++) {
            if (next == filled) {
                next -= from;
                from = 0;
                fill();
            }
            if (buffer[next] == '\n') {
                at = next + 1;
                return new String(buffer, from, next - from, StandardCharsets.ISO_8859_1).stripTrailing();
            }
        }
    }

    /** Reads more behind what has not been looked at, which moves to the front of the buffer. */
    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("The hub closed the connection");
        }
        filled += count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
