package io.tenantry.microsoft.internal;

import io.tenantry.microsoft.MicrosoftSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The one HTTP client for everything that goes to Microsoft. It follows no redirects, so tokens go nowhere else. */
@Component
class Outgoing implements DisposableBean {
    private final HttpClient client;
    private final Duration answerTimeout;

    Outgoing(MicrosoftSettings settings) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        answerTimeout = settings.answerTimeout();
    }

    HttpClient client() {
        return client;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }
}
