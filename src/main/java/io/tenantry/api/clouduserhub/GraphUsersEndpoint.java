package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseDeltas;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code users} as in Microsoft Graph: found, counted, read and deleted. {@link GraphUserWritesEndpoint} makes and changes them. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users", GraphPaths.PREFIXED + "/users"})
class GraphUsersEndpoint {
    static final HubList<User, UserField> USERS =
            HubList.graph("users", Shapes.GRAPH_USER, UserField.ID, "displayName");

    private final Users users;
    private final UserChanges changes;
    private final LicenseDeltas licenses;
    private final SignIns signIns;
    private final Answers answers;

    GraphUsersEndpoint(Users users, UserChanges changes, LicenseDeltas licenses, SignIns signIns, Answers answers) {
        this.users = users;
        this.changes = changes;
        this.licenses = licenses;
        this.signIns = signIns;
        this.answers = answers;
    }

    /** {@code signInActivity} is shown when it is selected, and then needs {@code audit.read} too. */
    @Operation(summary = "List users")
    @Exchanges(gives = "graphUser", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(value = Permission.USER_READ_BASIC, note = "for signInActivity also user.read and audit.read")
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        if (SignInMembers.areSelected(Answers.selection(request))) {
            return withSignIns(caller, request, organization);
        }
        return answers.list(
                request,
                caller,
                USERS,
                (query, shown) -> users.list(
                        caller,
                        organization,
                        GraphSearch.in(query, USERS.rules().catalogue()),
                        shown));
    }

    private Listing withSignIns(Caller caller, HttpServletRequest request, OrganizationId organization) {
        SignInMembers.refusePast(answers.asOf(request));
        SignInMembers members = new SignInMembers(signIns, caller, organization);
        return answers.list(request, caller, USERS.shaped(members.shape()), query -> {
            Page<User> page = users.list(
                    caller, organization, GraphSearch.in(query, USERS.rules().catalogue()));
            members.learn(page.items());
            return page;
        });
    }

    @Operation(summary = "Count users")
    @GetMapping("/$count")
    @Requires(Permission.USER_READ_BASIC)
    ResponseEntity<String> count(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        return answers.count(
                request,
                USERS,
                query -> users.count(
                        caller,
                        organization,
                        GraphSearch.in(query, USERS.rules().catalogue())));
    }

    /**
     * {@code assignedLicenses} and {@code licenseAssignmentStates} are shown when they are selected, and then need
     * {@code license.read} too; {@code signInActivity} then needs {@code audit.read}.
     */
    @Operation(summary = "Get a user")
    @Exchanges(
            gives = "graphUser",
            options = {"$select: the members to show", "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping("/{id}")
    @Requires(
            value = Permission.USER_READ,
            note = "for assignedLicenses also license.read, for signInActivity audit.read")
    ResponseEntity<Object> get(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        Instant asOf = answers.asOf(request);
        String select = Answers.selection(request);
        if (LicenseMembers.areSelected(select) || SignInMembers.areSelected(select)) {
            User user = users.get(caller, organization, Keys.user(id), asOf);
            return ResponseEntity.ok().eTag(Long.toString(user.version())).body(more(caller, request, user, asOf));
        }
        Set<UserField> shown = Shapes.GRAPH_USER.shown(select, Shapes.USER_DETAIL);
        User user = users.get(caller, organization, Keys.user(id), asOf, shown);
        return ResponseEntity.ok()
                .eTag(Long.toString(user.version()))
                .body(answers.one(request, USERS, Shapes.USER_DETAIL, user));
    }

    /** With members that are looked up elsewhere. */
    private Object more(Caller caller, HttpServletRequest request, User user, @Nullable Instant asOf) {
        SignInMembers members = new SignInMembers(signIns, caller, user.organization());
        Shape<User, UserField> shape = Shapes.GRAPH_USER;
        if (SignInMembers.areSelected(Answers.selection(request))) {
            SignInMembers.refusePast(asOf);
            members.learn(List.of(user));
            shape = members.shape();
        }
        return LicenseMembers.areSelected(Answers.selection(request))
                ? withLicenses(caller, request, user, shape, asOf)
                : answers.one(request, USERS.shaped(shape), Shapes.USER_DETAIL, user);
    }

    private Map<String, @Nullable Object> withLicenses(
            Caller caller,
            HttpServletRequest request,
            User user,
            Shape<User, UserField> shape,
            @Nullable Instant asOf) {
        if (asOf != null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "What licences somebody had then is told by licenseDetails", "asOf");
        }
        String select = Answers.selection(request);
        UUID known = user.id().value();
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("@odata.context", answers.context(request, "users/$entity"));
        item.putAll(DeltaAnswers.shown(shape, LicenseMembers.without(select), user));
        LicenseMembers.show(
                item,
                select,
                licenses.ways(caller, user.organization(), List.of(known)).getOrDefault(known, List.of()));
        return item;
    }

    /** He can be restored for 30 days. */
    @Operation(summary = "Delete a user; restorable for 30 days")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_DELETE)
    void delete(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        changes.delete(caller, Keys.organization(organizationId), Keys.user(id), IfMatch.version(ifMatch));
    }
}
