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
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        return told(of(step).held()).done();
    }

    /** Gives and takes only what is not so yet, so that doing it again is no mistake. */
    StepResult change(StepRun step) {
        UserLicenses before = of(step);
        Set<UUID> add = products(step, before, "add");
        Set<UUID> remove = products(step, before, "remove");
        Refusal.unless(
                Collections.disjoint(add, remove),
                Refusal.Reason.MALFORMED,
                "The same product cannot be given and taken away at once",
                "product");
        Set<UUID> held = before.licenses().stream()
                .filter(License::isDirect)
                .map(license -> license.sku().id())
                .collect(Collectors.toSet());
        List<LicenseChange.Added> given = add.stream()
                .filter(sku -> !held.contains(sku))
                .map(sku -> new LicenseChange.Added(sku, Set.of()))
                .toList();
        List<UUID> taken = remove.stream().filter(held::contains).toList();
        LicenseChange change = new LicenseChange(given, taken);
        return told(applied(step, before, change).held())
                .andChanged(!change.isEmpty())
                .done();
    }

    private Set<UUID> products(StepRun step, UserLicenses before, String argument) {
        Set<UUID> products = new LinkedHashSet<>();
        step.texts(argument).forEach(product -> products.add(product(step, before, product)));
        return products;
    }

    /** Tells what was taken away, so that it can be given back. */
    StepResult removeAll(StepRun step) {
        UserLicenses before = of(step);
        List<License> direct =
                before.licenses().stream().filter(License::isDirect).toList();
        List<UUID> skus = direct.stream().map(license -> license.sku().id()).toList();
        applied(step, before, new LicenseChange(List.of(), skus));
        return told(direct).andChanged(!direct.isEmpty()).done();
    }

    private UserLicenses applied(StepRun step, UserLicenses before, LicenseChange change) {
        return change.isEmpty()
                ? before
                : licenses.change(step.caller(), step.organization(), Told.user(step.target()), change);
    }

    private UserLicenses of(StepRun step) {
        return licenses.of(step.caller(), step.organization(), Told.user(step.target()));
    }

    /** A product by its id, or by the part number or name under which the person or the organization has it. */
    private UUID product(StepRun step, UserLicenses before, String text) {
        String name = text.strip();
        if (Told.isId(name)) {
            return UUID.fromString(name);
        }
        List<Sku> known = Stream.concat(
                        before.licenses().stream().map(License::sku),
                        products.all(step.caller(), step.organization()).stream()
                                .map(SubscribedSku::sku))
                .toList();
        return Stream.<Function<Sku, String>>of(Sku::partNumber, Sku::displayName)
                .flatMap(
                        called -> known.stream().filter(sku -> called.apply(sku).equalsIgnoreCase(name)))
                .map(Sku::id)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND, "The organization has no product called '" + name + "'", "product"));
    }

    private static Told told(List<License> licenses) {
        return Told.of(
                        "skuIds",
                        licenses.stream().map(one -> one.sku().id().toString()).toList())
                .and(
                        "products",
                        licenses.stream().map(one -> one.sku().partNumber()).toList())
                .and("count", licenses.size());
    }
}
