package io.tenantry.api.clouduserhub;

import io.tenantry.kernel.Instants;
import io.tenantry.licensing.AssignedLicense;
import io.tenantry.licensing.AssignedWay;
import io.tenantry.licensing.LicenseProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a user in Microsoft Graph that tell of licences. They are shown only where they are selected. */
final class LicenseMembers {
    private static final String HELD = "assignedLicenses";
    private static final String STATES = "licenseAssignmentStates";

    private LicenseMembers() {}

    static boolean areSelected(@Nullable String select) {
        return DeltaAnswers.selects(select, HELD) || DeltaAnswers.selects(select, STATES);
    }

    /** The rest of a {@code $select}, which names what the user's shape shows. */
    static @Nullable String without(@Nullable String select) {
        return DeltaAnswers.without(select, HELD, STATES);
    }

    /** Adds what is selected of them. */
    static void show(Map<String, @Nullable Object> item, @Nullable String select, List<AssignedWay> ways) {
        if (DeltaAnswers.selects(select, HELD)) {
            item.put(
                    HELD,
                    AssignedLicense.held(ways).stream()
                            .map(one -> Map.of("skuId", one.sku(), "disabledPlans", one.disabledPlans()))
                            .toList());
        }
        if (DeltaAnswers.selects(select, STATES)) {
            item.put(STATES, ways.stream().map(LicenseMembers::state).toList());
        }
    }

    private static Map<String, @Nullable Object> state(AssignedWay way) {
        LicenseProblem problem = way.problem();
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("skuId", way.sku());
        state.put("disabledPlans", way.disabledPlans());
        state.put("assignedByGroup", way.group());
        state.put("state", problem == null ? "Active" : "Error");
        state.put("error", problem == null ? "None" : problem.graphName());
        state.put("lastUpdatedDateTime", Instants.text(way.since()));
        return state;
    }
}
