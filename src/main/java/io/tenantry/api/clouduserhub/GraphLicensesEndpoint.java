package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.LicenseChange.Added;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.UserLicenses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Licences of a user as in Microsoft Graph: read, and given and taken away in one go. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users/{id}", GraphPaths.PREFIXED + "/users/{id}"})
class GraphLicensesEndpoint {
    private static final String ADD = "addLicenses";
    private static final String REMOVE = "removeLicenses";
    private static final String SKU = "skuId";
    private static final String PLANS = "disabledPlans";

    private final Licenses licenses;
    private final Answers answers;

    GraphLicensesEndpoint(Licenses licenses, Answers answers) {
        this.licenses = licenses;
        this.answers = answers;
    }

    @Operation(summary = "List the licences a user holds")
    @Exchanges(gives = "licenseDetail", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/licenseDetails")
    @Requires(Permission.LICENSE_READ)
    Listing details(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        return details(request, held(caller, request, organizationId, id));
    }

    /** Also those that he was given and does not hold, with what is in the way. */
    @Operation(summary = "List every way a user's licences come by")
    @Exchanges(
            gives = "licenseAssignmentState",
            options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/licenseAssignmentStates")
    @Requires(Permission.LICENSE_READ)
    Listing states(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        UserLicenses user = held(caller, request, organizationId, id);
        return answers.all(
                request,
                "users('" + user.objectId() + "')/licenseAssignmentStates",
                LicenseShapes.ASSIGNMENT_STATE,
                LicenseShapes.states(user));
    }

    /** Answers what the user holds afterwards. When anything of it is refused, nothing is done. */
    @Operation(summary = "Give a user licences and take others away")
    @Exchanges(takes = "licenseChange", gives = "licenseDetail")
    @PostMapping({"/assignlicense", "/assignLicense"})
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.LICENSE_WRITE)
    Listing assign(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body) {
        LicenseChange change = change(body);
        return details(request, licenses.change(caller, Keys.organization(organizationId), Keys.user(id), change));
    }

    private UserLicenses held(Caller caller, HttpServletRequest request, String organizationId, String id) {
        return licenses.of(caller, Keys.organization(organizationId), Keys.user(id), answers.asOf(request));
    }

    private Listing details(HttpServletRequest request, UserLicenses user) {
        return answers.all(
                request,
                "users('" + user.objectId() + "')/licenseDetails",
                LicenseShapes.LICENSE_DETAIL,
                LicenseShapes.details(user));
    }

    private static LicenseChange change(Map<String, @Nullable Object> body) {
        refuseOthers(body, Set.of(ADD, REMOVE), "");
        Refusal.unless(
                body.get(ADD) != null || body.get(REMOVE) != null,
                Refusal.Reason.MALFORMED,
                "The request has to say with addLicenses or removeLicenses what to change.",
                ADD);
        List<Added> add = new ArrayList<>();
        for (Object item : list(body, ADD)) {
            if (!(item instanceof Map<?, ?> license)) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED, "The property 'addLicenses' must be a list of objects", ADD);
            }
            refuseOthers(license, Set.of(SKU, PLANS), ADD + ".");
            String sku = GraphBodies.text(license, SKU, ADD + "." + SKU);
            if (sku == null) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "A value is required for property 'addLicenses.skuId'",
                        ADD + "." + SKU);
            }
            add.add(new Added(Keys.uuid(sku, ADD + "." + SKU), Set.copyOf(ids(license, PLANS))));
        }
        return new LicenseChange(add, ids(body, REMOVE));
    }

    private static List<?> list(Map<?, ?> body, String name) {
        Object value = body.get(name);
        Refusal.unless(
                value == null || value instanceof List,
                Refusal.Reason.MALFORMED,
                "The property '" + name + "' must be a list",
                name);
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<UUID> ids(Map<?, ?> body, String name) {
        return GraphBodies.texts(body, name).stream()
                .map(text -> Keys.uuid(text, name))
                .toList();
    }

    private static void refuseOthers(Map<?, ?> body, Set<String> known, String prefix) {
        for (Object name : body.keySet()) {
            String shown = Shortened.of(prefix + name);
            Refusal.unless(
                    known.contains(name) || name.toString().startsWith("@odata."),
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + shown + "' to set here",
                    shown);
        }
    }
}
