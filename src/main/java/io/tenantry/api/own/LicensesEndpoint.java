package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.api.own.SkusEndpoint.SkuName;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.GroupLicense;
import io.tenantry.licensing.GroupLicenses;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.LicensePath;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.ServicePlan;
import io.tenantry.licensing.UserLicenses;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Licences of people and groups: which they have and why, and giving and taking them. */
@RestController
class LicensesEndpoint {
    private static final String OF_USER = Paths.ORGANIZATION + "/users/{userId}/licenses";
    private static final String OF_GROUP = GroupsEndpoint.GROUP + "/licenses";

    private final Licenses licenses;
    private final GroupLicenses groups;
    private final Lists lists;

    LicensesEndpoint(Licenses licenses, GroupLicenses groups, Lists lists) {
        this.licenses = licenses;
        this.groups = groups;
        this.lists = lists;
    }

    /** Also those that he was given and does not hold, with the reason. */
    @Operation(summary = "List the licences of a person")
    @Exchanges(options = Lists.AS_OF_OPTION)
    @GetMapping(OF_USER)
    @Requires(Permission.LICENSE_READ)
    LicenseList ofUser(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String userId) {
        return LicenseList.of(
                licenses.of(caller, Paths.organization(organizationId), Paths.user(userId), lists.asOf(request)));
    }

    /** All of it or nothing; answers what the person has afterwards. */
    @Operation(summary = "Give a person licences and take others away")
    @PostMapping(OF_USER)
    @Requires(Permission.LICENSE_WRITE)
    LicenseList changeUser(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestBody ChangeBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        return LicenseList.of(licenses.change(caller, organization, Paths.user(userId), body.change()));
    }

    /** Directly, through which groups, since when, and by whom. */
    @Operation(summary = "Why a person has a licence")
    @Exchanges(options = Lists.AS_OF_OPTION)
    @GetMapping(OF_USER + "/{skuId}/why")
    @Requires(Permission.LICENSE_READ)
    LicenseBody why(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @PathVariable String skuId) {
        UUID sku = Paths.uuid(skuId, "skuId");
        UserLicenses user =
                licenses.of(caller, Paths.organization(organizationId), Paths.user(userId), lists.asOf(request));
        return LicenseBody.of(user.why(sku), user);
    }

    @Operation(summary = "List the licences a group gives its members")
    @Exchanges(options = Lists.AS_OF_OPTION)
    @GetMapping(OF_GROUP)
    @Requires(Permission.LICENSE_READ)
    GroupLicenseList ofGroup(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String groupId) {
        return GroupLicenseList.of(
                groups.of(caller, Paths.organization(organizationId), Paths.group(groupId), lists.asOf(request)));
    }

    /** All of it or nothing; members for whom no unit is left wait for one. */
    @Operation(summary = "Let a group give its members licences, and take others away")
    @PostMapping(OF_GROUP)
    @Requires(Permission.LICENSE_WRITE)
    GroupLicenseList changeGroup(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String groupId,
            @RequestBody ChangeBody body) {
        return GroupLicenseList.of(
                groups.change(caller, Paths.organization(organizationId), Paths.group(groupId), body.change()));
    }

    /** Licences to give and products to take away. */
    record ChangeBody(@Nullable List<AddBody> add, @Nullable List<UUID> remove) {
        LicenseChange change() {
            Refusal.unless(
                    add != null || remove != null,
                    Refusal.Reason.MALFORMED,
                    "Say with add or remove what to change",
                    "add");
            return new LicenseChange(
                    add == null
                            ? List.of()
                            : Given.all(add, "add").stream().map(AddBody::added).toList(),
                    remove == null ? List.of() : Given.all(remove, "remove"));
        }
    }

    /** A product to give, and which of its service plans are switched off. */
    record AddBody(UUID skuId, @Nullable List<UUID> disabledPlans) {
        AddBody {
            Given.needed(skuId, "skuId");
        }

        LicenseChange.Added added() {
            return new LicenseChange.Added(
                    skuId, disabledPlans == null ? Set.of() : Set.copyOf(Given.all(disabledPlans, "disabledPlans")));
        }
    }

    record LicenseList(List<LicenseBody> items) {
        static LicenseList of(UserLicenses user) {
            return new LicenseList(user.licenses().stream()
                    .map(license -> LicenseBody.of(license, user))
                    .toList());
        }
    }

    /**
     * A licence of a person.
     *
     * @param problem {@code units}, {@code location} or {@code deleted}: why he does not hold it, or null when he does
     * @param explanation the same as a sentence
     * @param since since when he holds it, or does not
     * @param lackingPlans plans he has in vain, because those they depend on are not enabled for him
     */
    record LicenseBody(
            SkuName sku,
            boolean held,
            @Nullable String problem,
            @Nullable String explanation,
            Instant since,
            List<UUID> disabledPlans,
            List<LackingBody> lackingPlans,
            List<PathBody> paths) {
        static LicenseBody of(License license, UserLicenses user) {
            return new LicenseBody(
                    SkuName.of(license.sku()),
                    license.isHeld(),
                    license.problem() == null ? null : license.problem().stored(),
                    license.problem() == null ? null : license.problem().meaning(),
                    license.since(),
                    license.disabledPlans().stream().sorted().toList(),
                    LackingBody.of(user.lacking(license)),
                    license.paths().stream().map(PathBody::of).toList());
        }
    }

    /**
     * A service plan that is of no use, because it depends on others of which none is enabled.
     *
     * @param needsOneOf those it depends on; one of them would do
     */
    record LackingBody(UUID id, String name, List<UUID> needsOneOf) {
        static List<LackingBody> of(List<ServicePlan> plans) {
            return plans.stream()
                    .map(plan -> new LackingBody(plan.id(), plan.name(), plan.needsOneOf()))
                    .toList();
        }
    }

    /** One way by which it came: {@code direct} or {@code group}, since when, and who gave it. */
    record PathBody(
            String kind,
            @Nullable GroupName group,
            List<UUID> disabledPlans,
            Instant since,
            String assignedBy,
            @Nullable UUID assignedById) {
        static PathBody of(LicensePath path) {
            LicensePath.Via group = path.group();
            return new PathBody(
                    path.isDirect() ? "direct" : "group",
                    group == null ? null : new GroupName(group.id(), group.name()),
                    path.disabledPlans(),
                    path.since(),
                    path.assignedBy(),
                    path.assignedById());
        }
    }

    record GroupName(UUID id, String displayName) {}

    record GroupLicenseList(List<GroupLicenseBody> items) {
        static GroupLicenseList of(List<GroupLicense> licenses) {
            return new GroupLicenseList(
                    licenses.stream().map(GroupLicenseBody::of).toList());
        }
    }

    /** A licence of a group's members: how many of them hold it, and how many wait for it. */
    record GroupLicenseBody(
            SkuName sku,
            List<UUID> disabledPlans,
            Instant since,
            String assignedBy,
            @Nullable UUID assignedById,
            int holding,
            int waiting,
            List<LackingBody> lackingPlans) {
        static GroupLicenseBody of(GroupLicense license) {
            return new GroupLicenseBody(
                    SkuName.of(license.sku()),
                    license.disabledPlans(),
                    license.since(),
                    license.assignedBy(),
                    license.assignedById(),
                    license.holding(),
                    license.waiting(),
                    LackingBody.of(license.lacking()));
        }
    }
}
