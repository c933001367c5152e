package io.tenantry.platform.outbound;

import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls addresses that administrators of organizations have chosen. Each connection goes to an address that was looked at a moment
 * before, no redirect is followed, and no answer is waited for longer than is set.
 */
public final class OutboundClient implements AutoCloseable {
    private static final int URL_LONGEST = 2_048;

    private final Outbound outbound;
    private final String whose;
    private final CloseableHttpClient http;

    /**
     * How much is asked at once, and how long is waited.
     *
     * @param connections in all
     * @param each to one host
     */
    public record Limits(Duration connect, Duration answer, int connections, int each) {}

    /**
     * A client for one purpose.
     *
     * @param whose what is called, for refusals: {@code receiver}
     * @param agent what the client calls itself
     */
    public OutboundClient(Outbound outbound, String whose, String agent, Limits limits) {
        this.outbound = outbound;
        this.whose = whose;
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connect()))
                .setSocketTimeout(Timeout.of(limits.answer()))
                .setTimeToLive(Timeout.ofMinutes(1))
                .build();
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Checked(outbound))
                        .setDefaultConnectionConfig(connections)
                        .setMaxConnTotal(limits.connections())
                        .setMaxConnPerRoute(limits.each())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.answer()))
                        .setConnectionRequestTimeout(Timeout.of(limits.answer()))
                        .build())
                .setUserAgent(agent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Looks at every address at the moment of connecting, and gives no other to connect to. */
    private record Checked(Outbound outbound) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return outbound.resolveAll(host);
            } catch (Refusal refusal) {
                UnknownHostException refused = new UnknownHostException(refusal.getMessage());
                refused.initCause(refusal);
                throw refused;
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Sends a request. Whoever asks reads of the answer what he wants and closes it. */
    public ClassicHttpResponse open(HttpUriRequestBase request) throws IOException, URISyntaxException {
        return http.executeOpen(HttpHost.create(request.getUri()), request, null);
    }

    /**
     * Checks an address that somebody wants to be called. A host that has no address now may have one later.
     *
     * @throws Refusal (MALFORMED) when it is none, (NOT_PERMITTED) when the hub must not connect there
     */
    public void check(String url) {
        URI uri = parsed(url);
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(bare(uri.getHost()));
        } catch (UnknownHostException unknown) {
            requireSecure(isSecure(uri));
            return;
        }
        for (InetAddress address : all) {
            Refusal.unless(
                    outbound.isAllowed(address),
                    Refusal.Reason.NOT_PERMITTED,
                    "The " + whose + " lies in a network that is not public; the operator allows such in "
                            + outbound.setting(),
                    "url");
            requireSecure(isSecure(uri) || outbound.isNamed(address));
        }
    }

    private void requireSecure(boolean isSecure) {
        Refusal.unless(isSecure, Refusal.Reason.MALFORMED, "A " + whose + " is called over https", "url");
    }

    private URI parsed(String url) {
        try {
            URI uri = new URI(url);
            boolean isAddress = url.length() <= URL_LONGEST
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
            Refusal.unless(
                    isAddress,
                    Refusal.Reason.MALFORMED,
                    "The address of a " + whose + " is an https URL without a name, password or fragment",
                    "url");
            return uri;
        } catch (URISyntaxException none) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The address of a " + whose + " is an https URL", "url");
        }
    }

    private static boolean isSecure(URI uri) {
        return "https".equals(uri.getScheme());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
