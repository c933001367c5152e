package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Absolute links back to the hub, as the client reaches it. */
@Component
public final class Links {
    private final Proxies proxies;

    Links(Proxies proxies) {
        this.proxies = proxies;
    }

    /** The path, with its query where it has one, under the scheme and host that the client used. */
    public String absolute(HttpServletRequest request, String path) {
        return proxies.scheme(request) + "://" + proxies.authority(request) + path;
    }
}
