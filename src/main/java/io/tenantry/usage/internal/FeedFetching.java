package io.tenantry.usage.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.outbound.Outbound;
import io.tenantry.platform.outbound.OutboundClient;
import io.tenantry.usage.UsageSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Fetches the files of feeds from the addresses that organizations have named. */
@Component
public class FeedFetching implements DisposableBean {
    private static final int BYTES_MAX = 256 << 20;
    private static final int PIECE = 64 << 10;
    private static final int AT_ONCE = 16;
    private static final int AT_ONCE_EACH = 2;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final OutboundClient client;

    FeedFetching(UsageSettings settings) {
        client = new OutboundClient(
                new Outbound(settings.networks(), "tenantry.usage.networks"),
                "feed",
                "Tenantry-Feeds/1",
                new OutboundClient.Limits(CONNECT, SILENCE, AT_ONCE, AT_ONCE_EACH));
    }

    /** Refuses (MALFORMED, NOT_PERMITTED) what is no address or one where the hub must not connect to. */
    public void check(String url) {
        client.check(url);
    }

    /**
     * The file that is there now.
     *
     * @throws Refusal (PROVIDER_DOWN) when it does not come, (TOO_LARGE), or as {@link #check} does
     */
    public String fetch(String url) {
        check(url);
        HttpGet get = new HttpGet(url);
        get.setHeader("Accept", "text/csv, application/json;q=0.9, */*;q=0.1");
        try (ClassicHttpResponse answer = client.open(get)) {
            Refusal.unless(
                    answer.getCode() == 200 && answer.getEntity() != null,
                    Refusal.Reason.PROVIDER_DOWN,
                    "The feed's address answers " + answer.getCode());
            return whole(answer.getEntity().getContent());
        } catch (IOException | URISyntaxException failure) {
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The feed's address does not answer");
        }
    }

    /** A file that comes too slowly is given up, however steadily it comes. */
    private static String whole(InputStream content) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            file.write(piece, 0, read);
            Refusal.unless(
                    file.size() <= BYTES_MAX, Refusal.Reason.TOO_LARGE, "The feed's file is larger than 256 MiB");
            Refusal.unless(
                    System.nanoTime() - end < 0, Refusal.Reason.PROVIDER_DOWN, "The feed's file does not come in time");
        }
        return file.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
