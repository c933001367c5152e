package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.ConnectionTest;
import io.tenantry.microsoft.ConnectionTest.Missing;
import io.tenantry.microsoft.internal.Calls.Patience;
import io.tenantry.microsoft.internal.Graph.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what the hub's application has been granted in a tenant. Readings are tried; what it takes to change things is looked
 * up in the token, which changes nothing.
 */
@Component
public class Consent {
    private static final List<Reading> READINGS = List.of(
            new Reading("/users?$top=1&$select=id", "User.Read.All", "see people"),
            new Reading("/groups?$top=1&$select=id", "Group.Read.All", "see groups and their members"),
            new Reading("/subscribedSkus?$select=skuId", "LicenseAssignment.Read.All", "see products and their units"),
            new Reading("/domains?$select=id", "Domain.Read.All", "see the tenant's domains"),
            new Reading("/auditLogs/signIns?$top=1", "AuditLog.Read.All", "see when people sign in", false),
            new Reading(
                    "/reports/getOffice365ActiveUserDetail(period='D7')",
                    "Reports.Read.All",
                    "see which applications of Microsoft 365 people use",
                    false));

    /** Each with what implies it. */
    private static final List<Writing> WRITINGS = List.of(
            new Writing("User.ReadWrite.All", "create, change and delete people", Set.of("Directory.ReadWrite.All")),
            new Writing("User-PasswordProfile.ReadWrite.All", "set passwords", Set.of("Directory.AccessAsUser.All")),
            new Writing("Group.ReadWrite.All", "create, change and delete groups", Set.of("Directory.ReadWrite.All")),
            new Writing(
                    "GroupMember.ReadWrite.All",
                    "change who belongs to groups",
                    Set.of("Group.ReadWrite.All", "Directory.ReadWrite.All")),
            new Writing(
                    "LicenseAssignment.ReadWrite.All",
                    "give and take licences",
                    Set.of("User.ReadWrite.All", "Directory.ReadWrite.All")));

    private static final Missing EXCHANGE = new Missing(
            "Exchange.ManageAsApp",
            "set up mailboxes and their delegates, for which the application also needs a role such as Exchange Administrator");

    /** What to grant, so that nothing is missing. */
    public static final List<Missing> ALL = List.of(
            new Missing("User.ReadWrite.All", "see, create, change and delete people"),
            new Missing("User-PasswordProfile.ReadWrite.All", "set passwords"),
            new Missing("Group.ReadWrite.All", "see, create, change and delete groups and their members"),
            new Missing("LicenseAssignment.ReadWrite.All", "see products, give and take licences"),
            new Missing("Domain.Read.All", "see the tenant's domains"),
            new Missing("AuditLog.Read.All", "see when people sign in"),
            new Missing("Reports.Read.All", "see which applications of Microsoft 365 people use"),
            EXCHANGE);

    private static final int REFUSED = 403;

    private final Tokens tokens;
    private final Graph graph;
    private final Exchange exchange;
    private final JsonMapper json;

    Consent(Tokens tokens, Graph graph, Exchange exchange, JsonMapper json) {
        this.tokens = tokens;
        this.graph = graph;
        this.exchange = exchange;
        this.json = json;
    }

    /**
     * Something that is read.
     *
     * @param isEssential whether nothing works where it fails for another reason than the permission; Microsoft tells of usage
     *     only where a tenant has bought what it takes
     */
    private record Reading(String path, String permission, String purpose, boolean isEssential) {
        Reading(String path, String permission, String purpose) {
            this(path, permission, purpose, true);
        }

        boolean isMissing(Part part) {
            return part.status() == REFUSED && !Graph.isNotPremium(part.body().path("error"));
        }
    }

    private record Writing(String permission, String purpose, Set<String> impliedBy) {}

    /** Refuses as Microsoft does when the credential is not accepted. */
    public void requireToken(Tenant tenant) {
        tokens.bearer(tenant, Service.GRAPH, true);
    }

    /** What works and what does not. */
    public ConnectionTest check(Tenant tenant) {
        try {
            String token = tokens.bearer(tenant, Service.GRAPH, true);
            List<Missing> missing = new ArrayList<>();
            List<Part> parts =
                    graph.batch(tenant, READINGS.stream().map(Reading::path).toList(), Patience.CALLER);
            for (int i = 0; i < parts.size(); i++) {
                Reading reading = READINGS.get(i);
                if (reading.isMissing(parts.get(i))) {
                    missing.add(new Missing(reading.permission(), reading.purpose()));
                } else if (parts.get(i).status() >= 300 && reading.isEssential()) {
                    throw Graph.refusal(parts.get(i).status(), parts.get(i).body());
                }
            }
            Set<String> granted = granted(token);
            for (Writing writing : WRITINGS) {
                boolean has = granted.isEmpty()
                        || granted.contains(writing.permission())
                        || writing.impliedBy().stream().anyMatch(granted::contains);
                if (!has) {
                    missing.add(new Missing(writing.permission(), writing.purpose()));
                }
            }
            if (!mayManageExchange(tenant)) {
                missing.add(EXCHANGE);
            }
            return new ConnectionTest(
                    missing.isEmpty(),
                    missing.isEmpty()
                            ? "The connection works"
                            : "An administrator of the tenant has to consent to what is missing",
                    missing);
        } catch (Refusal refusal) {
            return new ConnectionTest(false, refusal.getMessage(), List.of());
        }
    }

    /** Exchange has tokens and roles of its own, so one mailbox is looked at, which changes nothing. */
    private boolean mayManageExchange(Tenant tenant) {
        try {
            Cmdlet look = new Cmdlet("Get-Mailbox", Map.of("ResultSize", 1));
            exchange.run(tenant, Exchange.anchor(tenant), look);
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.PROVIDER_CANNOT) {
                return false;
            }
            throw refusal;
        }
    }

    /** The application permissions in a token of Microsoft's; none when the token does not tell any. */
    private Set<String> granted(String token) {
        String[] parts = token.split("\\.", -1);
        Set<String> granted = new HashSet<>();
        if (parts.length == 3) {
            try {
                String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                JsonNode roles = json.readTree(claims).path("roles");
                roles.forEach(role -> granted.add(role.asString("")));
            } catch (IllegalArgumentException | JacksonException notReadable) {
                return Set.of();
            }
        }
        return granted;
    }
}
