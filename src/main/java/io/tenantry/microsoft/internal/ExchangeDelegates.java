package io.tenantry.microsoft.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.User;
import io.tenantry.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lets people at the mailboxes and calendars of others, by the administration of Exchange. */
@Component
final class ExchangeDelegates {
    /** Changes of a list within a mailbox are told so. */
    private static final String HASH_TABLE = "#Exchange.GenericHashTable";

    private static final String ON_BEHALF = "GrantSendOnBehalfTo";
    private static final String RIGHTS = "AccessRights";
    private static final String FLAGS = "SharingPermissionFlags";

    private final ExchangeSteps exchange;

    ExchangeDelegates(ExchangeSteps exchange) {
        this.exchange = exchange;
    }

    /** Somebody, whose mailbox or calendar it is, and what a step does about him. */
    private record Asked(StepRun step, User owner, User delegate) {}

    StepResult change(StepRun step, boolean isAdded) {
        Asked asked = new Asked(step, exchange.mailbox(step), exchange.delegate(step));
        String right = isAdded ? step.required("right") : step.text("right");
        boolean changed = switch (step.required("of")) {
            case "calendar" -> calendar(asked, isAdded ? right : null);
            default -> mailbox(asked, right, isAdded);
        };
        return new StepResult.Done(
                Map.of("delegateId", asked.delegate().id().value().toString(), "changed", changed));
    }

    /** Gives a right on a mailbox, or takes it, or all where none is named. */
    private boolean mailbox(Asked asked, @Nullable String named, boolean isAdded) {
        List<String> rights =
                named == null || named.isBlank() ? List.of("FullAccess", "SendAs", "SendOnBehalf") : List.of(named);
        boolean changed = false;
        for (String right : rights) {
            if (has(asked, right) != isAdded) {
                exchange.run(asked.step(), asked.owner(), given(asked, right, isAdded));
                ExchangeSteps.requireTaken(has(asked, right) == isAdded, "the delegate");
                changed = true;
            }
        }
        return changed;
    }

    private boolean has(Asked asked, String right) {
        String owner = asked.owner().upn();
        return switch (right) {
            case "FullAccess" ->
                exchange
                        .run(
                                asked.step(),
                                asked.owner(),
                                Cmdlet.of("Get-MailboxPermission", owner)
                                        .with("User", asked.delegate().upn()))
                        .stream()
                        .anyMatch(one -> !one.path("Deny").asBoolean(false)
                                && texts(one.path(RIGHTS)).contains("fullaccess"));
            case "SendAs" ->
                exchange
                        .run(
                                asked.step(),
                                asked.owner(),
                                Cmdlet.of("Get-RecipientPermission", owner)
                                        .with("Trustee", asked.delegate().upn()))
                        .stream()
                        .anyMatch(one -> texts(one.path(RIGHTS)).contains("sendas"));
            case "SendOnBehalf" -> {
                Set<String> names = names(asked);
                yield texts(exchange.one(asked.step(), asked.owner(), Cmdlet.of("Get-Mailbox", owner))
                                .path(ON_BEHALF))
                        .stream()
                        .anyMatch(names::contains);
            }
            default -> throw unknown(right);
        };
    }

    /** By what lists of Exchange may know the delegate. */
    private Set<String> names(Asked asked) {
        JsonNode known = exchange.one(
                asked.step(),
                asked.owner(),
                Cmdlet.of("Get-Recipient", asked.delegate().upn()));
        return Stream.of("Name", "Identity", "DistinguishedName", "ExternalDirectoryObjectId", "PrimarySmtpAddress")
                .map(member -> known.path(member).asString("").toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Cmdlet given(Asked asked, String right, boolean isAdded) {
        String owner = asked.owner().upn();
        String delegate = asked.delegate().upn();
        String verb = isAdded ? "Add" : "Remove";
        return switch (right) {
            case "FullAccess" ->
                Cmdlet.of(verb + "-MailboxPermission", owner)
                        .with("User", delegate)
                        .with(RIGHTS, List.of("FullAccess"))
                        .with("InheritanceType", "All")
                        .with("Confirm", false);
            case "SendAs" ->
                Cmdlet.of(verb + "-RecipientPermission", owner)
                        .with("Trustee", delegate)
                        .with(RIGHTS, List.of("SendAs"))
                        .with("Confirm", false);
            case "SendOnBehalf" ->
                Cmdlet.of("Set-Mailbox", owner).with(ON_BEHALF, Map.of("@odata.type", HASH_TABLE, verb, delegate));
            default -> throw unknown(right);
        };
    }

    private static Refusal unknown(String right) {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "'" + right + "' is none of the rights on a mailbox: FullAccess, SendAs, SendOnBehalf",
                "right");
    }

    /** Gives a right on the calendar in place of the one there is, or takes that away where none is given. */
    private boolean calendar(Asked asked, @Nullable String right) {
        String folder = folder(asked);
        String there = shared(asked, folder);
        if (right == null ? there == null : right.equals(there)) {
            return false;
        }
        String verb = right == null ? "Remove" : there == null ? "Add" : "Set";
        Cmdlet cmdlet = Cmdlet.of(verb + "-MailboxFolderPermission", folder)
                .with("User", asked.delegate().upn())
                .with("Confirm", false);
        if (right != null) {
            cmdlet = cmdlet.with(RIGHTS, List.of(right.equals("Reader") ? "Reviewer" : "Editor"))
                    .with(FLAGS, right.equals("Delegate") ? "Delegate" : "None");
        }
        exchange.run(asked.step(), asked.owner(), cmdlet);
        String after = shared(asked, folder);
        ExchangeSteps.requireTaken(right == null ? after == null : right.equals(after), "the calendar's sharing");
        return true;
    }

    /** The calendar is called by another name in each language. */
    private String folder(Asked asked) {
        String owner = asked.owner().upn();
        return exchange
                .run(
                        asked.step(),
                        asked.owner(),
                        Cmdlet.of("Get-MailboxFolderStatistics", owner).with("FolderScope", "Calendar"))
                .stream()
                .filter(folder -> folder.path("FolderType").asString("").equals("Calendar"))
                .map(folder ->
                        owner + ":" + folder.path("FolderPath").asString("").replace('/', '\\'))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(Refusal.Reason.NOT_FOUND, "The mailbox of " + owner + " has no calendar"));
    }

    /** The right on the calendar by the name that blocks have for it, Exchange's own where they have none, null for none at all. */
    private @Nullable String shared(Asked asked, String folder) {
        try {
            return exchange
                    .run(
                            asked.step(),
                            asked.owner(),
                            Cmdlet.of("Get-MailboxFolderPermission", folder)
                                    .with("User", asked.delegate().upn()))
                    .stream()
                    .findFirst()
                    .map(ExchangeDelegates::right)
                    .orElse(null);
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
                return null;
            }
            throw refusal;
        }
    }

    private static String right(JsonNode entry) {
        String rights = String.join(" ", texts(entry.path(RIGHTS)));
        boolean isDelegate = texts(entry.path(FLAGS)).stream().anyMatch(flag -> flag.startsWith("delegate"));
        return switch (rights) {
            case "reviewer" -> "Reader";
            case "editor" -> isDelegate ? "Delegate" : "Editor";
            default -> rights;
        };
    }

    /** A list of texts, which Exchange writes as a text where there is one only, in lower case. */
    private static List<String> texts(JsonNode value) {
        Map<String, String> all = new LinkedHashMap<>();
        if (value.isArray()) {
            value.forEach(one -> all.put(one.asString("").toLowerCase(Locale.ROOT), ""));
        } else if (!value.asString("").isEmpty()) {
            all.put(value.asString("").toLowerCase(Locale.ROOT), "");
        }
        return List.copyOf(all.keySet());
    }
}
