package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.Sku;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.licensing.UserLicenses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Steps on the licences of a person. */
@Component
final class LicenseSteps {
    private final Licenses licenses;
    private final SubscribedSkus products;

    LicenseSteps(Licenses licenses, SubscribedSkus products) {
        this.licenses = licenses;
        this.products = products;
    }

    StepResult read(StepRun step) {
        return told(of(step)).done();
    }

    /** Gives and takes only what is not so yet, so that doing it again is no mistake. */
    StepResult change(StepRun step) {
        UserLicenses before = of(step);
        List<LicenseChange.Added> add = new ArrayList<>();
        for (String product : step.texts("add")) {
            UUID sku = product(step, before, product);
            if (before.licenses().stream().noneMatch(one -> one.sku().id().equals(sku) && one.isDirect())) {
                add.add(new LicenseChange.Added(sku, Set.of()));
            }
        }
        List<UUID> remove = new ArrayList<>();
        for (String product : step.texts("remove")) {
            UUID sku = product(step, before, product);
            if (before.licenses().stream().anyMatch(one -> one.sku().id().equals(sku) && one.isDirect())) {
                remove.add(sku);
            }
        }
        return told(applied(step, before, new LicenseChange(add, remove))).done();
    }

    StepResult removeAll(StepRun step) {
        UserLicenses before = of(step);
        List<UUID> direct = before.licenses().stream()
                .filter(License::isDirect)
                .map(license -> license.sku().id())
                .toList();
        return told(applied(step, before, new LicenseChange(List.of(), direct))).done();
    }

    private UserLicenses applied(StepRun step, UserLicenses before, LicenseChange change) {
        return change.isEmpty()
                ? before
                : licenses.change(step.caller(), step.organization(), Told.user(step.target()), change);
    }

    private UserLicenses of(StepRun step) {
        return licenses.of(step.caller(), step.organization(), Told.user(step.target()));
    }

    /** A product by its id, or by the part number under which the person or the organization has it. */
    private UUID product(StepRun step, UserLicenses before, String text) {
        String name = text.strip();
        if (Told.isId(name)) {
            return UUID.fromString(name);
        }
        Stream<Sku> known = Stream.concat(
                before.licenses().stream().map(License::sku),
                products.all(step.caller(), step.organization()).stream().map(SubscribedSku::sku));
        return known.filter(sku -> sku.partNumber().equalsIgnoreCase(name))
                .map(Sku::id)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND, "The organization has no product called '" + name + "'", "product"));
    }

    private static Told told(UserLicenses licenses) {
        List<License> held = licenses.held();
        return Told.of(
                        "skuIds",
                        held.stream().map(one -> one.sku().id().toString()).toList())
                .and(
                        "products",
                        held.stream().map(one -> one.sku().partNumber()).toList())
                .and("count", held.size());
    }
}
