package io.tenantry.platform.outbound;

import io.tenantry.kernel.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where the hub lets an organization's administrators make it connect to: public addresses, and those that the operator has named.
 * A name is resolved once, and the connection goes to the address that was looked at.
 */
public final class Outbound {
    private static final int SHARED_SPACE = 0b0100_0000;

    private final List<IpAddressMatcher> named;
    private final String setting;

    /**
     * The rule of one purpose.
     *
     * @param networks addresses and networks that are not public and yet allowed
     * @param setting where the operator names them, for the refusal
     */
    public Outbound(Collection<String> networks, String setting) {
        named = networks.stream().map(IpAddressMatcher::new).toList();
        this.setting = setting;
    }

    /**
     * The address of a host.
     *
     * @throws Refusal (PROVIDER_DOWN) when it has none, (NOT_PERMITTED) when the hub must not connect to one of them
     */
    public InetAddress resolve(String host) {
        return resolveAll(host)[0];
    }

    /** All addresses of a host; refused like {@link #resolve}. */
    public InetAddress[] resolveAll(String host) {
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
                    "'" + host + "' lies in a network that is not public; the operator allows such in " + setting,
                    "host");
        }
        return all;
    }

    /** Where the operator names networks. */
    String setting() {
        return setting;
    }

    /** Whether the hub may connect to the address. */
    public boolean isAllowed(InetAddress address) {
        return isPublic(address) || isNamed(address);
    }

    /** Whether the operator has named the address, or a network it lies in. */
    public boolean isNamed(InetAddress address) {
        return named.stream().anyMatch(network -> network.matches(address.getHostAddress()));
    }

    /** Whether the address is one of the whole internet's. */
    public static boolean isPublic(InetAddress address) {
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
