package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.User;
import io.tenantry.directory.UserStates;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The person who calls. */
@RestController("scimMeEndpoint")
@RequestMapping(
        path = {ScimPaths.ROOT + "/Me", ScimPaths.OF_ORGANIZATION + "/Me"},
        produces = {ScimPaths.MEDIA_TYPE, ScimPaths.JSON})
class MeEndpoint {
    private final UserStates states;
    private final UserResources resources;

    MeEndpoint(UserStates states, UserResources resources) {
        this.states = states;
        this.resources = resources;
    }

    /** Whoever calls, as a user; programs are none. */
    @Operation(summary = "Get the person who calls")
    @Exchanges(
            gives = "User",
            options = {"attributes: the attributes to show", "excludedAttributes: attributes to leave out"})
    @GetMapping
    @Requires(
            value = {},
            note = "whoever is signed in")
    ResponseEntity<Map<String, Object>> get(At at, HttpServletRequest request) {
        User user = states.self(at.caller()).user();
        Refusal.unless(
                at.named() == null || at.named().equals(user.organization()),
                Refusal.Reason.NOT_FOUND,
                "You are no user of this organization");
        return ResponseEntity.ok()
                .eTag(Meta.tag(user))
                .header(
                        HttpHeaders.CONTENT_LOCATION,
                        at.location(Resource.USER, user.id().value()))
                .body(resources.shown(at, user, Question.selection(request, Resource.USER)));
    }
}
