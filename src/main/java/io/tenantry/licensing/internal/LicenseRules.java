package io.tenantry.licensing.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.licensing.AppliesTo;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.LicenseChange.Added;
import io.tenantry.licensing.LicenseProblem;
import io.tenantry.licensing.ServicePlan;
import io.tenantry.licensing.Sku;
import io.tenantry.licensing.internal.SkuCatalogue.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What Microsoft Graph asks of a change of licences. Looked at within the transaction, after the change was tried: what is
 * refused here takes all of it back.
 */
public final class LicenseRules {
    private static final String ADD = "addLicenses";
    private static final String REMOVE = "removeLicenses";

    private final Known known;
    private final LicenseChange change;

    public LicenseRules(Known known, LicenseChange change) {
        this.known = known;
        this.change = change;
    }

    /** Refuses products the organization has no units of, or that are not for people, and plans that are not theirs. */
    public void checkProducts(Collection<UUID> subscribed) {
        for (Added added : change.add()) {
            Sku sku = known.sku(added.sku());
            Refusal.unless(
                    subscribed.contains(added.sku()),
                    Reason.MALFORMED,
                    "License " + added.sku() + " does not correspond to a valid company License.",
                    ADD);
            Refusal.unless(
                    sku.appliesTo() == AppliesTo.USER,
                    Reason.MALFORMED,
                    "License " + added.sku() + " applies to the organization and cannot be assigned.",
                    ADD);
            Set<UUID> plans = new HashSet<>(added.disabledPlans());
            sku.plans().forEach(plan -> plans.remove(plan.id()));
            Refusal.unless(
                    plans.isEmpty(),
                    Reason.MALFORMED,
                    "License assignment failed because the license " + added.sku() + " has no service plan "
                            + sorted(plans) + ".",
                    ADD);
        }
    }

    /** Refuses to take away what was not given directly. */
    public void checkRemoved(Collection<UUID> had, Collection<License> now) {
        for (UUID removed : change.remove()) {
            boolean inherited =
                    now.stream().anyMatch(license -> license.sku().id().equals(removed));
            Refusal.unless(
                    had.contains(removed) || !inherited,
                    Reason.CONFLICT,
                    "User license is inherited from a group membership and it cannot be removed directly from the user.",
                    REMOVE);
            Refusal.unless(
                    had.contains(removed), Reason.MALFORMED, "User does not have a corresponding license.", REMOVE);
        }
    }

    /** Refuses a licence that the person did not come to hold. */
    public void checkHeld(Collection<License> now) {
        for (License license : now) {
            LicenseProblem problem = license.problem();
            if (problem != null && change.added().contains(license.sku().id())) {
                throw switch (problem) {
                    case NO_USAGE_LOCATION ->
                        new Refusal(
                                Reason.MALFORMED,
                                "License assignment cannot be done for user with invalid usage location.",
                                "usageLocation");
                    case NO_UNITS ->
                        new Refusal(
                                Reason.CONFLICT,
                                "Subscription with SKU " + license.sku().id()
                                        + " does not have any available licenses.",
                                ADD);
                    case DELETED -> new Refusal(Reason.NOT_FOUND, "The organization has no such user");
                };
            }
        }
    }

    /** Refuses plans that the change leaves without one they depend on. What was so before does not stand in its way. */
    public void checkDependencies(Collection<License> now) {
        Map<UUID, ServicePlan> enabled = new HashMap<>();
        Set<UUID> given = new HashSet<>();
        Set<UUID> taken = new HashSet<>();
        for (License license : now) {
            Set<UUID> disabled = license.disabledPlans();
            boolean isAdded = change.added().contains(license.sku().id());
            for (ServicePlan plan : license.sku().plans()) {
                if (!disabled.contains(plan.id())) {
                    enabled.put(plan.id(), plan);
                }
                if (isAdded) {
                    (disabled.contains(plan.id()) ? taken : given).add(plan.id());
                }
            }
        }
        change.remove().forEach(sku -> known.sku(sku).plans().forEach(plan -> taken.add(plan.id())));
        for (ServicePlan plan : enabled.values()) {
            List<UUID> needs = plan.needsOneOf();
            boolean concerned = given.contains(plan.id()) || needs.stream().anyMatch(taken::contains);
            Refusal.unless(
                    needs.isEmpty() || !concerned || needs.stream().anyMatch(enabled::containsKey),
                    Reason.CONFLICT,
                    "License assignment failed because service plan " + plan.id() + " depends on the service plan(s) "
                            + sorted(needs) + ".",
                    ADD);
        }
    }

    private static String sorted(Collection<UUID> ids) {
        List<String> texts = new ArrayList<>(ids.stream().map(UUID::toString).toList());
        texts.sort(null);
        return String.join(", ", texts);
    }
}
