package io.tenantry.api.docs;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What somebody finds who opens the hub's address in a browser: where to go from there. */
@Controller
class StartEndpoint {
    @GetMapping("/")
    String start(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", DocsEndpoint.POLICY);
        return "docs/start";
    }
}
