package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.automation.CommandPlan.Shortage;
import io.tenantry.licensing.Sku;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether there are units for all whom a plan gives licences to; who comes first in the plan gets one first. */
@Component
final class SeatCheck {
    private static final int NAMES_MAX = 100;

    private final Database database;
    private final SubscribedSkus products;

    SeatCheck(Database database, SubscribedSkus products) {
        this.database = database;
        this.products = products;
    }

    /** Somebody and the products he is to get, by id, part number or name. */
    record Want(UUID user, String name, Set<String> products) {}

    /** For whom there is no unit of what, and of which products there are too few. */
    record Found(Map<UUID, List<String>> lacking, List<Shortage> shortages) {}

    Found check(Caller caller, Reach reach, OrganizationId organization, List<Want> wants) {
        if (wants.isEmpty()) {
            return new Found(Map.of(), List.of());
        }
        List<SubscribedSku> subscribed = products.all(caller, organization);
        Set<Held> held = held(reach, organization, wants);
        Map<String, List<Want>> missing = new LinkedHashMap<>();
        Map<String, Tally> tallies = new HashMap<>();
        for (Want want : wants) {
            for (String product : want.products()) {
                SubscribedSku sku = named(subscribed, product);
                String name = sku == null ? product : sku.sku().partNumber();
                if (sku != null && held.contains(new Held(want.user(), sku.sku().id()))) {
                    continue;
                }
                Tally tally = tallies.computeIfAbsent(name, key -> new Tally(sku == null ? 0 : sku.available()));
                if (++tally.needed > tally.available) {
                    missing.computeIfAbsent(name, key -> new ArrayList<>()).add(want);
                }
            }
        }
        return told(missing, tallies);
    }

    private static final class Tally {
        private final long available;
        private long needed;

        private Tally(long available) {
            this.available = available;
        }
    }

    private static Found told(Map<String, List<Want>> missing, Map<String, Tally> tallies) {
        Map<UUID, List<String>> lacking = new HashMap<>();
        List<Shortage> shortages = new ArrayList<>();
        missing.forEach((name, people) -> {
            Tally tally = tallies.getOrDefault(name, new Tally(0));
            shortages.add(new Shortage(
                    name,
                    tally.needed,
                    tally.available,
                    people.stream().limit(NAMES_MAX).map(Want::name).toList()));
            people.forEach(want -> lacking.computeIfAbsent(want.user(), user -> new ArrayList<>())
                    .add(name));
        });
        return new Found(lacking, shortages);
    }

    private static @Nullable SubscribedSku named(List<SubscribedSku> subscribed, String product) {
        return subscribed.stream()
                .filter(one -> isCalled(one.sku(), product.strip()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isCalled(Sku sku, String product) {
        return Stream.of(sku.partNumber(), sku.displayName(), sku.id().toString())
                .anyMatch(product::equalsIgnoreCase);
    }

    private record Held(UUID user, UUID sku) {}

    /** Who holds what already, by whatever way: a licence takes one unit however many ways it came by. */
    private Set<Held> held(Reach reach, OrganizationId organization, List<Want> wants) {
        return new HashSet<>(database.list(
                reach,
                "SELECT user_id, sku_id FROM user_licenses WHERE organization_id = ? AND user_id = ANY (?) AND held",
                row -> new Held(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                organization.value(),
                wants.stream().map(Want::user).toList()));
    }
}
