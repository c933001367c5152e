package io.tenantry.api.clouduserhub;

import io.tenantry.access.Caller;
import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.Delegations;
import io.tenantry.workplace.Delegations.Grant;
import io.tenantry.workplace.Delegations.Held;
import io.tenantry.workplace.Delegations.Subject;
import io.tenantry.workplace.Mailbox;
import io.tenantry.workplace.Mailboxes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries cmdlets of Exchange out on the mailboxes that the hub keeps. */
@Component
class ExchangeCmdlets {
    private static final String IDENTITY = "Identity";
    private static final String ON_BEHALF = "GrantSendOnBehalfTo";
    private static final String CALENDAR = ":\\Calendar";
    private static final String FULL = "FullAccess";
    private static final String AS = "SendAs";
    private static final String BEHALF = "SendOnBehalf";
    private static final int LIST_MAX = 100;

    private final Users users;
    private final AccountProviders providers;
    private final Mailboxes mailboxes;
    private final Delegations delegations;

    ExchangeCmdlets(Users users, AccountProviders providers, Mailboxes mailboxes, Delegations delegations) {
        this.users = users;
        this.providers = providers;
        this.mailboxes = mailboxes;
        this.delegations = delegations;
    }

    /** Who runs a cmdlet, and where. */
    private record At(Caller caller, OrganizationId organization, CmdletParameters parameters) {}

    List<Map<String, @Nullable Object>> run(Caller caller, OrganizationId organization, CmdletParameters parameters) {
        At at = new At(caller, organization, parameters);
        return switch (parameters.cmdlet()) {
            case "Get-Mailbox" -> mailboxes(at);
            case "Get-Recipient" ->
                List.of(recipient(owner(at, at.parameters().knowing(IDENTITY).required(IDENTITY))));
            case "Set-Mailbox" -> set(at);
            case "Get-MailboxPermission" -> permissions(at, "User", FULL);
            case "Add-MailboxPermission" -> permit(at, "User", FULL, true);
            case "Remove-MailboxPermission" -> permit(at, "User", FULL, false);
            case "Get-RecipientPermission" -> permissions(at, "Trustee", AS);
            case "Add-RecipientPermission" -> permit(at, "Trustee", AS, true);
            case "Remove-RecipientPermission" -> permit(at, "Trustee", AS, false);
            case "Get-MailboxFolderStatistics" -> folders(at);
            case "Get-MailboxFolderPermission" -> shared(at);
            case "Add-MailboxFolderPermission", "Set-MailboxFolderPermission" -> share(at, true);
            case "Remove-MailboxFolderPermission" -> share(at, false);
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The term '" + Shortened.of(parameters.cmdlet()) + "' is not a cmdlet that the hub knows",
                        "CmdletName");
        };
    }

    /** Whose mailbox is meant, seen by his rights first. */
    private User owner(At at, String identity) {
        User owner = users.get(at.caller(), at.organization(), Keys.user(identity));
        providers.requireHere(at.organization());
        return owner;
    }

    private static UserKey key(User user) {
        return new UserKey.Id(user.id());
    }

    private List<Map<String, @Nullable Object>> mailboxes(At at) {
        CmdletParameters parameters = at.parameters().knowing(IDENTITY, "ResultSize");
        String identity = parameters.text(IDENTITY);
        if (identity != null) {
            return List.of(mailbox(at, owner(at, identity)));
        }
        ListQuery first = ListQuery.first(
                parameters.number("ResultSize", LIST_MAX, LIST_MAX),
                Condition.ALL,
                List.of(Order.ascending(UserField.ID.named("id"))));
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        for (User user : users.list(at.caller(), at.organization(), first).items()) {
            told.add(mailbox(at, user));
        }
        providers.requireHere(at.organization());
        return told;
    }

    private static Map<String, @Nullable Object> recipient(User user) {
        String mail = user.mail();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("Name", user.objectId().toString());
        told.put(IDENTITY, user.objectId().toString());
        told.put("DisplayName", user.displayName());
        told.put("ExternalDirectoryObjectId", user.objectId().toString());
        told.put("PrimarySmtpAddress", mail == null ? user.upn() : mail);
        return told;
    }

    private Map<String, @Nullable Object> mailbox(At at, User user) {
        Mailbox mailbox = mailboxes.of(at.caller(), at.organization(), key(user));
        List<Held> held = delegations.of(at.caller(), at.organization(), key(user), Subject.MAILBOX);
        Map<String, @Nullable Object> told = recipient(user);
        String forwardTo = mailbox.forwardTo();
        told.put("UserPrincipalName", user.upn());
        told.put("RecipientTypeDetails", mailbox.kind() == Mailbox.Kind.SHARED ? "SharedMailbox" : "UserMailbox");
        told.put("IsShared", mailbox.kind() == Mailbox.Kind.SHARED);
        told.put("ForwardingAddress", null);
        told.put("ForwardingSmtpAddress", forwardTo == null ? null : "smtp:" + forwardTo);
        told.put("DeliverToMailboxAndForward", forwardTo != null && mailbox.keepsCopy());
        told.put("HiddenFromAddressListsEnabled", mailbox.isHidden());
        told.put(
                ON_BEHALF,
                held.stream()
                        .filter(one -> one.right().equals(BEHALF))
                        .map(one -> one.objectId().toString())
                        .toList());
        return told;
    }

    private List<Map<String, @Nullable Object>> set(At at) {
        CmdletParameters parameters = at.parameters()
                .knowing(
                        IDENTITY,
                        "Type",
                        "ForwardingAddress",
                        "ForwardingSmtpAddress",
                        "DeliverToMailboxAndForward",
                        "HiddenFromAddressListsEnabled",
                        ON_BEHALF);
        User owner = owner(at, parameters.required(IDENTITY));
        mailboxes.change(
                at.caller(),
                at.organization(),
                key(owner),
                before -> changed(before, parameters),
                (session, after) -> {});
        if (parameters.values().get(ON_BEHALF) instanceof Map<?, ?> edits) {
            for (String verb : List.of("Add", "Remove")) {
                String delegate = GraphBodies.text(edits, verb, verb);
                if (delegate != null) {
                    grant(at, owner, delegate, BEHALF, verb.equals("Add"));
                }
            }
        }
        return List.of();
    }

    private static Mailbox changed(Mailbox before, CmdletParameters parameters) {
        Boolean keepsCopy = parameters.flag("DeliverToMailboxAndForward");
        Boolean isHidden = parameters.flag("HiddenFromAddressListsEnabled");
        boolean forwards = parameters.has("ForwardingAddress") || parameters.has("ForwardingSmtpAddress");
        String within = parameters.text("ForwardingAddress");
        String forwardTo = within == null ? parameters.text("ForwardingSmtpAddress") : within;
        return new Mailbox(
                kind(before.kind(), parameters.text("Type")),
                forwards ? plain(forwardTo) : before.forwardTo(),
                keepsCopy == null ? before.keepsCopy() : keepsCopy,
                isHidden == null ? before.isHidden() : isHidden,
                before.reply());
    }

    private static Mailbox.Kind kind(Mailbox.Kind before, @Nullable String type) {
        return switch (type) {
            case null -> before;
            case "Regular" -> Mailbox.Kind.USER;
            case "Shared" -> Mailbox.Kind.SHARED;
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED, "The hub knows mailboxes of type Regular and Shared", "Type");
        };
    }

    private static @Nullable String plain(@Nullable String address) {
        return address == null || address.isBlank()
                ? null
                : address.regionMatches(true, 0, "smtp:", 0, 5) ? address.substring(5) : address;
    }

    private List<Map<String, @Nullable Object>> permissions(At at, String whose, String right) {
        CmdletParameters parameters = at.parameters().knowing(IDENTITY, whose, "AccessRights");
        User owner = owner(at, parameters.required(IDENTITY));
        String only = only(at, whose);
        return delegations.of(at.caller(), at.organization(), key(owner), Subject.MAILBOX).stream()
                .filter(held -> held.right().equals(right) && (only == null || only.equalsIgnoreCase(held.upn())))
                .<Map<String, @Nullable Object>>map(held -> {
                    Map<String, @Nullable Object> told = new LinkedHashMap<>();
                    told.put(IDENTITY, owner.objectId().toString());
                    told.put(whose, held.upn());
                    told.put("AccessRights", List.of(right));
                    told.put("Deny", false);
                    told.put("IsInherited", false);
                    return told;
                })
                .toList();
    }

    /** Of whom alone is to be told, by his UPN; null for of everybody. */
    private @Nullable String only(At at, String whose) {
        String named = at.parameters().text(whose);
        return named == null
                ? null
                : users.get(at.caller(), at.organization(), Keys.user(named)).upn();
    }

    private List<Map<String, @Nullable Object>> permit(At at, String whose, String right, boolean isGiven) {
        CmdletParameters parameters =
                at.parameters().knowing(IDENTITY, whose, "AccessRights", "InheritanceType", "AutoMapping");
        parameters.requireRight(right);
        grant(at, owner(at, parameters.required(IDENTITY)), parameters.required(whose), right, isGiven);
        return List.of();
    }

    private void grant(At at, User owner, String delegate, String right, boolean isGiven) {
        Grant grant = new Grant(Subject.MAILBOX, key(owner), Keys.user(delegate), "");
        change(at, grant, right, isGiven);
    }

    private boolean change(At at, Grant grant, @Nullable String right, boolean isGiven) {
        return (isGiven && right != null)
                ? delegations
                        .add(at.caller(), at.organization(), grant, right, (session, after) -> {})
                        .changed()
                : delegations
                        .remove(at.caller(), at.organization(), grant, right, (session, after) -> {})
                        .changed();
    }

    private List<Map<String, @Nullable Object>> folders(At at) {
        CmdletParameters parameters = at.parameters().knowing(IDENTITY, "FolderScope");
        User owner = owner(at, parameters.required(IDENTITY));
        mailboxes.of(at.caller(), at.organization(), key(owner));
        Map<String, @Nullable Object> calendar = new LinkedHashMap<>();
        calendar.put("Name", "Calendar");
        calendar.put("FolderPath", "/Calendar");
        calendar.put("FolderType", "Calendar");
        return List.of(calendar);
    }

    /** Whose calendar is meant; the hub keeps no other folders. */
    private User calendar(At at) {
        String identity = at.parameters().required(IDENTITY);
        Refusal.unless(
                identity.endsWith(CALENDAR),
                Refusal.Reason.NOT_FOUND,
                "The folder '" + Shortened.of(identity) + "' couldn't be found");
        return owner(at, identity.substring(0, identity.length() - CALENDAR.length()));
    }

    private List<Map<String, @Nullable Object>> shared(At at) {
        at.parameters().knowing(IDENTITY, "User");
        User owner = calendar(at);
        String only = only(at, "User");
        return delegations.of(at.caller(), at.organization(), key(owner), Subject.CALENDAR).stream()
                .filter(held -> only == null || only.equalsIgnoreCase(held.upn()))
                .<Map<String, @Nullable Object>>map(held -> {
                    Map<String, @Nullable Object> told = new LinkedHashMap<>();
                    told.put("FolderName", "Calendar");
                    told.put("User", held.displayName());
                    told.put("AccessRights", List.of(held.right().equals("Reader") ? "Reviewer" : "Editor"));
                    told.put("SharingPermissionFlags", held.right().equals("Delegate") ? "Delegate" : null);
                    return told;
                })
                .toList();
    }

    private List<Map<String, @Nullable Object>> share(At at, boolean isGiven) {
        CmdletParameters parameters =
                at.parameters().knowing(IDENTITY, "User", "AccessRights", "SharingPermissionFlags");
        Grant grant = new Grant(Subject.CALENDAR, key(calendar(at)), Keys.user(parameters.required("User")), "");
        boolean changed = change(at, grant, isGiven ? right(parameters) : null, isGiven);
        Refusal.unless(
                changed || isGiven, Refusal.Reason.NOT_FOUND, "There is no existing permission entry for this user");
        return List.of();
    }

    private static String right(CmdletParameters parameters) {
        String rights = String.join(",", parameters.texts("AccessRights"));
        boolean isDelegate =
                String.join(",", parameters.texts("SharingPermissionFlags")).contains("Delegate");
        return switch (rights) {
            case "Reviewer" -> "Reader";
            case "Editor" -> isDelegate ? "Delegate" : "Editor";
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The hub knows calendars that are shared with Reviewers and Editors",
                        "AccessRights");
        };
    }
}
