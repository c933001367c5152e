package io.tenantry.api.clouduserhub;

import io.tenantry.api.Thing;
import io.tenantry.directory.Property;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicensePath;
import io.tenantry.licensing.LicenseProblem;
import io.tenantry.licensing.ServicePlan;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.UserLicenses;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licences and products as Microsoft Graph shows them. */
final class LicenseShapes {
    private static final String SUCCESS = "Success";

    /** A product that a person holds. */
    static final Shape<Detail, Property> LICENSE_DETAIL = new Shape<Detail, Property>((detail, property) -> null)
            .shown("id", LicenseShapes::idOf)
            .shown("skuId", detail -> detail.license().sku().id())
            .shown("skuPartNumber", detail -> detail.license().sku().partNumber())
            .shown("servicePlans", detail -> plans(detail.license()));

    /** One way by which a licence comes, or would come, to a person. */
    static final Shape<State, Property> ASSIGNMENT_STATE = new Shape<State, Property>((state, property) -> null)
            .shown("skuId", state -> state.license().sku().id())
            .shown("disabledPlans", state -> state.way().disabledPlans())
            .shown("assignedByGroup", LicenseShapes::groupOf)
            .shown("state", LicenseShapes::stateOf)
            .shown("error", LicenseShapes::errorOf)
            .shown("lastUpdatedDateTime", state -> state.license().since());

    /** A product of which an organization has units. */
    static final Shape<SubscribedSku, Property> SUBSCRIBED_SKU = new Shape<SubscribedSku, Property>(
                    (sku, property) -> null)
            .shown("id", sku -> sku.tenant() + "_" + sku.sku().id())
            .shown("skuId", sku -> sku.sku().id())
            .shown("skuPartNumber", sku -> sku.sku().partNumber())
            .shown("capabilityStatus", SubscribedSku::capabilityStatus)
            .shown("appliesTo", sku -> sku.sku().appliesTo().stored())
            .shown("consumedUnits", SubscribedSku::consumed)
            .shown(
                    "prepaidUnits",
                    sku -> new PrepaidUnits(
                            sku.units().enabled(),
                            sku.units().suspended(),
                            sku.units().warning(),
                            sku.units().lockedOut()))
            .shown("servicePlans", sku -> plans(sku.sku().plans(), Set.of()));

    /** What was bought, as the tenant knows it. */
    static final Shape<Subscription, Property> COMPANY_SUBSCRIPTION = new Shape<Subscription, Property>(
                    (subscription, property) -> null)
            .shown("id", Subscription::id)
            .shown("commerceSubscriptionId", Subscription::id)
            .shown("createdDateTime", Subscription::createdAt)
            .shown("isTrial", subscription -> false)
            .shown("nextLifecycleDateTime", Subscription::committedUntil)
            .shown("skuId", subscription -> subscription.sku().id())
            .shown("skuPartNumber", subscription -> subscription.sku().partNumber())
            .shown("status", LicenseShapes::statusOf)
            .shown("totalLicenses", Subscription::quantity)
            .shown("serviceStatus", subscription -> plans(subscription.sku().plans(), Set.of()));

    private LicenseShapes() {}

    /** For the documentation. */
    static List<Thing> things() {
        return List.of(
                LICENSE_DETAIL.thing("licenseDetail", false).typed(Thing.Kind.OBJECTS, "servicePlans"),
                ASSIGNMENT_STATE
                        .thing("licenseAssignmentState", false)
                        .typed(Thing.Kind.TEXTS, "disabledPlans")
                        .typed(Thing.Kind.INSTANT, "lastUpdatedDateTime"),
                SUBSCRIBED_SKU
                        .thing("subscribedSku", false)
                        .typed(Thing.Kind.NUMBER, "consumedUnits")
                        .typed(Thing.Kind.OBJECT, "prepaidUnits")
                        .typed(Thing.Kind.OBJECTS, "servicePlans"),
                COMPANY_SUBSCRIPTION
                        .thing("companySubscription", false)
                        .typed(Thing.Kind.INSTANT, "createdDateTime", "nextLifecycleDateTime")
                        .typed(Thing.Kind.NUMBER, "totalLicenses")
                        .typed(Thing.Kind.FLAG, "isTrial")
                        .typed(Thing.Kind.OBJECTS, "serviceStatus"),
                Thing.named("licenseChange")
                        .with(Thing.Kind.OBJECT, "addLicenses")
                        .with(Thing.Kind.TEXTS, "removeLicenses"),
                Thing.named("subscriptionChange")
                        .with(Thing.Kind.NUMBER, "quantity")
                        .with(Thing.Kind.FLAG, "autoRenewEnabled")
                        .with(Thing.Kind.TEXT, "friendlyName", "status"));
    }

    static List<Detail> details(UserLicenses user) {
        return user.held().stream()
                .map(license -> new Detail(user.objectId(), license))
                .toList();
    }

    static List<State> states(UserLicenses user) {
        return user.licenses().stream()
                .flatMap(license -> license.paths().stream()
                        .map(way ->
                                new State(license, way, !user.lacking(license).isEmpty())))
                .toList();
    }

    /** A licence of the person with this object id. */
    record Detail(UUID objectId, License license) {}

    /** Whether plans of the licence lack others they depend on stands beside it: that is a matter of all the person has. */
    record State(License license, LicensePath way, boolean isLacking) {}

    record PrepaidUnits(int enabled, int suspended, int warning, int lockedOut) {}

    record Plan(UUID servicePlanId, String servicePlanName, String provisioningStatus, String appliesTo) {}

    /** The same whenever it is asked for, and no id of anything else. */
    private static String idOf(Detail detail) {
        UUID sku = detail.license().sku().id();
        ByteBuffer bytes = ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(detail.objectId().getMostSignificantBits())
                .putLong(detail.objectId().getLeastSignificantBits())
                .putLong(sku.getMostSignificantBits())
                .putLong(sku.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static String statusOf(Subscription subscription) {
        return switch (subscription.status()) {
            case ACTIVE, PENDING -> "Enabled";
            case EXPIRED -> "Warning";
            case SUSPENDED -> "Suspended";
            case DISABLED -> "LockedOut";
            case DELETED -> "Deleted";
        };
    }

    private static @Nullable Object groupOf(State state) {
        LicensePath.Via group = state.way().group();
        return group == null ? null : group.objectId();
    }

    private static String stateOf(State state) {
        if (!state.license().isHeld()) {
            return "Error";
        }
        return state.isLacking() ? "ActiveWithError" : "Active";
    }

    private static String errorOf(State state) {
        LicenseProblem problem = state.license().problem();
        if (problem != null) {
            return problem.graphName();
        }
        return state.isLacking() ? "DependencyViolation" : "None";
    }

    private static List<Plan> plans(License license) {
        return plans(license.sku().plans(), license.disabledPlans());
    }

    private static List<Plan> plans(List<ServicePlan> plans, Set<UUID> disabled) {
        return plans.stream()
                .map(plan -> new Plan(
                        plan.id(),
                        plan.name(),
                        disabled.contains(plan.id()) ? "Disabled" : SUCCESS,
                        plan.appliesTo().stored()))
                .toList();
    }
}
