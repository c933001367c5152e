package io.tenantry.federation.internal;

import io.tenantry.federation.FederationSettings;
import io.tenantry.kernel.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where the hub lets an organization's administrators make it connect to: public addresses, and those that the operator has named.
 * A name is resolved once, and the connection goes to the address that was looked at.
 */
@Component
class Outbound {
    private static final int SHARED_SPACE = 0b0100_0000;

    private final List<IpAddressMatcher> named;

    Outbound(FederationSettings settings) {
        named = settings.networks().stream().map(IpAddressMatcher::new).toList();
    }

    /**
     * The address of a host.
     *
     * @throws Refusal (PROVIDER_DOWN) when it has none, (NOT_PERMITTED) when the hub must not connect to one of them
     */
    InetAddress resolve(String host) {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "There is no host called '" + host + "'", "host");
        }
        for (InetAddress address : all) {
            Refusal.unless(
                    isAllowed(address),
                    Refusal.Reason.NOT_PERMITTED,
                    "'" + host
                            + "' lies in a network that is not public; the operator allows such in tenantry.federation.networks",
                    "host");
        }
        return all[0];
    }

    boolean isAllowed(InetAddress address) {
        return isPublic(address) || named.stream().anyMatch(network -> network.matches(address.getHostAddress()));
    }

    static boolean isPublic(InetAddress address) {
        boolean special = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            // fc00::/7 is private; 64:ff9b::/96, 2002::/16 and ::/96 carry IPv4 addresses within.
            boolean carries =
                    (bytes[0] == 0x20 && bytes[1] == 0x02) || (bytes[0] == 0 && (bytes[1] == 0x64 || bytes[1] == 0));
            return !special && (bytes[0] & 0xfe) != 0xfc && !carries;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && (second & 0b1100_0000) == SHARED_SPACE;
        return !special && !shared && first != 0 && first < 240 && !(first == 198 && (second & 0xfe) == 18);
    }
}
