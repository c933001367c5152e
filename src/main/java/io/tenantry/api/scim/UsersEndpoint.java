package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People. */
@RestController("scimUsersEndpoint")
@RequestMapping(
        path = {ScimPaths.ROOT + ScimPaths.USERS, ScimPaths.OF_ORGANIZATION + ScimPaths.USERS},
        produces = {ScimPaths.MEDIA_TYPE, ScimPaths.JSON})
class UsersEndpoint {
    static final String PASSWORD_NOTE = "user.password.write for a password";

    private final Users users;
    private final UserResources resources;
    private final Lists lists;

    UsersEndpoint(Users users, UserResources resources, Lists lists) {
        this.users = users;
        this.resources = resources;
        this.lists = lists;
    }

    @Operation(summary = "List users")
    @Exchanges(gives = "User")
    @GetMapping
    @Requires(value = Permission.USER_READ_BASIC, note = "group.readbasic or usergroup.readbasic to see groups")
    Listing list(At at, HttpServletRequest request) {
        return list(at, Question.of(request, UserRules.RULES));
    }

    /** The same as listing, for filters that should not stand in addresses. */
    @Operation(summary = "Search users")
    @Exchanges(takes = "SearchRequest", gives = "User")
    @PostMapping("/.search")
    @Requires(value = Permission.USER_READ_BASIC, note = "group.readbasic or usergroup.readbasic to see groups")
    Listing search(At at, @RequestBody Map<String, @Nullable Object> body) {
        return list(at, Question.of(body, UserRules.RULES));
    }

    private Listing list(At at, Question question) {
        OrganizationId organization = at.organization(Permission.USER_READ_BASIC);
        return lists.page(
                at,
                at.url() + ScimPaths.USERS,
                question,
                query -> users.list(at.caller(), organization, query, UserShape.FIELDS),
                (page, asOf) -> resources.shown(at, page, question.selection(), asOf));
    }

    @Operation(summary = "Get a user")
    @Exchanges(
            gives = "User",
            options = {
                "attributes: the attributes to show",
                "excludedAttributes: attributes to leave out",
                ScimPaths.AS_OF_OPTION
            })
    @GetMapping("/{userId}")
    @Requires(value = Permission.USER_READ, note = "group.readbasic or usergroup.readbasic to see groups")
    ResponseEntity<Map<String, Object>> get(At at, HttpServletRequest request, @PathVariable String userId) {
        Instant asOf = lists.asOf(request);
        User user = resources.get(at, userId, asOf);
        if (Meta.isKnown(request, Meta.tag(user))) {
            return Meta.unchanged(Meta.tag(user));
        }
        return Meta.answer(
                HttpStatus.OK,
                Meta.tag(user),
                at.location(Resource.USER, user.id().value()),
                resources.shown(at, user, Question.selection(request, Resource.USER), asOf));
    }

    /** A user name that is a UPN of the organization becomes the UPN; for any other a UPN is made. */
    @Operation(summary = "Create a user")
    @Exchanges(takes = "NewUser", gives = "User", status = 201)
    @PostMapping
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, Object>> create(
            At at, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        return answer(HttpStatus.CREATED, at, request, resources.create(at, body));
    }

    /** Attributes that are not sent are emptied; {@code active} stays as it is. */
    @Operation(summary = "Replace a user")
    @Exchanges(takes = "NewUser", gives = "User")
    @PutMapping("/{userId}")
    @Requires(
            value = {Permission.USER_READ, Permission.USER_WRITE},
            note = PASSWORD_NOTE)
    ResponseEntity<Map<String, Object>> replace(
            At at,
            HttpServletRequest request,
            @PathVariable String userId,
            @RequestBody Map<String, @Nullable Object> body) {
        return answer(HttpStatus.OK, at, request, resources.replace(at, userId, body, Meta.wanted(request)));
    }

    /** All operations are carried out, or none. */
    @Operation(summary = "Change a user")
    @Exchanges(takes = "PatchOp", gives = "User")
    @PatchMapping("/{userId}")
    @Requires(
            value = {Permission.USER_READ, Permission.USER_WRITE},
            note = PASSWORD_NOTE)
    ResponseEntity<Map<String, Object>> patch(
            At at,
            HttpServletRequest request,
            @PathVariable String userId,
            @RequestBody Map<String, @Nullable Object> body) {
        return answer(HttpStatus.OK, at, request, resources.patch(at, userId, body, Meta.wanted(request)));
    }

    /** The hub's own API can restore him for 30 days; here he is gone, and his name is free. */
    @Operation(summary = "Delete a user")
    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_DELETE)
    void delete(At at, HttpServletRequest request, @PathVariable String userId) {
        resources.delete(at, userId, Meta.wanted(request));
    }

    private ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, At at, HttpServletRequest request, User user) {
        return Meta.answer(
                status,
                Meta.tag(user),
                at.location(Resource.USER, user.id().value()),
                resources.shown(at, user, Question.selection(request, Resource.USER), null));
    }
}
