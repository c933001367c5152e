package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.User;
import io.tenantry.directory.UserStates;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
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
        return answer(at, request, self(at));
    }

    /** Like replacing any other user: whoever calls has to be allowed to change users, himself included. */
    @Operation(summary = "Replace the person who calls")
    @Exchanges(takes = "NewUser", gives = "User")
    @PutMapping
    @Requires(
            value = {Permission.USER_READ, Permission.USER_WRITE},
            note = UsersEndpoint.PASSWORD_NOTE)
    ResponseEntity<Map<String, Object>> replace(
            At at, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        User self = self(at);
        return answer(at, request, resources.replace(home(at, self), id(self), body, Meta.wanted(request)));
    }

    /** Like changing any other user. All operations are carried out, or none. */
    @Operation(summary = "Change the person who calls")
    @Exchanges(takes = "PatchOp", gives = "User")
    @PatchMapping
    @Requires(
            value = {Permission.USER_READ, Permission.USER_WRITE},
            note = UsersEndpoint.PASSWORD_NOTE)
    ResponseEntity<Map<String, Object>> patch(
            At at, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        User self = self(at);
        return answer(at, request, resources.patch(home(at, self), id(self), body, Meta.wanted(request)));
    }

    /** Like deleting any other user; the last administrator cannot. */
    @Operation(summary = "Delete the person who calls")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_DELETE)
    void delete(At at, HttpServletRequest request) {
        User self = self(at);
        resources.delete(home(at, self), id(self), Meta.wanted(request));
    }

    private User self(At at) {
        User user = states.self(at.caller()).user();
        Refusal.unless(
                at.named() == null || at.named().equals(user.organization()),
                Refusal.Reason.NOT_FOUND,
                "You are no user of this organization");
        return user;
    }

    /** The same place, but in the organization where the person lives. */
    private static At home(At at, User self) {
        return new At(at.signedIn(), self.organization(), at.url());
    }

    private static String id(User self) {
        return self.id().toString();
    }

    private ResponseEntity<Map<String, Object>> answer(At at, HttpServletRequest request, User user) {
        return ResponseEntity.ok()
                .eTag(Meta.tag(user))
                .header(
                        HttpHeaders.CONTENT_LOCATION,
                        at.location(Resource.USER, user.id().value()))
                .body(resources.shown(at, user, Question.selection(request, Resource.USER), null));
    }
}
