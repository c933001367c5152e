package io.tenantry.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat itself refuses, such as a broken request line: no stack, no version, our own format. */
public final class TidyErrorReport extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String id = UUID.randomUUID().toString();
        byte[] body = """
                {"title":"Error","status":%d,"detail":"The request cannot be understood","code":"malformed","correlationId":"%s"}""".formatted(status, id).getBytes(StandardCharsets.US_ASCII);
        response.setHeader("X-Correlation-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("Nobody is left to be told", gone);
        }
    }
}
