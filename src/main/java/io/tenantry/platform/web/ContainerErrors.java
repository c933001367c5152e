package io.tenantry.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container turns to when a filter or library answered with a bare status. */
@Controller
final class ContainerErrors implements ErrorController {
    private final Failures failures;

    ContainerErrors(Failures failures) {
        this.failures = failures;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        failures.send(request, response, Explanation.byStatus(status));
    }
}
