package io.tenantry.provisioning;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.outbound.Outbound;
import io.tenantry.provisioning.internal.ScimCalls;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Other systems that answer SCIM. Redirects are not followed, so that what lets the hub in goes nowhere else. */
@Component
public class ScimServers implements DisposableBean {
    private final ProvisioningSettings settings;
    private final Outbound outbound;
    private final InstantSource clock;
    private final HttpClient http;

    ScimServers(ProvisioningSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        outbound = settings.outbound();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Refuses an address that the hub must not ask.
     *
     * @throws Refusal (MALFORMED) when it is no https address, (PROVIDER_DOWN) when there is no such host, (NOT_PERMITTED) when it
     *     lies in a network that is not public
     */
    public void check(URI url) {
        String host = url.getHost();
        Refusal.unless(
                host != null && url.getUserInfo() == null && url.getFragment() == null,
                Refusal.Reason.MALFORMED,
                "The address must look like https://example.com/scim/v2",
                "url");
        InetAddress address = outbound.resolve(bare(String.valueOf(host)));
        Refusal.unless(
                "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && outbound.isNamed(address)),
                Refusal.Reason.MALFORMED,
                "Other systems are asked over https only",
                "url");
    }

    /** The server at an address, which a token lets the hub in to. */
    public ScimServer at(URI base, String token) {
        return at(base, new ScimCredential.Bearer(token));
    }

    /** The server at an address. */
    public ScimServer at(URI base, ScimCredential credential) {
        check(base);
        if (credential instanceof ScimCredential.Client client) {
            check(client.tokenUrl());
        }
        return new ScimServer(new ScimCalls(http, settings, clock, base, credential));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
