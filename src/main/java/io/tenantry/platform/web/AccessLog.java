package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A log of all requests, one JSON object a line and one file a day: when, from where, who and who behind him, what, and how it
 * ended, after how many microseconds ({@code elapsedTime}). Never what stands behind the question mark of an address, in a header or in a body: secrets and people's data are there.
 */
@Configuration(proxyBeanMethods = false)
public class AccessLog {
    /** Whose rights the request had. */
    private static final String PRINCIPAL = "principal";

    /** Who really acted, where that is somebody else. */
    private static final String ACTOR = "actor";

    private static final String LINE = "%t %a %m %U %s %b %D %{" + PRINCIPAL + "}r %{" + ACTOR + "}r %{correlationId}r";

    AccessLog() {}

    /** Tells who has made a request, as soon as that is known. */
    public static void tell(HttpServletRequest request, @Nullable UUID principal, @Nullable UUID actor) {
        if (principal != null) {
            request.setAttribute(PRINCIPAL, principal.toString());
        }
        if (actor != null && !actor.equals(principal)) {
            request.setAttribute(ACTOR, actor.toString());
        }
        request.setAttribute("correlationId", Correlation.of(request));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLogValve(
            AccessLogSettings settings, @Value("${tenantry.data-directory:.tenantry}") Path dataDirectory) {
        return factory -> {
            if (settings.enabled()) {
                RequestLog valve = new RequestLog();
                valve.setPattern(LINE);
                valve.setDirectory(
                        dataDirectory.resolve("access-log").toAbsolutePath().toString());
                valve.setPrefix("requests.");
                valve.setSuffix(".jsonl");
                valve.setFileDateFormat("yyyy-MM-dd");
                valve.setMaxDays(settings.daysKept());
                valve.setAsyncSupported(true);
                factory.addEngineValves(valve);
            }
        };
    }
}
