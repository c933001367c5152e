package io.tenantry.access;

import static io.tenantry.access.Permission.AUDIT_READ;
import static io.tenantry.access.Permission.CHANGE_READ;
import static io.tenantry.access.Permission.CHANGE_WRITE;
import static io.tenantry.access.Permission.COMMAND_CATEGORY_READ;
import static io.tenantry.access.Permission.COMMAND_DEVICE_READ;
import static io.tenantry.access.Permission.COMMAND_DEVICE_WRITE;
import static io.tenantry.access.Permission.COMMAND_EXCHANGE_READ;
import static io.tenantry.access.Permission.COMMAND_EXCHANGE_WRITE;
import static io.tenantry.access.Permission.COMMAND_GROUP_READ;
import static io.tenantry.access.Permission.COMMAND_GROUP_WRITE;
import static io.tenantry.access.Permission.COMMAND_JOBS_READ;
import static io.tenantry.access.Permission.COMMAND_LICENSE_READ;
import static io.tenantry.access.Permission.COMMAND_LICENSE_WRITE;
import static io.tenantry.access.Permission.COMMAND_READ;
import static io.tenantry.access.Permission.COMMAND_SCHEDULES_READ;
import static io.tenantry.access.Permission.COMMAND_SCHEDULES_WRITE;
import static io.tenantry.access.Permission.COMMAND_SETS_READ;
import static io.tenantry.access.Permission.COMMAND_SETS_WRITE;
import static io.tenantry.access.Permission.COMMAND_SHAREPOINT_READ;
import static io.tenantry.access.Permission.COMMAND_SHAREPOINT_WRITE;
import static io.tenantry.access.Permission.COMMAND_USER_READ;
import static io.tenantry.access.Permission.COMMAND_USER_WRITE;
import static io.tenantry.access.Permission.CONNECTION_READ;
import static io.tenantry.access.Permission.EVENT_READ;
import static io.tenantry.access.Permission.GROUP_READ;
import static io.tenantry.access.Permission.GROUP_READ_BASIC;
import static io.tenantry.access.Permission.GROUP_WRITE;
import static io.tenantry.access.Permission.IDENTITY_SOURCE_READ;
import static io.tenantry.access.Permission.LICENSE_READ;
import static io.tenantry.access.Permission.LICENSE_READ_BASIC;
import static io.tenantry.access.Permission.LICENSE_WRITE;
import static io.tenantry.access.Permission.LOCALE_READ;
import static io.tenantry.access.Permission.ORGANIZATION_PLAN_READ;
import static io.tenantry.access.Permission.ORGANIZATION_PLAN_WRITE;
import static io.tenantry.access.Permission.ORGANIZATION_READ;
import static io.tenantry.access.Permission.ORGANIZATION_READ_BASIC;
import static io.tenantry.access.Permission.PLANS_READ_BASIC;
import static io.tenantry.access.Permission.POLICY_READ;
import static io.tenantry.access.Permission.ROLE_READ;
import static io.tenantry.access.Permission.SCIM_TARGET_READ;
import static io.tenantry.access.Permission.SERVICE_ACCOUNT_READ;
import static io.tenantry.access.Permission.SIGN_IN_CLIENT_READ;
import static io.tenantry.access.Permission.USAGE_PUSH;
import static io.tenantry.access.Permission.USAGE_READ;
import static io.tenantry.access.Permission.USAGE_SOURCE_READ;
import static io.tenantry.access.Permission.USAGE_SOURCE_WRITE;
import static io.tenantry.access.Permission.USAGE_WRITE;
import static io.tenantry.access.Permission.USER_DELETE;
import static io.tenantry.access.Permission.USER_GROUP_READ_BASIC;
import static io.tenantry.access.Permission.USER_GROUP_WRITE;
import static io.tenantry.access.Permission.USER_PASSWORD_WRITE;
import static io.tenantry.access.Permission.USER_READ;
import static io.tenantry.access.Permission.USER_READ_BASIC;
import static io.tenantry.access.Permission.USER_SECOND_FACTOR_RESET;
import static io.tenantry.access.Permission.USER_WRITE;
import static io.tenantry.access.Permission.WEBHOOK_READ;
import static io.tenantry.access.Permission.WEBHOOK_WRITE;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles every installation has. They live in the program, so an upgrade can give them new permissions. */
public enum BuiltInRole {
    ADMINISTRATORS(1, "Administrators", "May do everything", EnumSet.allOf(Permission.class)),
    USER_ADMINISTRATORS(
            2,
            "User Administrators",
            "Create, change and delete people, set their passwords and reset their second factors",
            reading(
                    USER_READ_BASIC,
                    USER_READ,
                    USER_WRITE,
                    USER_DELETE,
                    USER_PASSWORD_WRITE,
                    USER_SECOND_FACTOR_RESET,
                    GROUP_READ_BASIC,
                    CHANGE_READ,
                    CHANGE_WRITE,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_USER_READ,
                    COMMAND_USER_WRITE)),
    GROUP_ADMINISTRATORS(
            3,
            "Group Administrators",
            "Create and change security and Microsoft 365 groups",
            reading(
                    USER_READ_BASIC,
                    GROUP_READ_BASIC,
                    GROUP_READ,
                    GROUP_WRITE,
                    CHANGE_READ,
                    CHANGE_WRITE,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_GROUP_READ,
                    COMMAND_GROUP_WRITE)),
    USER_GROUP_ADMINISTRATORS(
            4,
            "User Group Administrators",
            "Create and change hub user groups",
            reading(USER_READ_BASIC, USER_GROUP_READ_BASIC, USER_GROUP_WRITE, CHANGE_READ, CHANGE_WRITE)),
    HELPDESK(
            5,
            "Helpdesk",
            "See people and groups and set passwords",
            reading(
                    USER_READ_BASIC,
                    USER_READ,
                    USER_PASSWORD_WRITE,
                    GROUP_READ_BASIC,
                    GROUP_READ,
                    USER_GROUP_READ_BASIC,
                    ORGANIZATION_READ,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_USER_READ,
                    COMMAND_USER_WRITE)),
    READERS(
            6,
            "Readers",
            "See everything but the audit trail",
            reading(
                    USER_READ_BASIC,
                    USER_READ,
                    GROUP_READ_BASIC,
                    GROUP_READ,
                    USER_GROUP_READ_BASIC,
                    LICENSE_READ_BASIC,
                    LICENSE_READ,
                    ORGANIZATION_READ,
                    ORGANIZATION_PLAN_READ,
                    PLANS_READ_BASIC,
                    ROLE_READ,
                    SERVICE_ACCOUNT_READ,
                    SIGN_IN_CLIENT_READ,
                    IDENTITY_SOURCE_READ,
                    CONNECTION_READ,
                    SCIM_TARGET_READ,
                    POLICY_READ,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_SCHEDULES_READ,
                    COMMAND_SETS_READ,
                    COMMAND_USER_READ,
                    COMMAND_GROUP_READ,
                    COMMAND_LICENSE_READ,
                    COMMAND_EXCHANGE_READ,
                    COMMAND_SHAREPOINT_READ,
                    COMMAND_DEVICE_READ,
                    WEBHOOK_READ,
                    CHANGE_READ,
                    USAGE_READ,
                    USAGE_SOURCE_READ)),
    AUDITORS(
            7,
            "Auditors",
            "Read and verify the audit trail",
            reading(AUDIT_READ, EVENT_READ, WEBHOOK_READ, USER_READ_BASIC, ROLE_READ, CHANGE_READ)),
    AUTOMATION(
            8,
            "Automation",
            "What scripts and flows need to care for people and groups",
            reading(
                    USER_READ_BASIC,
                    USER_READ,
                    USER_WRITE,
                    USER_DELETE,
                    USER_PASSWORD_WRITE,
                    GROUP_READ_BASIC,
                    GROUP_READ,
                    GROUP_WRITE,
                    USER_GROUP_READ_BASIC,
                    USER_GROUP_WRITE,
                    LICENSE_READ_BASIC,
                    LICENSE_READ,
                    LICENSE_WRITE,
                    ORGANIZATION_READ,
                    ORGANIZATION_PLAN_READ,
                    PLANS_READ_BASIC,
                    CHANGE_READ,
                    CHANGE_WRITE,
                    EVENT_READ,
                    WEBHOOK_READ,
                    WEBHOOK_WRITE,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_SCHEDULES_READ,
                    COMMAND_SCHEDULES_WRITE,
                    COMMAND_SETS_READ,
                    COMMAND_SETS_WRITE,
                    COMMAND_USER_READ,
                    COMMAND_USER_WRITE,
                    COMMAND_GROUP_READ,
                    COMMAND_GROUP_WRITE,
                    COMMAND_LICENSE_READ,
                    COMMAND_LICENSE_WRITE,
                    COMMAND_EXCHANGE_READ,
                    COMMAND_EXCHANGE_WRITE,
                    COMMAND_SHAREPOINT_READ,
                    COMMAND_SHAREPOINT_WRITE,
                    COMMAND_DEVICE_READ,
                    COMMAND_DEVICE_WRITE)),
    ASSET_MANAGERS(
            9,
            "Asset Managers",
            "See who uses and who wastes what, and take it back",
            reading(
                    USER_READ_BASIC,
                    LICENSE_READ_BASIC,
                    LICENSE_READ,
                    LICENSE_WRITE,
                    ORGANIZATION_PLAN_READ,
                    ORGANIZATION_PLAN_WRITE,
                    PLANS_READ_BASIC,
                    CHANGE_READ,
                    CHANGE_WRITE,
                    USAGE_READ,
                    USAGE_WRITE,
                    USAGE_SOURCE_READ,
                    USAGE_SOURCE_WRITE)),
    DISCOVERY_AGENTS(
            10,
            "Discovery Agents",
            "Send accounts and activity to discovery sources",
            reading(USAGE_SOURCE_READ, USAGE_PUSH)),
    LICENSE_ADMINISTRATORS(
            20,
            "License Administrators",
            "Assign and remove licenses of people and groups",
            reading(
                    USER_READ_BASIC,
                    GROUP_READ_BASIC,
                    LICENSE_READ_BASIC,
                    LICENSE_READ,
                    LICENSE_WRITE,
                    PLANS_READ_BASIC,
                    CHANGE_READ,
                    CHANGE_WRITE,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_LICENSE_READ,
                    COMMAND_LICENSE_WRITE)),
    PARTNER_CENTER_ADMINISTRATORS(
            21,
            "Partner Center Administrators",
            "Buy, change and cancel subscriptions",
            reading(LICENSE_READ_BASIC, ORGANIZATION_PLAN_READ, ORGANIZATION_PLAN_WRITE, PLANS_READ_BASIC)),
    EXCHANGE_READER(
            40,
            "Exchange Reader",
            "See command blocks about mailboxes and calendars, and their jobs",
            reading(USER_READ_BASIC, COMMAND_READ, COMMAND_CATEGORY_READ, COMMAND_JOBS_READ, COMMAND_EXCHANGE_READ)),
    EXCHANGE_WRITER(
            41,
            "Exchange Writer",
            "Run command blocks about mailboxes and calendars",
            reading(
                    USER_READ_BASIC,
                    USER_READ,
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_EXCHANGE_READ,
                    COMMAND_EXCHANGE_WRITE)),
    COMMAND_BLOCK_JOB_LOG_READER(
            42,
            "Command Block Job Log Reader",
            "See the jobs of all command blocks",
            reading(
                    COMMAND_READ,
                    COMMAND_CATEGORY_READ,
                    COMMAND_JOBS_READ,
                    COMMAND_USER_READ,
                    COMMAND_GROUP_READ,
                    COMMAND_LICENSE_READ,
                    COMMAND_EXCHANGE_READ,
                    COMMAND_SHAREPOINT_READ,
                    COMMAND_DEVICE_READ));

    private static final Map<UUID, BuiltInRole> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BuiltInRole::id, Function.identity()));

    private final UUID id;
    private final String displayName;
    private final String description;
    // Made unmodifiable below.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    BuiltInRole(int number, String displayName, String description, Set<Permission> permissions) {
        id = new UUID(0x7e7a7472_0000_7000L, 0x8000_0000_0000_0000L | number);
        this.displayName = displayName;
        this.description = description;
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** The same in every installation, for ever. */
    public UUID id() {
        return id;
    }

    public String displayName() {
        return displayName;
    }

    public String description() {
        return description;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The built-in role with this id, or null when it is none. */
    public static @Nullable BuiltInRole withId(UUID id) {
        return BY_ID.get(id);
    }

    /** Nearly every role can see where it is: the organizations and locales. */
    private static Set<Permission> reading(Permission... more) {
        Set<Permission> all = EnumSet.of(ORGANIZATION_READ_BASIC, LOCALE_READ);
        Collections.addAll(all, more);
        return all;
    }
}
