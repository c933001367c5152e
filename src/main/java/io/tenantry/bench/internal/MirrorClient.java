package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Connects organizations of one hub to those of another, which stand in for Microsoft tenants, and brings mirrors up to date. */
final class MirrorClient implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PAGES = Pattern.compile("\"pages\"\\s*:\\s*(\\d+)");
    private static final int PAUSE_MILLIS = 20;
    private static final int FORBIDDEN = 403;

    private final HttpLink link;

    MirrorClient(URI hub, SignIn signIn) throws IOException, InterruptedException {
        link = new HttpLink(hub, signIn.asPartner().token(hub));
    }

    /** Connects an organization; false when the hub may not call the other. */
    boolean connect(UUID mirror, UUID tenant, URI emulator, SignIn there) throws IOException {
        String base = emulator.toString().replaceAll("/$", "");
        String body = """
                {"kind": "microsoft", "tenantId": "%s", "clientId": "%s", "secret": "%s", "syncMinutes": 0, "loginUrl": "%s",
                 "graphUrl": "%s/graph/v1/organizations/%s/v1.0",
                 "partnerCenterUrl": "%s/partnercenter/v1/partners/%s/organizations/%s/v1.0",
                 "exchangeUrl": "%s/adminapi/beta"}""".formatted(
                        tenant,
                        there.asPartner().clientId(),
                        there.asPartner().secret(),
                        base,
                        base,
                        tenant,
                        base,
                        there.partner(),
                        tenant,
                        base);
        int status = link.post(path(mirror), body);
        if (status != 201 && status != FORBIDDEN) {
            throw new IOException("The hub answered " + status + " to a connection: " + link.body());
        }
        return status == 201;
    }

    /** Begins to bring a mirror up to date; the path of the run. */
    String begin(UUID mirror) throws IOException {
        String path = path(mirror) + "/microsoft";
        int status = link.post(path + "/sync", "{}");
        if (status != 202) {
            throw new IOException("The hub answered " + status + " to a reading: " + link.body());
        }
        return path + "/runs/" + link.first(ID);
    }

    /** Waits until the run has read so many pages; false when it was over before. */
    boolean await(String run, int pages) throws IOException, InterruptedException {
        do {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            if (link.get(run) != 200) {
                throw new IOException("The hub does not tell of a reading: " + link.body());
            }
            if (Integer.parseInt(link.first(PAGES)) >= pages
                    && link.first(STATE).equals("running")) {
                return true;
            }
        } while (link.first(STATE).equals("running"));
        if (!link.first(STATE).equals("done")) {
            throw new IOException("The mirror could not be read: " + link.body());
        }
        return false;
    }

    /** Brings a mirror up to date. */
    void sync(UUID mirror) throws IOException, InterruptedException {
        await(begin(mirror), Integer.MAX_VALUE);
    }

    private static String path(UUID mirror) {
        return "/api/v1/organizations/" + mirror + "/connections";
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
