package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Takes every exception that leaves a handler. */
@ControllerAdvice
final class FailureAdvice {
    private final Failures failures;

    FailureAdvice(Failures failures) {
        this.failures = failures;
    }

    @ExceptionHandler
    void failed(Throwable cause, HttpServletRequest request, HttpServletResponse response) throws IOException {
        failures.send(request, response, cause);
    }
}
