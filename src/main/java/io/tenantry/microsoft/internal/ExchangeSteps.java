package io.tenantry.microsoft.internal;

import io.tenantry.automation.StepRun;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What steps ask of Exchange's administration, in the tenant of their organization. */
@Component
record ExchangeSteps(Users users, ConnectionRows connections, Exchange exchange) {
    /** Runs a cmdlet that is about somebody's mailbox. */
    List<JsonNode> run(StepRun step, User mailbox, Cmdlet cmdlet) {
        return exchange.run(connections.tenant(step.organization()), mailbox.upn(), cmdlet);
    }

    /** The one thing that a cmdlet tells of. */
    JsonNode one(StepRun step, User mailbox, Cmdlet cmdlet) {
        List<JsonNode> told = run(step, mailbox, cmdlet);
        Refusal.unless(
                told.size() == 1,
                Refusal.Reason.NOT_FOUND,
                "Exchange tells of " + told.size() + " mailboxes of this name");
        return told.getFirst();
    }

    /** Whose mailbox the step is about: the one that is named, or the target's. A tenant that is named has to be the organization's. */
    User mailbox(StepRun step) {
        String tenant = step.text("tenant");
        UUID own = connections.tenant(step.organization()).settings().tenantId();
        Refusal.unless(
                tenant == null
                        || tenant.isBlank()
                        || tenant.equalsIgnoreCase(own.toString())
                        || tenant.equalsIgnoreCase(step.organization().toString()),
                Refusal.Reason.MALFORMED,
                "The tenant is not the organization's",
                "tenantId");
        return somebody(step, step.text("mailbox"));
    }

    /** Who else the step is about. */
    User delegate(StepRun step) {
        User delegate = somebody(step, step.required("delegate"));
        Refusal.unless(
                !delegate.id().value().equals(step.target()),
                Refusal.Reason.MALFORMED,
                "Nobody is his own delegate",
                "delegate");
        return delegate;
    }

    private User somebody(StepRun step, @Nullable String named) {
        UserKey key =
                named == null || named.isBlank() ? new UserKey.Id(new UserId(step.target())) : GraphSteps.named(named);
        return users.get(step.caller(), step.organization(), key);
    }

    /** What was written has to be there when it is read again, or the step is not done. */
    static void requireTaken(boolean isTaken, String what) {
        Refusal.unless(isTaken, Refusal.Reason.PROVIDER_DOWN, "Exchange has not taken " + what + " on yet");
    }
}
