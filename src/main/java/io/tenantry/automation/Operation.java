package io.tenantry.automation;

import static io.tenantry.access.Permission.COMMAND_DEVICE_READ;
import static io.tenantry.access.Permission.COMMAND_DEVICE_WRITE;
import static io.tenantry.access.Permission.COMMAND_EXCHANGE_READ;
import static io.tenantry.access.Permission.COMMAND_EXCHANGE_WRITE;
import static io.tenantry.access.Permission.COMMAND_SHAREPOINT_WRITE;
import static io.tenantry.access.Permission.GROUP_READ_BASIC;
import static io.tenantry.access.Permission.GROUP_WRITE;
import static io.tenantry.access.Permission.LICENSE_READ;
import static io.tenantry.access.Permission.LICENSE_READ_BASIC;
import static io.tenantry.access.Permission.LICENSE_WRITE;
import static io.tenantry.access.Permission.ORGANIZATION_READ;
import static io.tenantry.access.Permission.USER_DELETE;
import static io.tenantry.access.Permission.USER_PASSWORD_WRITE;
import static io.tenantry.access.Permission.USER_READ;
import static io.tenantry.access.Permission.USER_READ_BASIC;
import static io.tenantry.access.Permission.USER_WRITE;

import io.tenantry.access.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of command blocks can be: small things that a provider does, each harmless to repeat. An argument with a
 * question mark may be left out.
 */
public enum Operation {
    USER_CHANGE(
            "user.change",
            TargetKind.USER,
            needs(USER_WRITE),
            Names.ATTRIBUTES,
            Names.ATTRIBUTES + " " + Names.former() + " changed"),
    USER_MANAGER(
            "user.manager.set", TargetKind.USER, needs(USER_WRITE), "manager?", "managerId formerManagerId changed"),
    USER_PASSWORD("user.password.set", TargetKind.USER, needs(USER_PASSWORD_WRITE), "password? mustChange? keep?", ""),
    USER_SESSIONS("user.sessions.end", TargetKind.USER, needs(USER_PASSWORD_WRITE), "", "ended"),
    USER_DELETE_IT("user.delete", TargetKind.USER, needs(USER_DELETE), "", "deletedOn changed"),
    USER_RESTORE("user.restore", TargetKind.USER, needs(USER_WRITE), "", "upn changed"),
    USER_READ_IT(
            "user.read", TargetKind.USER, needs(USER_READ), "", Names.ATTRIBUTES + " managerId managerUpn createdOn"),
    USER_CREATE("user.create", TargetKind.ORGANIZATION, needs(USER_WRITE, USER_READ), Names.NEW_USER, "userId upn"),
    GUEST_INVITE(
            "guest.invite",
            TargetKind.ORGANIZATION,
            needs(USER_WRITE, USER_READ, ORGANIZATION_READ),
            "mail displayName",
            "userId upn"),
    GUEST_READ("guest.read", TargetKind.USER, needs(USER_READ), "", "upn"),
    GROUPS_READ("user.groups.read", TargetKind.USER, needs(GROUP_READ_BASIC), "", "groupIds groupNames count"),
    GROUP_ADD(
            "user.groups.add",
            TargetKind.USER,
            needs(GROUP_READ_BASIC, GROUP_WRITE),
            "group",
            "groupId groupName changed"),
    GROUPS_ADD_ALL(
            "user.groups.addAll",
            TargetKind.USER,
            needs(GROUP_READ_BASIC, GROUP_WRITE),
            "groups",
            "groupIds groupNames count"),
    GROUP_REMOVE(
            "user.groups.remove",
            TargetKind.USER,
            needs(GROUP_READ_BASIC, GROUP_WRITE),
            "group",
            "groupId groupName changed"),
    GROUPS_REMOVE_ALL(
            "user.groups.removeAll",
            TargetKind.USER,
            needs(GROUP_READ_BASIC, GROUP_WRITE),
            "",
            "groupIds groupNames count changed"),
    GROUPS_COPY(
            "user.groups.copy",
            TargetKind.USER,
            needs(GROUP_READ_BASIC, GROUP_WRITE, USER_READ),
            "from",
            "groupIds groupNames count"),
    LICENSES_READ("user.licenses.read", TargetKind.USER, needs(LICENSE_READ), "", "skuIds products count"),
    LICENSES_CHANGE(
            "user.licenses.change",
            TargetKind.USER,
            needs(LICENSE_READ, LICENSE_WRITE),
            "add? remove?",
            "skuIds products count changed"),
    LICENSES_REMOVE_ALL(
            "user.licenses.removeAll",
            TargetKind.USER,
            needs(LICENSE_READ, LICENSE_WRITE),
            "",
            "skuIds products count changed"),
    GROUP_READ_IT(
            "group.read", TargetKind.GROUP, needs(GROUP_READ_BASIC), "", "displayName description kind mail members"),
    GROUP_CHANGE(
            "group.change",
            TargetKind.GROUP,
            needs(GROUP_WRITE),
            "displayName? description? visibility?",
            "displayName"),
    GROUP_DELETE("group.delete", TargetKind.GROUP, needs(GROUP_WRITE), "", ""),
    GROUP_OWNER_ADD("group.owners.add", TargetKind.GROUP, needs(GROUP_WRITE, USER_READ), "owner", "ownerId changed"),
    GROUP_OWNER_REMOVE(
            "group.owners.remove", TargetKind.GROUP, needs(GROUP_WRITE, USER_READ), "owner", "ownerId changed"),
    GROUP_MEMBERS_CLEAR("group.members.clear", TargetKind.GROUP, needs(GROUP_READ_BASIC, GROUP_WRITE), "", "count"),
    GROUP_CREATE(
            "group.create",
            TargetKind.ORGANIZATION,
            needs(GROUP_WRITE, USER_READ),
            "displayName mailNickname? description? kind owner?",
            "groupId displayName"),
    GROUP_FIND(
            "group.find", TargetKind.ORGANIZATION, needs(GROUP_READ_BASIC), "name kind?", "groupIds groupNames count"),
    ORGANIZATION_READ_IT(
            "organization.read", TargetKind.ORGANIZATION, needs(ORGANIZATION_READ), "", "name domain domains people"),
    ORGANIZATION_LICENSES(
            "organization.licenses.read",
            TargetKind.ORGANIZATION,
            needs(LICENSE_READ_BASIC),
            "",
            "skuIds products available"),
    ORGANIZATION_FIND_USERS(
            "organization.users.find", TargetKind.ORGANIZATION, needs(USER_READ_BASIC), "text", "userIds upns count"),
    MAILBOX_READ(
            "mailbox.read",
            TargetKind.USER,
            needs(COMMAND_EXCHANGE_READ, USER_READ),
            "tenant? mailbox?",
            Names.MAILBOX),
    MAILBOX_CHANGE(
            "mailbox.change",
            TargetKind.USER,
            needs(COMMAND_EXCHANGE_WRITE, USER_READ),
            "tenant? mailbox? kind? forwardTo? keepCopy? hidden? autoReply? autoReplyInternal? autoReplyExternal? autoReplyFrom?"
                    + " autoReplyUntil?",
            Names.MAILBOX + " changed"),
    DELEGATE_ADD(
            "delegates.add",
            TargetKind.USER,
            needs(COMMAND_EXCHANGE_WRITE, USER_READ),
            "of delegate right",
            "delegateId changed"),
    DELEGATE_REMOVE(
            "delegates.remove",
            TargetKind.USER,
            needs(COMMAND_EXCHANGE_WRITE, USER_READ),
            "of delegate right?",
            "delegateId changed"),
    FILES_DELEGATE(
            "files.delegates.add",
            TargetKind.USER,
            needs(COMMAND_SHAREPOINT_WRITE, USER_READ),
            "delegate site?",
            "delegateId changed"),
    FILES_DELEGATE_REMOVE(
            "files.delegates.remove",
            TargetKind.USER,
            needs(COMMAND_SHAREPOINT_WRITE, USER_READ),
            "delegate site?",
            "delegateId changed"),
    DEVICE_READ_IT(
            "device.read", TargetKind.DEVICE, needs(COMMAND_DEVICE_READ), "", "name state system serial ownerUpn"),
    DEVICE_ADD(
            "device.add",
            TargetKind.ORGANIZATION,
            needs(COMMAND_DEVICE_WRITE, USER_READ),
            "name system? serial? owner?",
            "deviceId name"),
    DEVICE_STATE("device.state.set", TargetKind.DEVICE, needs(COMMAND_DEVICE_WRITE), "state", "state changed"),
    DEVICES_RETIRE("user.devices.retire", TargetKind.USER, needs(COMMAND_DEVICE_WRITE), "", "count names changed");

    private final String wireName;
    private final TargetKind target;
    // A set that nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> arguments;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> required;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> outputs;

    Operation(String wireName, TargetKind target, Set<Permission> permissions, String arguments, String outputs) {
        this.wireName = wireName;
        this.target = target;
        this.permissions = permissions;
        List<String> all = words(arguments);
        this.arguments = all.stream().map(name -> name.replace("?", "")).toList();
        required = all.stream().filter(name -> !name.endsWith("?")).toList();
        this.outputs =
                words(outputs).stream().map(name -> name.replace("?", "")).toList();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static Set<Permission> needs(Permission... permissions) {
        return Set.of(permissions);
    }

    /** What blocks call it. */
    public String wireName() {
        return wireName;
    }

    /** What it is done to. */
    public TargetKind target() {
        return target;
    }

    /** What whoever runs it needs to be allowed in the organization. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Whether it changes something, and does not only look. */
    public boolean changes() {
        return !wireName.endsWith(".read") && !wireName.endsWith(".find");
    }

    /** The arguments it knows. */
    public List<String> arguments() {
        return arguments;
    }

    /** Those it does not do without. */
    public List<String> required() {
        return required;
    }

    /** Whether what is given for an argument is never told again, so that it may be sensitive. */
    public boolean keepsSecret(String argument) {
        return argument.equals("password");
    }

    /** What its outcome tells. */
    public List<String> outputs() {
        return outputs;
    }

    /** What its outcome calls an attribute as it was before. */
    public static String former(String attribute) {
        return "former" + Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1);
    }

    /** The operation that blocks call so, or null when there is none. */
    public static @Nullable Operation named(String wireName) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }

    /** Names that several operations have in common; constants of an enum cannot be used in its own constructor calls. */
    private static final class Names {
        private static final String OTHERS =
                " accountEnabled? givenName? surname? jobTitle? department? companyName? employeeId?"
                        + " employeeType? employeeHireDate? employeeLeaveDate? timeZone? officeLocation? streetAddress? city? state? postalCode? country?"
                        + " usageLocation? preferredLanguage? mobilePhone? businessPhone? faxNumber? mail? mailNickname?";

        /** Attributes of people, each of which may be left out. */
        static final String ATTRIBUTES = "upn? displayName?" + OTHERS;

        static String former() {
            return words(ATTRIBUTES).stream().map(Operation::former).collect(Collectors.joining(" "));
        }

        static final String NEW_USER = "upn displayName templateUser? password? mustChange?" + OTHERS;

        static final String MAILBOX =
                "kind forwardTo keepCopy hidden autoReply autoReplyInternal autoReplyExternal autoReplyFrom autoReplyUntil";

        private Names() {}
    }
}
