package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.Calls.Answer;
import io.tenantry.microsoft.internal.Calls.Call;
import io.tenantry.microsoft.internal.Calls.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The administration of Exchange, which takes the cmdlets of its shell over HTTP. Graph has nothing like it. */
@Component
class Exchange {
    /** What the shell calls a mailbox, a recipient or an entry that is not there. */
    private static final List<String> NOT_THERE = List.of(
            "ManagementObjectNotFoundException",
            "UserNotFoundInPermissionEntryException",
            "ACEDoesntExistException",
            "couldn't be found");

    private final Calls calls;
    private final Graph graph;
    private final JsonMapper json;

    Exchange(Calls calls, Graph graph, JsonMapper json) {
        this.calls = calls;
        this.graph = graph;
        this.json = json;
    }

    /**
     * Runs a cmdlet.
     *
     * @param anchor the mailbox it is about, or the tenant's own: Exchange looks there for the server that is to do it
     * @return what it tells, an object a line of its output
     */
    List<JsonNode> run(Tenant tenant, String anchor, Cmdlet cmdlet) {
        byte[] body = json.writeValueAsBytes(
                Map.of("CmdletInput", Map.of("CmdletName", cmdlet.name(), "Parameters", cmdlet.parameters())));
        Call call = new Call(
                "POST",
                Service.EXCHANGE.base(tenant) + "/" + tenant.settings().tenantId() + "/InvokeCommand",
                body,
                Map.of("X-AnchorMailbox", "UPN:" + anchor, "X-ResponseFormat", "json"),
                cmdlet.isRepeatable());
        List<JsonNode> told = new ArrayList<>();
        read(calls.send(tenant, Service.EXCHANGE, call, Patience.CALLER))
                .path("value")
                .forEach(told::add);
        return told;
    }

    /** The mailbox that every tenant has, for what is about none in particular. */
    static String anchor(Tenant tenant) {
        return "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@"
                + tenant.settings().tenantId();
    }

    private JsonNode read(Answer answer) {
        try {
            return graph.read(answer);
        } catch (Refusal refusal) {
            String said = String.valueOf(refusal.getMessage());
            boolean isNowhere = refusal.reason() == Refusal.Reason.MALFORMED
                    && NOT_THERE.stream().anyMatch(said::contains);
            // Exchange writes a number and the name of an exception before what it has to say.
            String plain = said.replaceAll("\\S*\\|\\S*Exception\\|", "");
            throw new Refusal(isNowhere ? Refusal.Reason.NOT_FOUND : refusal.reason(), plain);
        }
    }
}
