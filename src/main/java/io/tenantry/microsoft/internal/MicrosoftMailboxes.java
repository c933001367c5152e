package io.tenantry.microsoft.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Steps on mailboxes: automatic replies by Microsoft Graph, all else by the administration of Exchange. */
@Component
final class MicrosoftMailboxes {
    private static final String AUTOMATIC = "automaticRepliesSetting";
    private static final String SMTP = "smtp:";

    private final GraphSteps graph;
    private final ExchangeSteps exchange;

    MicrosoftMailboxes(GraphSteps graph, ExchangeSteps exchange) {
        this.graph = graph;
        this.exchange = exchange;
    }

    StepResult read(StepRun step) {
        User owner = exchange.mailbox(step);
        Map<String, Object> told = setUp(step, owner);
        told.putAll(replies(step, owner));
        return new StepResult.Done(told);
    }

    StepResult change(StepRun step) {
        User owner = exchange.mailbox(step);
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> told = new LinkedHashMap<>();
        Cmdlet wanted = wanted(step, owner);
        if (wanted != null) {
            before.putAll(setUp(step, owner));
            exchange.run(step, owner, wanted);
            told.putAll(setUp(step, owner));
            ExchangeSteps.requireTaken(isTaken(step, told), "the change of the mailbox");
        }
        Boolean replies = step.flag("autoReply");
        if (replies != null) {
            before.putAll(replies(step, owner));
            graph.send(step, "PATCH", path(owner), Map.of(AUTOMATIC, wantedReplies(step, replies)));
            told.putAll(replies(step, owner));
            ExchangeSteps.requireTaken(replies.equals(told.get("autoReply")), "the automatic reply");
        }
        told.put(StepResult.CHANGED, !told.equals(before));
        return new StepResult.Done(told);
    }

    private static String path(User owner) {
        return "/users/" + owner.objectId() + "/mailboxSettings";
    }

    /** What Exchange is to change, or null for nothing. */
    private static @Nullable Cmdlet wanted(StepRun step, User owner) {
        Cmdlet set = Cmdlet.of("Set-Mailbox", owner.upn());
        Cmdlet wanted = set;
        String kind = step.text("kind");
        if (kind != null) {
            wanted = wanted.with("Type", kind.equals("shared") ? "Shared" : "Regular");
        }
        String forwardTo = step.text("forwardTo");
        if (forwardTo != null) {
            // An address within the tenant would go before the one that is set here.
            wanted = wanted.with("ForwardingAddress", null)
                    .with("ForwardingSmtpAddress", forwardTo.isBlank() ? null : forwardTo.strip());
        }
        Boolean keepsCopy = step.flag("keepCopy");
        if (keepsCopy != null) {
            wanted = wanted.with("DeliverToMailboxAndForward", keepsCopy);
        }
        Boolean isHidden = step.flag("hidden");
        if (isHidden != null) {
            wanted = wanted.with("HiddenFromAddressListsEnabled", isHidden);
        }
        return wanted.equals(set) ? null : wanted;
    }

    private static boolean isTaken(StepRun step, Map<String, Object> told) {
        String kind = step.text("kind");
        String forwardTo = step.text("forwardTo");
        Boolean isHidden = step.flag("hidden");
        return (kind == null || kind.equals(told.get("kind")))
                && (forwardTo == null
                        || forwardTo.strip().equalsIgnoreCase(Objects.toString(told.get("forwardTo"), "")))
                && (isHidden == null || isHidden.equals(told.get("hidden")));
    }

    private Map<String, Object> setUp(StepRun step, User owner) {
        JsonNode mailbox = exchange.one(step, owner, Cmdlet.of("Get-Mailbox", owner.upn()));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", mailbox.path("RecipientTypeDetails").asString("").equals("SharedMailbox") ? "shared" : "user");
        String within = mailbox.path("ForwardingAddress").asString("");
        String smtp = within.isEmpty() ? mailbox.path("ForwardingSmtpAddress").asString("") : within;
        boolean isForwarded = !smtp.isEmpty();
        if (isForwarded) {
            told.put("forwardTo", smtp.regionMatches(true, 0, SMTP, 0, SMTP.length()) ? smtp.substring(5) : smtp);
        }
        told.put(
                "keepCopy",
                !isForwarded || mailbox.path("DeliverToMailboxAndForward").asBoolean(false));
        told.put("hidden", mailbox.path("HiddenFromAddressListsEnabled").asBoolean(false));
        return told;
    }

    private Map<String, Object> replies(StepRun step, User owner) {
        JsonNode replies = graph.get(step, path(owner)).path(AUTOMATIC);
        boolean isOn = !replies.path("status").asString("disabled").equals("disabled");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("autoReply", isOn);
        if (isOn) {
            told.put("autoReplyInternal", replies.path("internalReplyMessage").asString(""));
            told.put("autoReplyExternal", replies.path("externalReplyMessage").asString(""));
        }
        return told;
    }

    private static Map<String, Object> wantedReplies(StepRun step, boolean isOn) {
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
