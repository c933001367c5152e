package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.Sessions;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.Mailbox;
import io.tenantry.workplace.Mailboxes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What Microsoft Graph can do with a user's sessions and mailbox. People who live at Microsoft are seen to by command blocks. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users/{id}", GraphPaths.PREFIXED + "/users/{id}"})
class GraphUserActionsEndpoint {
    private static final String REPLIES = "automaticRepliesSetting";
    private static final String INTERNAL = "internalReplyMessage";
    private static final String EXTERNAL = "externalReplyMessage";

    private final UserChanges changes;
    private final AccountProviders providers;
    private final Sessions sessions;
    private final Mailboxes mailboxes;

    GraphUserActionsEndpoint(UserChanges changes, AccountProviders providers, Sessions sessions, Mailboxes mailboxes) {
        this.changes = changes;
        this.providers = providers;
        this.sessions = sessions;
        this.mailboxes = mailboxes;
    }

    /** Signs the user out everywhere. */
    @Operation(summary = "Revoke a user's sessions")
    @PostMapping("/revokeSignInSessions")
    @ResponseStatus(HttpStatus.OK)
    @Requires(Permission.USER_PASSWORD_WRITE)
    Map<String, Boolean> revoke(Caller caller, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        User user =
                changes.touch(caller, Permission.USER_PASSWORD_WRITE, organization, Keys.user(id), Alongside.NOTHING);
        providers.requireHere(organization);
        sessions.endOthers(caller.actor(), organization, user.id().value(), new Sessions.Current(null, null));
        return Map.of("value", true);
    }

    @Operation(summary = "Get a user's mailbox settings")
    @Exchanges(gives = "mailboxSettings")
    @GetMapping("/mailboxSettings")
    @Requires({Permission.COMMAND_EXCHANGE_READ, Permission.USER_READ})
    Map<String, @Nullable Object> settings(
            Caller caller, @PathVariable String organizationId, @PathVariable String id) {
        return shown(mailboxes.of(caller, Keys.organization(organizationId), Keys.user(id)));
    }

    /** Only automatic replies can be set; times are in UTC. */
    @Operation(summary = "Set a user's automatic replies")
    @Exchanges(takes = "mailboxSettingsChanges", gives = "mailboxSettings")
    @PatchMapping("/mailboxSettings")
    @Requires({Permission.COMMAND_EXCHANGE_WRITE, Permission.USER_READ})
    Map<String, @Nullable Object> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = Keys.organization(organizationId);
        SetShapes.check(body, REPLIES, "@odata.context");
        if (!(body.get(REPLIES) instanceof Map<?, ?> replies)) {
            throw new Refusal(Refusal.Reason.MALFORMED, "A value is required for property '" + REPLIES + "'", REPLIES);
        }
        providers.requireHere(organization);
        Mailbox.Reply reply = reply(replies);
        return shown(mailboxes.change(
                caller,
                organization,
                Keys.user(id),
                before -> new Mailbox(before.kind(), before.forwardTo(), before.keepsCopy(), before.isHidden(), reply),
                (session, after) -> {}));
    }

    private static Mailbox.@Nullable Reply reply(Map<?, ?> replies) {
        String status = GraphBodies.text(replies, "status", "status");
        return switch (status == null ? "alwaysEnabled" : status) {
            case "disabled" -> null;
            case "alwaysEnabled" ->
                new Mailbox.Reply(message(replies, INTERNAL), message(replies, EXTERNAL), null, null);
            case "scheduled" ->
                new Mailbox.Reply(
                        message(replies, INTERNAL),
                        message(replies, EXTERNAL),
                        moment(replies.get("scheduledStartDateTime")),
                        moment(replies.get("scheduledEndDateTime")));
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The property 'status' is disabled, alwaysEnabled or scheduled",
                        "status");
        };
    }

    private static String message(Map<?, ?> replies, String name) {
        String text = GraphBodies.text(replies, name, name);
        return text == null ? "" : text;
    }

    private static @Nullable Instant moment(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> moment)) {
            return null;
        }
        try {
            Instant instant =
                    LocalDateTime.parse(String.valueOf(moment.get("dateTime"))).toInstant(ZoneOffset.UTC);
            if (Instants.isUsual(instant)) {
                return instant;
            }
        } catch (DateTimeParseException no) {
            // told below, as for one that is too far away
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The property 'dateTime' is a date and time", "dateTime");
    }

    private static Map<String, @Nullable Object> shown(Mailbox mailbox) {
        Mailbox.Reply reply = mailbox.reply();
        Map<String, @Nullable Object> replies = new LinkedHashMap<>();
        boolean isScheduled = reply != null && reply.from() != null;
        replies.put("status", reply == null ? "disabled" : isScheduled ? "scheduled" : "alwaysEnabled");
        replies.put(INTERNAL, reply == null ? "" : reply.internal());
        replies.put(EXTERNAL, reply == null ? "" : reply.external());
        replies.put("scheduledStartDateTime", reply == null ? null : told(reply.from()));
        replies.put("scheduledEndDateTime", reply == null ? null : told(reply.until()));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put(REPLIES, replies);
        settings.put("userPurpose", mailbox.kind().stored());
        return settings;
    }

    private static @Nullable Map<String, String> told(@Nullable Instant moment) {
        return moment == null
                ? null
                : Map.of(
                        "dateTime",
                        LocalDateTime.ofInstant(moment, ZoneOffset.UTC).toString(),
                        "timeZone",
                        "UTC");
    }
}
