package io.tenantry.microsoft.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Steps on mailboxes, as far as Microsoft Graph goes. */
@Component
final class GraphMailboxes {
    private static final String AUTOMATIC = "automaticRepliesSetting";

    private final GraphSteps graph;

    GraphMailboxes(GraphSteps graph) {
        this.graph = graph;
    }

    StepResult read(StepRun step) {
        return new StepResult.Done(mailbox(step));
    }

    private Map<String, Object> mailbox(StepRun step) {
        requireOwnMailbox(step);
        JsonNode settings = graph.get(step, graph.path(step) + "/mailboxSettings");
        JsonNode replies = settings.path(AUTOMATIC);
        boolean isOn = !replies.path("status").asString("disabled").equals("disabled");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", settings.path("userPurpose").asString("user"));
        told.put("autoReply", isOn);
        if (isOn) {
            told.put("autoReplyInternal", replies.path("internalReplyMessage").asString(""));
            told.put("autoReplyExternal", replies.path("externalReplyMessage").asString(""));
        }
        return told;
    }

    /** Microsoft Graph names mailboxes by their people. */
    private void requireOwnMailbox(StepRun step) {
        String named = step.text("mailbox");
        if (named != null && !named.isBlank()) {
            Refusal.unless(
                    graph.user(step, GraphSteps.named(named)).id().value().equals(step.target()),
                    Refusal.Reason.PROVIDER_CANNOT,
                    "At Microsoft a step changes the mailbox of whom its job is for");
        }
    }

    StepResult change(StepRun step) {
        requireOwnMailbox(step);
        for (String only : List.of("kind", "forwardTo", "keepCopy")) {
            Refusal.unless(
                    step.text(only) == null,
                    Refusal.Reason.PROVIDER_CANNOT,
                    "Microsoft Graph cannot set the " + (only.equals("kind") ? "kind" : "forwarding")
                            + " of a mailbox; that takes the administration of Exchange, which the hub is not connected to");
        }
        Boolean hidden = step.flag("hidden");
        if (hidden != null) {
            graph.send(step, "PATCH", graph.path(step), Map.of("showInAddressList", !hidden));
        }
        Boolean replies = step.flag("autoReply");
        if (replies != null) {
            graph.send(step, "PATCH", graph.path(step) + "/mailboxSettings", Map.of(AUTOMATIC, replies(step, replies)));
            Map<String, Object> after = mailbox(step);
            Refusal.unless(
                    replies.equals(after.get("autoReply")),
                    Refusal.Reason.PROVIDER_DOWN,
                    "Microsoft has not taken the automatic reply on yet");
            return new StepResult.Done(after);
        }
        return hidden == null ? StepResult.done() : new StepResult.Done(Map.of("hidden", hidden));
    }

    private static Map<String, Object> replies(StepRun step, boolean isOn) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("status", isOn ? "alwaysEnabled" : "disabled");
        if (!isOn) {
            return settings;
        }
        String external = step.text("autoReplyExternal");
        settings.put("internalReplyMessage", step.required("autoReplyInternal"));
        settings.put("externalReplyMessage", external == null ? "" : external);
        settings.put("externalAudience", external == null || external.isBlank() ? "none" : "all");
        String from = step.text("autoReplyFrom");
        String until = step.text("autoReplyUntil");
        if (from != null && !from.isBlank() && until != null && !until.isBlank()) {
            settings.put("status", "scheduled");
            settings.put("scheduledStartDateTime", moment(from));
            settings.put("scheduledEndDateTime", moment(until));
        }
        return settings;
    }

    private static Map<String, String> moment(String instant) {
        return Map.of("dateTime", instant.replace("Z", ""), "timeZone", "UTC");
    }
}
