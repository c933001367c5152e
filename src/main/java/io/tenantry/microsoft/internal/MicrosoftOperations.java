package io.tenantry.microsoft.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.Secrets;
import io.tenantry.automation.DirectoryOperations;
import io.tenantry.automation.Operation;
import io.tenantry.automation.OperationProvider;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.NewPassword;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Carries out steps for organizations that live in a Microsoft tenant: people, groups and licences by way of the directory's faces,
 * which pass them on, and the rest by Microsoft Graph or, where that has nothing, by the administration of Exchange.
 */
@Component
final class MicrosoftOperations implements OperationProvider {
    private static final Set<Operation> BEYOND_THE_DIRECTORY = EnumSet.of(
            Operation.USER_PASSWORD,
            Operation.USER_SESSIONS,
            Operation.GUEST_INVITE,
            Operation.MAILBOX_READ,
            Operation.MAILBOX_CHANGE,
            Operation.DELEGATE_ADD,
            Operation.DELEGATE_REMOVE,
            Operation.FILES_DELEGATE,
            Operation.FILES_DELEGATE_REMOVE,
            Operation.DEVICES_RETIRE);

    private final DirectoryOperations directory;
    private final UserChanges changes;
    private final GraphSteps graph;
    private final MicrosoftMailboxes mailboxes;
    private final ExchangeDelegates delegates;

    MicrosoftOperations(
            DirectoryOperations directory,
            UserChanges changes,
            GraphSteps graph,
            MicrosoftMailboxes mailboxes,
            ExchangeDelegates delegates) {
        this.directory = directory;
        this.changes = changes;
        this.graph = graph;
        this.mailboxes = mailboxes;
        this.delegates = delegates;
    }

    @Override
    public String provider() {
        return "microsoft";
    }

    @Override
    public Set<Operation> offered() {
        EnumSet<Operation> all = EnumSet.copyOf(BEYOND_THE_DIRECTORY);
        all.addAll(DirectoryOperations.OFFERED);
        return all;
    }

    @Override
    public StepResult run(StepRun step) {
        return switch (step.operation()) {
            case USER_PASSWORD -> password(step);
            case USER_SESSIONS -> sessions(step);
            case GUEST_INVITE -> invite(step);
            case MAILBOX_READ -> mailboxes.read(step);
            case MAILBOX_CHANGE -> mailboxes.change(step);
            case DELEGATE_ADD -> delegates.change(step, true);
            case DELEGATE_REMOVE -> delegates.change(step, false);
            case FILES_DELEGATE -> files(step, true);
            case FILES_DELEGATE_REMOVE -> files(step, false);
            case DEVICES_RETIRE -> retire(step);
            default -> directory.run(step);
        };
    }

    private static StepResult done(Map<String, Object> told) {
        return new StepResult.Done(told);
    }

    private StepResult password(StepRun step) {
        step.caller().requireInPerson();
        String given = step.text("password");
        boolean keeps = Boolean.TRUE.equals(step.flag("keep"));
        String password = keeps ? null : given == null || given.isEmpty() ? Secrets.next() : given;
        NewPassword wanted = new NewPassword(password, Boolean.TRUE.equals(step.flag("mustChange")));
        changes.touch(
                step.caller(),
                Permission.USER_PASSWORD_WRITE,
                step.organization(),
                new UserKey.Id(new UserId(step.target())),
                new Alongside() {
                    @Override
                    public void write(Session session, User user) {
                        step.ledger().done(session, Map.of());
                    }

                    @Override
                    public NewPassword password() {
                        return wanted;
                    }
                });
        return StepResult.done();
    }

    private StepResult sessions(StepRun step) {
        changes.touch(
                step.caller(),
                Permission.USER_PASSWORD_WRITE,
                step.organization(),
                new UserKey.Id(new UserId(step.target())),
                Alongside.NOTHING);
        graph.send(step, "POST", graph.path(step) + "/revokeSignInSessions", Map.of());
        return StepResult.done();
    }

    /** Microsoft invites an address once: doing it again answers the same guest. */
    private StepResult invite(StepRun step) {
        Map<String, Object> invitation = new LinkedHashMap<>();
        invitation.put("invitedUserEmailAddress", step.required("mail"));
        invitation.put("invitedUserDisplayName", step.required("displayName"));
        invitation.put("inviteRedirectUrl", "https://myapplications.microsoft.com");
        invitation.put("sendInvitationMessage", true);
        JsonNode invited = graph.send(step, "POST", "/invitations", invitation).path("invitedUser");
        return done(Map.of(
                "userId", invited.path("id").asString(""),
                "upn", invited.path("userPrincipalName").asString(step.required("mail"))));
    }

    private StepResult files(StepRun step, boolean isAdded) {
        String site = step.text("site");
        Refusal.unless(
                site == null || site.isBlank(),
                Refusal.Reason.PROVIDER_CANNOT,
                "Microsoft Graph knows a person's files by the person; leave the site out");
        User delegate = graph.user(step, GraphSteps.named(step.required("delegate")));
        String root = graph.path(step) + "/drive/root";
        JsonNode there = permission(graph.get(step, root + "/permissions"), "/grantedToV2/user/email", delegate);
        boolean changed = (there == null) == isAdded;
        if (changed && there == null) {
            Map<String, Object> invitation = new LinkedHashMap<>();
            invitation.put("recipients", List.of(Map.of("email", address(delegate))));
            invitation.put("roles", List.of("write"));
            invitation.put("requireSignIn", true);
            invitation.put("sendInvitation", false);
            graph.send(step, "POST", root + "/invite", invitation);
        } else if (changed && there != null) {
            graph.send(step, "DELETE", root + "/permissions/" + there.path("id").asString(), null);
        }
        return done(Map.of("delegateId", delegate.id().value().toString(), "changed", changed));
    }

    private static @Nullable JsonNode permission(JsonNode list, String address, User delegate) {
        for (JsonNode one : list.path("value")) {
            if (one.at(address).asString("").equalsIgnoreCase(address(delegate))) {
                return one;
            }
        }
        return null;
    }

    private static String address(User user) {
        String mail = user.mail();
        return mail == null ? user.upn() : mail;
    }

    private StepResult retire(StepRun step) {
        List<String> names = new ArrayList<>();
        for (JsonNode device :
                graph.get(step, graph.path(step) + "/managedDevices").path("value")) {
            graph.send(
                    step,
                    "POST",
                    "/deviceManagement/managedDevices/" + device.path("id").asString() + "/retire",
                    Map.of());
            names.add(device.path("deviceName").asString(""));
        }
        return done(Map.of("count", names.size(), "names", names));
    }
}
