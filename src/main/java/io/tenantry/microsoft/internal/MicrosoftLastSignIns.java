package io.tenantry.microsoft.internal;

import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignInLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * When each person last signed in, which Microsoft knows for longer than its log goes back. It is told of everybody, whatever is
 * asked. It takes {@code AuditLog.Read.All}, and a licence of Entra's.
 */
@Component
final class MicrosoftLastSignIns extends MicrosoftLog implements SignInLog {
    /** More than 500 are not told at once. */
    private static final String PATH = "/users?$select=id,userPrincipalName,signInActivity&$top=500";

    private static final Duration PAUSE = Duration.ofHours(6);

    private final Graph graph;

    MicrosoftLastSignIns(ConnectionRows connections, Graph graph) {
        super(connections, "Last sign-ins", PAUSE);
        this.graph = graph;
    }

    @Override
    public void read(OrganizationId organization, Instant since, Consumer<List<SignIn>> pages) {
        graph.pages(tenant(organization), PATH, MicrosoftSignIns.PERMISSION, items -> {
            List<SignIn> some = new ArrayList<>();
            for (JsonNode item : items) {
                add(item, some);
            }
            pages.accept(some);
        });
    }

    /** Those that were successful are told since December 2023; before, attempts have to do. */
    private static void add(JsonNode item, List<SignIn> some) {
        JsonNode activity = item.path("signInActivity");
        String id = item.path("id").asString("");
        SignIn successful = MicrosoftSignIns.known(id, activity.path("lastSuccessfulSignInDateTime"));
        if (successful != null) {
            some.add(successful);
            return;
        }
        Stream.of("lastSignInDateTime", "lastNonInteractiveSignInDateTime").forEach(name -> {
            SignIn attempt = MicrosoftSignIns.known(id, activity.path(name));
            if (attempt != null) {
                some.add(attempt);
            }
        });
    }
}
