package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.outbound.Outbound;
import io.tenantry.platform.outbound.OutboundClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Fetches files from the addresses that Microsoft names. They are sent without a token, and lie on the internet or beside Graph. */
@Component
class ReportFiles implements DisposableBean {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;
    private static final int AT_ONCE_EACH = 4;

    private final Outgoing outgoing;
    private final OutboundClient elsewhere;

    ReportFiles(Outgoing outgoing) {
        this.outgoing = outgoing;
        elsewhere = new OutboundClient(
                new Outbound(List.of(), "tenantry.microsoft.hosts"),
                "report",
                "Tenantry-Reports/1",
                new OutboundClient.Limits(CONNECT, SILENCE, AT_ONCE, AT_ONCE_EACH));
    }

    /**
     * A file as it comes.
     *
     * @throws Refusal (PROVIDER_DOWN) when it does not come, (NOT_PERMITTED) when it lies where the hub must not connect to
     */
    InputStream open(Tenant tenant, String address) {
        try {
            URI graph = URI.create(Service.GRAPH.base(tenant));
            URI file = new URI(address);
            boolean isBeside = String.valueOf(graph.getScheme()).equals(file.getScheme())
                    && String.valueOf(graph.getAuthority()).equals(file.getAuthority());
            return isBeside ? beside(file) : elsewhere(address);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The call to Microsoft was cut off");
        } catch (IOException | URISyntaxException failure) {
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft's report does not come");
        }
    }

    private InputStream beside(URI file) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(file).timeout(outgoing.answerTimeout()).build();
        HttpResponse<InputStream> answer = outgoing.client().send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw missing(answer.statusCode());
        }
        return answer.body();
    }

    private InputStream elsewhere(String address) throws IOException, URISyntaxException {
        elsewhere.check(address);
        ClassicHttpResponse answer = elsewhere.open(new HttpGet(address));
        if (answer.getCode() != 200 || answer.getEntity() == null) {
            answer.close();
            throw missing(answer.getCode());
        }
        return answer.getEntity().getContent();
    }

    private static Refusal missing(int status) {
        return new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft answers " + status + " where its report is to be");
    }

    @Override
    public void destroy() throws IOException {
        elsewhere.close();
    }
}
