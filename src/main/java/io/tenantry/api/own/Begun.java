package io.tenantry.api.own;

import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Runs that go on after the request that began them was answered. */
final class Begun {
    private Begun() {}

    /** The answer, with where to look how far the run is: among the runs of what was asked to run. */
    static <T> ResponseEntity<T> run(HttpServletRequest request, Links links, UUID run, T body) {
        String path = request.getRequestURI();
        String owner = path.substring(0, path.lastIndexOf('/'));
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, links.absolute(request, owner + "/runs/" + run))
                .body(body);
    }
}
