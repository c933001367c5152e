package io.tenantry.access;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a role may allow. Names are {@code resource[.subresource].verb}; {@code readbasic} covers lists, {@code read} details.
 * The names of the Cloud User Hub keep their meaning.
 */
public enum Permission {
    ORGANIZATION_READ_BASIC("organization.readbasic", "See the list of organizations"),
    ORGANIZATION_READ("organization.read", "See an organization's details, tags and domains"),
    ORGANIZATION_WRITE("organization.write", "Create, change, move and delete organizations and their domains"),
    LOCALE_READ("locale.read", "See the list of locales"),
    USER_READ_BASIC("user.readbasic", "See and search the lists of people"),
    USER_READ("user.read", "See all details of a person"),
    USER_WRITE("user.write", "Create, change, restore and import people"),
    USER_DELETE("user.delete", "Delete people"),
    USER_PASSWORD_WRITE("user.password.write", "Set a person's password"),
    USER_SECOND_FACTOR_RESET("user.secondfactor.reset", "Take away a person's second factor when it is lost"),
    USER_IMPERSONATE(
            "user.impersonate", "Act as a person, within one's own rights and with both named in the audit trail"),
    GROUP_READ_BASIC("group.readbasic", "See the lists of groups and of their members"),
    GROUP_READ("group.read", "See all details of a group"),
    GROUP_WRITE("group.write", "Create and change security and Microsoft 365 groups and their members"),
    USER_GROUP_READ_BASIC("usergroup.readbasic", "See the lists of hub user groups and of their members"),
    USER_GROUP_WRITE("usergroup.write", "Create, change and delete hub user groups and their members"),
    PLANS_READ_BASIC("plans.readbasic", "See the list of products and their service plans"),
    PLANS_WRITE("plans.write", "Load the list of products"),
    LICENSE_READ_BASIC("license.readbasic", "See the units an organization has and how many are assigned"),
    LICENSE_READ("license.read", "See who holds which license, and why"),
    LICENSE_WRITE("license.write", "Assign and remove licenses of people and groups"),
    ORGANIZATION_PLAN_READ("organization.plan.read", "See an organization's subscriptions"),
    ORGANIZATION_PLAN_WRITE("organization.plan.write", "Buy, change and cancel an organization's subscriptions"),
    ROLE_READ("role.read", "See roles and who holds them"),
    ROLE_WRITE("role.write", "Create roles and assign them, within one's own rights"),
    SERVICE_ACCOUNT_READ("serviceaccount.read", "See service accounts"),
    SERVICE_ACCOUNT_WRITE("serviceaccount.write", "Create, change and delete service accounts"),
    SIGN_IN_CLIENT_READ("signinclient.read", "See the applications that people sign in to through the hub"),
    SIGN_IN_CLIENT_WRITE(
            "signinclient.write", "Register and remove applications that people sign in to through the hub"),
    IDENTITY_SOURCE_READ("identitysource.read", "See the directories and sign-in providers of organizations"),
    IDENTITY_SOURCE_WRITE(
            "identitysource.write", "Add, change, try, read and remove directories and sign-in providers"),
    POLICY_READ("policy.read", "See the rules for passwords, second factors and failed logons"),
    POLICY_WRITE("policy.write", "Change the rules for passwords, second factors and failed logons"),
    CHANGE_READ("change.read", "See plans of changes, what they do to each target and how far they are"),
    CHANGE_WRITE(
            "change.write",
            "Plan, apply and undo changes of many things at once, as far as one may change each of them"),
    CHANGE_APPROVE("change.approve", "Approve and reject plans of changes that others have made"),
    CHANGE_RULE_WRITE("change.rule.write", "Set which plans of changes need somebody else's approval"),
    CONNECTION_READ("connection.read", "See connections to Microsoft tenants and how far they are synchronized"),
    CONNECTION_WRITE("connection.write", "Connect, synchronize and disconnect Microsoft tenants"),
    SCIM_TARGET_READ(
            "scimtarget.read", "See the systems that people are provisioned to, and what became of each person"),
    SCIM_TARGET_WRITE("scimtarget.write", "Add, change, plan, run and remove systems that people are provisioned to"),
    EMULATION_WRITE("emulation.write", "Give an organization's answers faults, to try clients out"),
    USAGE_READ("saas.consolidation.view.r", "See who uses which applications, when, and at what cost"),
    USAGE_WRITE("saas.consolidation.view.crud", "Mark people of the consolidated view, and move their accounts"),
    USAGE_SOURCE_READ("usage.source.read", "See discovery sources and how they are doing"),
    USAGE_SOURCE_WRITE(
            "usage.source.write", "Add, change, run and remove discovery sources, applications and their prices"),
    USAGE_PUSH("usage.push", "Send accounts and activity as an agent"),
    EVENT_READ("event.read", "Read the feed of events: who was changed, how and by whom"),
    WEBHOOK_READ("webhook.read", "See webhooks and what became of deliveries"),
    WEBHOOK_WRITE("webhook.write", "Add, change, try and remove webhooks, and send events again"),
    AUDIT_READ("audit.read", "Read and verify the audit trail"),
    KEY_WRITE("key.write", "Rotate the keys that sign tokens"),
    COMMAND_READ("command.read", "See the catalogue of command blocks"),
    COMMAND_CATEGORY_READ("command.category.read", "See the categories of command blocks"),
    COMMAND_JOBS_READ("command.jobs.read", "See the jobs of the command blocks that one may see"),
    COMMAND_SCHEDULES_READ("command.schedules.read", "See schedules of command jobs"),
    COMMAND_SCHEDULES_WRITE("command.schedules.write", "Create, change, pause and delete schedules of command jobs"),
    COMMAND_SETS_READ("command.sets.read", "See command sets"),
    COMMAND_SETS_WRITE("command.sets.write", "Create, change and delete command sets"),
    COMMAND_USER_READ("command.user.read", "See command blocks about people, and their jobs"),
    COMMAND_USER_WRITE("command.user.write", "Run command blocks about people"),
    COMMAND_GROUP_READ("command.group.read", "See command blocks about groups, and their jobs"),
    COMMAND_GROUP_WRITE("command.group.write", "Run command blocks about groups"),
    COMMAND_LICENSE_READ("command.license.read", "See command blocks about licenses, and their jobs"),
    COMMAND_LICENSE_WRITE("command.license.write", "Run command blocks about licenses"),
    COMMAND_EXCHANGE_READ("command.exchange.read", "See command blocks about mailboxes and calendars, and their jobs"),
    COMMAND_EXCHANGE_WRITE("command.exchange.write", "Run command blocks about mailboxes and calendars"),
    COMMAND_SHAREPOINT_READ("command.sharepoint.read", "See command blocks about people's files, and their jobs"),
    COMMAND_SHAREPOINT_WRITE("command.sharepoint.write", "Run command blocks about people's files"),
    COMMAND_DEVICE_READ("command.device.read", "See command blocks about devices, and their jobs"),
    COMMAND_DEVICE_WRITE("command.device.write", "Run command blocks about devices");

    private static final Map<String, Permission> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Permission::wireName, Function.identity()));

    private final String wireName;
    private final String meaning;

    Permission(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    public String wireName() {
        return wireName;
    }

    /** What it allows, in words a person can decide by. */
    public String meaning() {
        return meaning;
    }

    /**
     * The permission of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static Permission named(String wireName) {
        Permission permission = BY_NAME.get(wireName);
        if (permission == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "There is no permission called '" + wireName + "'", "permissions");
        }
        return permission;
    }
}
