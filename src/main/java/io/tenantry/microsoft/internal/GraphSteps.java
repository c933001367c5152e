package io.tenantry.microsoft.internal;

import io.tenantry.automation.StepRun;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What steps ask of Microsoft Graph, in the tenant of their organization. */
@Component
record GraphSteps(Users users, ConnectionRows connections, Graph graph) {
    /** Where the target is at Microsoft. */
    String path(StepRun step) {
        return "/users/" + user(step, new UserKey.Id(new UserId(step.target()))).objectId();
    }

    User user(StepRun step, UserKey key) {
        return users.get(step.caller(), step.organization(), key);
    }

    /** Somebody by his UPN or id, as people write him down. */
    static UserKey named(String text) {
        String name = text.strip();
        try {
            return name.indexOf('@') > 0 ? new UserKey.Upn(name) : new UserKey.Id(new UserId(UUID.fromString(name)));
        } catch (IllegalArgumentException neither) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + name + "' is neither a UPN nor an id");
        }
    }

    JsonNode get(StepRun step, String path) {
        return graph.get(connections.tenant(step.organization()), path);
    }

    JsonNode send(StepRun step, String method, String path, @Nullable Object body) {
        return graph.write(connections.tenant(step.organization()), method, path, body);
    }
}
