package io.tenantry.microsoft.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Access tokens of tenants, from Microsoft's own library. It remembers them for Microsoft's hosts, but not for others; so they are
 * remembered here.
 */
@Component
class Tokens implements DisposableBean {
    private static final String HTTPS = "https://";
    private static final int TENANTS_MAX = 5_000;
    private static final Duration KEPT = Duration.ofHours(6);

    /** A token is not used any more when it has less time left than this. */
    private static final Duration TOO_SHORT = Duration.ofMinutes(2);

    private final Outgoing outgoing;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<Key, ConfidentialClientApplication> applications = Caffeine.newBuilder()
            .maximumSize(TENANTS_MAX)
            .expireAfterAccess(KEPT)
            .build();

    private final Cache<Wanted, Granted> granted = Caffeine.newBuilder()
            .maximumSize(2 * TENANTS_MAX)
            .expireAfterWrite(KEPT)
            .build();
    private final InstantSource clock;

    Tokens(Outgoing outgoing, InstantSource clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    private record Wanted(Key key, String scope) {}

    private record Granted(String token, Instant until) {}

    /** Which application of which tenant; with another version other settings. */
    private record Key(UUID organization, long version, int credential) {}

    /**
     * A token for the tenant's service.
     *
     * @param fresh ask for another than the one that is remembered
     * @throws Refusal (PROVIDER_CANNOT) when the credential is not accepted, (PROVIDER_DOWN) when there is no answer
     */
    String bearer(Tenant tenant, Service service, boolean fresh) {
        Key key = new Key(
                tenant.organization().value(),
                tenant.version(),
                tenant.credential().text().hashCode());
        Wanted wanted = new Wanted(key, service.scope(tenant));
        Granted known = fresh ? null : granted.getIfPresent(wanted);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.token();
        }
        ConfidentialClientApplication application = applications.get(key, missing -> application(tenant));
        ClientCredentialParameters parameters = ClientCredentialParameters.builder(Set.of(wanted.scope()))
                .skipCache(fresh)
                .build();
        try {
            IAuthenticationResult answer = application.acquireToken(parameters).get();
            Instant until = answer.expiresOnDate().toInstant().minus(TOO_SHORT);
            granted.put(wanted, new Granted(answer.accessToken(), until));
            return answer.accessToken();
        } catch (ExecutionException failure) {
            throw refusal(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft did not give a token in time");
        }
    }

    private ConfidentialClientApplication application(Tenant tenant) {
        String login = tenant.settings().loginUrl();
        // The library insists on https. A hub that stands in for Microsoft may speak plain http.
        boolean plain = login.startsWith("http://");
        String authority = plain ? HTTPS + login.substring("http://".length()) : login;
        try {
            return ConfidentialClientApplication.builder(tenant.settings().clientId(), credential(tenant))
                    .authority(authority + "/" + tenant.settings().tenantId() + "/")
                    .instanceDiscovery(false)
                    .validateAuthority(false)
                    .executorService(threads)
                    .httpClient(new Over(outgoing, plain))
                    .build();
        } catch (MalformedURLException malformed) {
            throw new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT, "The connection's address for tokens is none", "loginUrl");
        }
    }

    private static IClientCredential credential(Tenant tenant) {
        String text = tenant.credential().text();
        return switch (tenant.credential().kind()) {
            case SECRET -> ClientCredentialFactory.createFromSecret(text);
            case CERTIFICATE -> {
                Pem pem = Pem.read(text);
                yield ClientCredentialFactory.createFromCertificate(pem.key(), pem.certificate());
            }
        };
    }

    private static Refusal refusal(@Nullable Throwable cause) {
        if (cause instanceof MsalServiceException said && isRefused(said)) {
            return new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT,
                    "Microsoft gives the application no token: " + said.errorCode() + " " + said.getMessage());
        }
        return new Refusal(
                Refusal.Reason.PROVIDER_DOWN,
                "Microsoft gives no token: " + (cause == null ? "no reason is told" : cause.getMessage()));
    }

    /** Where the answer is not in Microsoft's usual form, the library tells its status in words only. */
    private static boolean isRefused(MsalServiceException said) {
        Integer status = said.statusCode();
        return status == null
                ? String.valueOf(said.getMessage()).contains("status code: 4")
                : status >= 400 && status < 500;
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** The library's requests over the same client as all others. */
    private record Over(Outgoing outgoing, boolean plain) implements IHttpClient {
        @Override
        public IHttpResponse send(com.microsoft.aad.msal4j.HttpRequest wanted)
                throws IOException, InterruptedException {
            String address = wanted.url().toString();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(plain ? "http://" + address.substring(HTTPS.length()) : address))
                    .timeout(outgoing.answerTimeout());
            wanted.headers().forEach(request::setHeader);
            String body = wanted.body();
            request.method(
                    wanted.httpMethod() == HttpMethod.POST ? "POST" : "GET",
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            HttpClient http = outgoing.client();
            java.net.http.HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            HttpResponse told =
                    new HttpResponse().statusCode(answer.statusCode()).body(answer.body());
            told.addHeaders(answer.headers().map());
            return told;
        }
    }
}
