package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal.Reason;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Tomcat itself refuses, such as a broken request line or an encoded slash: no stack, no version, and in
 * the words of the surface that was asked.
 */
final class TidyErrorReport extends ErrorReportValve {
    private final Supplier<Failures> failures;

    /** Asks for the failures only when there is one, since the server is there before most of the hub is. */
    TidyErrorReport(Supplier<Failures> failures) {
        this.failures = failures;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Correlation.tell(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        try {
            failures.get()
                    .send(request, response, new Failure(status, Reason.MALFORMED, "The request cannot be understood"));
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("Nobody is left to be told", gone);
        }
    }
}
