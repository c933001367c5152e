package io.tenantry.events;

import static io.tenantry.events.EventShape.CHANGED;
import static io.tenantry.events.EventShape.FAILED;
import static io.tenantry.events.EventShape.JOB;
import static io.tenantry.events.EventShape.LICENSE;
import static io.tenantry.events.EventShape.MADE;
import static io.tenantry.events.EventShape.MEMBER;
import static io.tenantry.events.EventShape.OWNER;
import static io.tenantry.events.EventShape.PLAIN;
import static io.tenantry.events.EventShape.WAITING;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of events. Each is made of actions in the audit trail, or of what the database tells by itself. A name never changes
 * its meaning; should its data change in a way that breaks readers, its version goes up.
 */
public enum EventType {
    USER_CREATED("user.created", MADE, "A person was added", "user.create"),
    USER_UPDATED("user.updated", CHANGED, "Properties of a person were changed", "user.change"),
    USER_ENABLED("user.enabled", CHANGED, "An account may be used again"),
    USER_DISABLED("user.disabled", CHANGED, "An account may not be used any more"),
    USER_DELETED("user.deleted", PLAIN, "A person was deleted and can still be restored", "user.delete"),
    USER_RESTORED("user.restored", PLAIN, "A deleted person is back", "user.restore"),
    USER_PURGED("user.purged", PLAIN, "A deleted person is gone for good", "user.purge"),
    USER_PASSWORD_CHANGED(
            "user.password.changed",
            PLAIN,
            "A person has another password",
            "user.password.set",
            "user.password.change",
            "user.password.reset"),
    USER_IMPERSONATED("user.impersonated", PLAIN, "Somebody began to act as a person", "user.impersonate"),
    USER_IDENTITY_LINKED(
            "user.identity.linked", PLAIN, "A person can sign in through another provider", "user.identity.link"),
    USER_IDENTITY_UNLINKED(
            "user.identity.unlinked",
            PLAIN,
            "A person no longer signs in through another provider",
            "user.identity.unlink"),
    SIGNIN_SUCCEEDED("signin.succeeded", PLAIN, "A person signed in", "user.signin"),
    SIGNIN_FAILED("signin.failed", FAILED, "Somebody tried to sign in as a person and failed"),
    SIGNIN_LOCKED("signin.locked", PLAIN, "An account was locked after too many failures", "user.lockout"),
    SIGNIN_UNLOCKED("signin.unlocked", PLAIN, "An account's failures were forgotten", "user.unlock"),
    INVITATION_SENT("invitation.sent", MADE, "A person was invited", "user.invitation.send"),
    INVITATION_REDEEMED("invitation.redeemed", PLAIN, "A person accepted the invitation", "user.invitation.redeem"),
    INVITATION_REVOKED("invitation.revoked", PLAIN, "An invitation was taken back", "user.invitation.revoke"),
    MAILBOX_CHANGED("mailbox.changed", CHANGED, "Settings of a mailbox were changed", "mailbox.change"),
    DELEGATION_ADDED(
            "delegation.added", MADE, "Somebody may use a person's mailbox, calendar or files", "delegation.add"),
    DELEGATION_REMOVED("delegation.removed", MADE, "Somebody may not any more", "delegation.remove"),
    GROUP_CREATED("group.created", MADE, "A group was added", "group.create"),
    GROUP_UPDATED("group.updated", CHANGED, "Properties of a group were changed", "group.change"),
    GROUP_DELETED("group.deleted", PLAIN, "A group was deleted and can still be restored", "group.delete"),
    GROUP_RESTORED("group.restored", PLAIN, "A deleted group is back", "group.restore"),
    GROUP_PURGED("group.purged", PLAIN, "A deleted group is gone for good", "group.purge"),
    GROUP_MEMBER_ADDED("group.member.added", MEMBER, "A group has another member", "group.members.add"),
    GROUP_MEMBER_REMOVED("group.member.removed", MEMBER, "A group has lost a member", "group.members.remove"),
    GROUP_OWNER_ADDED("group.owner.added", OWNER, "A group has another owner", "group.owners.add"),
    GROUP_OWNER_REMOVED("group.owner.removed", OWNER, "A group has lost an owner", "group.owners.remove"),
    GROUP_LICENSES_CHANGED("group.licenses.changed", CHANGED, "A group gives its members other licenses"),
    LICENSE_ASSIGNED(
            "license.assigned", LICENSE, "A person holds a license, by whatever way it came", "license.assigned"),
    LICENSE_REMOVED("license.removed", LICENSE, "A person does not hold a license any more", "license.removed"),
    SUBSCRIPTION_CREATED("subscription.created", MADE, "Units were bought", "subscription.create"),
    SUBSCRIPTION_CHANGED("subscription.changed", CHANGED, "A subscription was changed", "subscription.change"),
    SUBSCRIPTION_RENEWED("subscription.renewed", CHANGED, "A subscription began a new term", "subscription.renew"),
    ORGANIZATION_CREATED("organization.created", MADE, "An organization was added", "organization.create"),
    ORGANIZATION_UPDATED(
            "organization.updated",
            CHANGED,
            "Properties, tags or contacts of an organization were changed",
            "organization.change",
            "organization.tags.change",
            "organization.contact.change"),
    ORGANIZATION_MOVED(
            "organization.moved", CHANGED, "An organization lies elsewhere in the tree", "organization.move"),
    ORGANIZATION_DELETED(
            "organization.deleted",
            PLAIN,
            "An organization was deleted and can still be restored",
            "organization.delete"),
    ORGANIZATION_RESTORED("organization.restored", PLAIN, "A deleted organization is back", "organization.restore"),
    DOMAIN_ADDED("domain.added", MADE, "An organization has another domain", "organization.domains.add"),
    DOMAIN_CHANGED(
            "domain.changed",
            CHANGED,
            "A domain was changed",
            "organization.domains.change",
            "organization.domains.default"),
    DOMAIN_REMOVED("domain.removed", PLAIN, "An organization has lost a domain", "organization.domains.remove"),
    DEVICE_ADDED("device.added", MADE, "A device was added", "device.add"),
    DEVICE_UPDATED("device.updated", MADE, "A device was changed", "device.change"),
    ROLE_CREATED("role.created", MADE, "A role was made", "role.create"),
    ROLE_UPDATED("role.updated", CHANGED, "A role was changed", "role.change"),
    ROLE_DELETED("role.deleted", PLAIN, "A role was removed", "role.delete"),
    ROLE_ASSIGNED("role.assigned", MADE, "Somebody was given a role", "role.assign"),
    ROLE_UNASSIGNED("role.unassigned", CHANGED, "A role was taken from somebody", "role.unassign"),
    SERVICE_ACCOUNT_CREATED("serviceaccount.created", MADE, "A program was given an account", "serviceaccount.create"),
    SERVICE_ACCOUNT_UPDATED(
            "serviceaccount.updated", CHANGED, "A program's account was changed", "serviceaccount.change"),
    SERVICE_ACCOUNT_SECRET_CHANGED(
            "serviceaccount.secret.changed", PLAIN, "A program's account has another secret", "serviceaccount.secret"),
    SERVICE_ACCOUNT_DELETED(
            "serviceaccount.deleted", PLAIN, "A program's account was removed", "serviceaccount.delete"),
    POLICY_CHANGED("policy.changed", CHANGED, "Rules for signing in were changed", "policy.change"),
    IDENTITY_SOURCE_CREATED(
            "identitysource.created", MADE, "A directory or sign-in provider was added", "identitysource.create"),
    IDENTITY_SOURCE_UPDATED(
            "identitysource.updated", CHANGED, "A directory or sign-in provider was changed", "identitysource.change"),
    IDENTITY_SOURCE_DELETED(
            "identitysource.deleted", PLAIN, "A directory or sign-in provider was removed", "identitysource.delete"),
    CONNECTION_CREATED("connection.created", MADE, "A Microsoft tenant was connected", "connection.create"),
    CONNECTION_UPDATED(
            "connection.updated", CHANGED, "A connection to a Microsoft tenant was changed", "connection.change"),
    CONNECTION_DELETED("connection.deleted", PLAIN, "A Microsoft tenant was disconnected", "connection.delete"),
    MIRROR_CHANGED("mirror.changed", MADE, "Reading a Microsoft tenant brought news", "mirror.change"),
    CHANGE_PLANNED("change.planned", MADE, "A change of many things was planned", "change.plan"),
    CHANGE_WAITING(
            "change.waiting-for-approval",
            WAITING,
            "A planned change needs somebody's approval",
            "change.waiting-for-approval"),
    CHANGE_APPROVED("change.approved", PLAIN, "A planned change was approved", "change.approve"),
    CHANGE_REJECTED("change.rejected", PLAIN, "A planned change was rejected", "change.reject"),
    CHANGE_STARTED(
            "change.started",
            PLAIN,
            "Carrying a planned change out began or goes on",
            "change.apply",
            "change.resume",
            "change.retry"),
    CHANGE_PAUSED("change.paused", PLAIN, "Carrying a planned change out stopped for now", "change.pause"),
    CHANGE_CANCELLED("change.cancelled", PLAIN, "A planned change was given up", "change.cancel"),
    CHANGE_APPLIED("change.applied", PLAIN, "A planned change is through", "change.done"),
    JOB_CREATED("job.created", PLAIN, "A command job was asked for", "command.job.create"),
    JOB_FINISHED("job.finished", JOB, "A command job is over", "job.finished"),
    WEBHOOK_CREATED("webhook.created", MADE, "A webhook was added", "webhook.create"),
    WEBHOOK_UPDATED("webhook.updated", CHANGED, "A webhook was changed", "webhook.change"),
    WEBHOOK_DISABLED("webhook.disabled", FAILED, "A webhook failed for too long", "webhook.disable"),
    WEBHOOK_DELETED("webhook.deleted", PLAIN, "A webhook was removed", "webhook.delete"),
    WEBHOOK_TEST("webhook.test", PLAIN, "Somebody tries a webhook out; only that webhook is told");

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final EventShape shape;
    private final String meaning;
    // Made unmodifiable below.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> actions;

    EventType(String wireName, EventShape shape, String meaning, String... actions) {
        this.wireName = wireName;
        this.shape = shape;
        this.meaning = meaning;
        this.actions = List.of(actions);
    }

    /** What it is called wherever people and programs name it. */
    public String wireName() {
        return wireName;
    }

    public EventShape shape() {
        return shape;
    }

    /** What happened, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The version of its data. */
    public int version() {
        return 1;
    }

    /** The actions it is made of, where it is made of whole actions. */
    public List<String> actions() {
        return actions;
    }

    /**
     * The type of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static EventType named(String wireName) {
        EventType type = BY_NAME.get(wireName);
        if (type == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "There is no type of event called '" + Shortened.of(wireName) + "'",
                    "types");
        }
        return type;
    }
}
