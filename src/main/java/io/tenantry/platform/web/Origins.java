package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Where requests come from. Only trusted proxies are believed when they say that it was somebody else. */
@Component
public final class Origins {
    private static final int NETWORK_BYTES = 8;

    private final Proxies proxies;

    Origins(Proxies proxies) {
        this.proxies = proxies;
    }

    /** The address of whoever asks. */
    public String address(HttpServletRequest request) {
        return proxies.address(request);
    }

    /**
     * The address to count tries by. Who has one address of version 6 has as many as he likes of the same network, so that
     * counts as one.
     */
    public String network(HttpServletRequest request) {
        String address = proxies.address(request);
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.replaceAll("^\\[|\\]$", ""));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return request.getRemoteAddr();
        }
    }
}
