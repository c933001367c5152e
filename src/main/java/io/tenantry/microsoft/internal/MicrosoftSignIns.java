package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignInLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The log of sign-ins that Microsoft keeps of a tenant. It takes {@code AuditLog.Read.All}, and a licence of Entra's. */
@Component
final class MicrosoftSignIns implements SignInLog {
    private final ConnectionRows connections;
    private final Graph graph;

    MicrosoftSignIns(ConnectionRows connections, Graph graph) {
        this.connections = connections;
        this.graph = graph;
    }

    @Override
    public boolean tells(OrganizationId organization) {
        return connections.isConnected(organization);
    }

    @Override
    public void read(OrganizationId organization, Instant since, Consumer<List<SignIn>> pages) {
        Tenant tenant = connections.tenant(organization);
        String filter = "createdDateTime ge " + since.truncatedTo(ChronoUnit.SECONDS);
        String link = Service.GRAPH.base(tenant) + "/auditLogs/signIns?$top=999&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        while (link != null) {
            Graph.Page page = graph.page(tenant, link);
            if (page == null) {
                throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "Microsoft lost the place in its log of sign-ins");
            }
            List<SignIn> some = new ArrayList<>();
            page.items().forEach(item -> add(item, some));
            pages.accept(some);
            link = page.nextLink();
        }
    }

    /** Attempts that failed are in the log, too, and so are programs that have no such id. */
    private static void add(JsonNode item, List<SignIn> some) {
        if (item.path("status").path("errorCode").asInt(0) == 0) {
            try {
                some.add(new SignIn(
                        UUID.fromString(item.path("userId").asString("")),
                        Instant.parse(item.path("createdDateTime").asString(""))));
            } catch (IllegalArgumentException | DateTimeParseException nobody) {
                // Whoever cannot be told apart is not counted.
            }
        }
    }
}
