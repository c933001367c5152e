package io.tenantry.microsoft;

import io.tenantry.kernel.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Microsoft is, what else may stand in for it, and how patient the hub is with it.
 *
 * @param loginUrl where tokens come from
 * @param graphUrl Microsoft Graph, with its version
 * @param partnerCenterUrl Partner Center, with its version
 * @param exchangeUrl the administration of Exchange, with its version
 * @param hosts hosts, with a port where only that one is meant, that connections may name besides Microsoft's own, such as another
 *     hub to try things out with. Without any nobody can make the hub call anything but Microsoft
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long one answer may take
 * @param callsAtOnce how many calls one node makes of one tenant at the same time
 * @param pageSize how many people or groups a page of the mirror's reading asks for
 * @param patience how long a caller waits in all while Microsoft asks for time
 * @param syncPatience how long the reading of a mirror does, at one page
 */
@ConfigurationProperties("tenantry.microsoft")
public record MicrosoftSettings(
        @DefaultValue("https://login.microsoftonline.com") String loginUrl,
        @DefaultValue("https://graph.microsoft.com/v1.0") String graphUrl,

        @DefaultValue("https://api.partnercenter.microsoft.com/v1")
        String partnerCenterUrl,

        @DefaultValue("https://outlook.office365.com/adminapi/beta")
        String exchangeUrl,

        @DefaultValue List<String> hosts,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("4") int callsAtOnce,
        @DefaultValue("999") int pageSize,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("10m") Duration syncPatience) {
    /** Microsoft's public cloud and its national ones. */
    private static final Set<String> MICROSOFT = Set.of(
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.partner.microsoftonline.cn",
            "graph.microsoft.com",
            "graph.microsoft.us",
            "dod-graph.microsoft.us",
            "microsoftgraph.chinacloudapi.cn",
            "api.partnercenter.microsoft.com",
            "outlook.office365.com",
            "outlook.office365.us",
            "webmail.apps.mil",
            "partner.outlook.cn");

    private static final int LENGTH_MAX = 500;
    private static final int PAGE_MAX = 999;

    public MicrosoftSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (pageSize < 1 || pageSize > PAGE_MAX) {
            throw new IllegalArgumentException("tenantry.microsoft.page-size is a number from 1 to " + PAGE_MAX);
        }
        if (callsAtOnce < 1) {
            throw new IllegalArgumentException("tenantry.microsoft.calls-at-once is at least 1");
        }
    }

    /**
     * The address without a slash at its end.
     *
     * @throws Refusal (MALFORMED) when it is no address, (NOT_PERMITTED) when the hub may not call that host
     */
    String checked(String address, String calledName) {
        String plain = address.strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(plain);
            String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
            String named = uri.getPort() < 0 ? host : host + ":" + uri.getPort();
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (plain.length() <= LENGTH_MAX
                    && isHttp
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                Set<String> allowed = new HashSet<>(hosts);
                boolean isMicrosoft = "https".equals(uri.getScheme()) && MICROSOFT.contains(named);
                Refusal.unless(
                        isMicrosoft || allowed.contains(named) || allowed.contains(host) || own(plain),
                        Refusal.Reason.NOT_PERMITTED,
                        "'" + named
                                + "' is none of Microsoft's hosts; the operator allows others in tenantry.microsoft.hosts",
                        calledName);
                return plain;
            }
        } catch (IllegalArgumentException malformed) {
            // told below, as for an address of another kind
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The member '" + calledName + "' has to be an address", calledName);
    }

    private boolean own(String address) {
        return List.of(loginUrl, graphUrl, partnerCenterUrl, exchangeUrl).contains(address);
    }
}
