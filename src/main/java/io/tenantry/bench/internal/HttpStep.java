package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.util.SplittableRandom;

/** A call of the hub over a connection of its own. */
final class HttpStep implements Step {
    private final HttpLink link;
    private final Call call;
    private final SplittableRandom dice;

    private HttpStep(HttpLink link, Call call, SplittableRandom dice) {
        this.link = link;
        this.call = call;
        this.dice = dice;
    }

    static Step.Opening opening(URI hub, String token, Call call) {
        return client -> new HttpStep(new HttpLink(hub, token), call, new SplittableRandom(1_000L + client));
    }

    /** Likewise, for clients that identify themselves otherwise than by a token. */
    static Step.Opening openingAs(URI hub, String authorization, Call call) {
        return client ->
                new HttpStep(HttpLink.authorized(hub, authorization), call, new SplittableRandom(1_000L + client));
    }

    @Override
    public void once() throws IOException {
        int status = call.send(link, dice);
        if (status < 200 || status > 299) {
            throw new IOException("The hub answered " + status + ": " + link.body());
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }

    /** Sends one request and tells the status of its answer. */
    @FunctionalInterface
    interface Call {
        int send(HttpLink link, SplittableRandom dice) throws IOException;
    }
}
