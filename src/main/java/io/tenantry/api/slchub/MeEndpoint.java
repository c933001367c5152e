package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.UserStates;
import io.tenantry.directory.UserStates.Self;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The person who calls. */
@RestController("slcMeEndpoint")
@RequestMapping({SlcPaths.ROOT + "/me", SlcPaths.OF_ORGANIZATION + "/me"})
class MeEndpoint {
    private final UserStates states;

    MeEndpoint(UserStates states) {
        this.states = states;
    }

    /** Whoever calls, as a user; programs are none. */
    @Operation(summary = "Get the person who calls")
    @Exchanges(
            gives = "User",
            options = {"fields: the members to show", "excludeFields: members to leave out"})
    @GetMapping
    @Requires(
            value = {},
            note = "whoever is signed in")
    Map<String, Object> get(Where where, HttpServletRequest request) {
        Selection selection = Selection.alone(request, UserShape.SELECTABLE);
        Self self = states.self(where.caller());
        OrganizationId named = where.named();
        Refusal.unless(
                named == null || named.equals(self.user().organization()),
                Refusal.Reason.NOT_FOUND,
                "You are no user of this organization");
        return UserShape.shown(self.user(), self.state(), selection);
    }
}
