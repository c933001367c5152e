package io.tenantry.microsoft.internal;

import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignInLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The log of sign-ins that Microsoft keeps of a tenant. It takes {@code AuditLog.Read.All}, and a licence of Entra's. */
@Component
final class MicrosoftSignIns extends MicrosoftLog implements SignInLog {
    static final String PERMISSION = "AuditLog.Read.All";

    private final Graph graph;

    MicrosoftSignIns(ConnectionRows connections, Graph graph) {
        super(connections, "Sign-ins", Duration.ZERO);
        this.graph = graph;
    }

    @Override
    public void read(OrganizationId organization, Instant since, Consumer<List<SignIn>> pages) {
        Tenant tenant = tenant(organization);
        String filter = "createdDateTime ge " + since.truncatedTo(ChronoUnit.SECONDS);
        String path = "/auditLogs/signIns?$top=999&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        graph.pages(tenant, path, PERMISSION, items -> {
            List<SignIn> some = new ArrayList<>();
            items.forEach(item -> add(item, some));
            pages.accept(some);
        });
    }

    /** Attempts that failed are in the log, too, and so are programs that have no such id. */
    private static void add(JsonNode item, List<SignIn> some) {
        SignIn known = item.path("status").path("errorCode").asInt(0) == 0
                ? known(item.path("userId").asString(""), item.path("createdDateTime"))
                : null;
        if (known != null) {
            some.add(known);
        }
    }

    /** Whoever cannot be told apart is not counted, nor is what has no moment. */
    static @Nullable SignIn known(String id, JsonNode moment) {
        try {
            return new SignIn(UUID.fromString(id), Instant.parse(moment.asString("")));
        } catch (IllegalArgumentException | DateTimeParseException nobody) {
            return null;
        }
    }
}
