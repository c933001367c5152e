package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Finds people over all organizations the caller reaches, as one types: by any part of any name, address or number. */
@RestController
class SearchEndpoint {
    private static final Listed<Hit> LISTED = new Listed<>(
            UsersEndpoint.CATALOGUE,
            List.of(Order.ascending(UsersEndpoint.CATALOGUE.sortable("displayName"))),
            Set.of("text"),
            hit -> hit);

    private final Users users;
    private final Organizations organizations;
    private final Lists lists;

    SearchEndpoint(Users users, Organizations organizations, Lists lists) {
        this.users = users;
        this.organizations = organizations;
        this.lists = lists;
    }

    @Operation(summary = "Find people in all organizations")
    @Exchanges(
            givesType = SearchEndpoint.Hit.class,
            options = "text: any part of a name, sign-in name, address or phone number")
    @GetMapping(Paths.ROOT + "/search")
    @Requires(Permission.USER_READ_BASIC)
    Listing search(Caller caller, HttpServletRequest request) {
        String text = Lists.one(request, "text");
        if (text == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Say with text= what to look for", "text");
        }
        return lists.list(
                request, caller, LISTED, query -> named(caller, users.listEverywhere(caller, lookingFor(text, query))));
    }

    private Page<Hit> named(Caller caller, Page<User> found) {
        Set<OrganizationId> homes =
                found.items().stream().map(User::organization).collect(Collectors.toSet());
        Map<OrganizationId, String> names = new HashMap<>(organizations.names(caller, homes));
        return found.map(user -> Hit.of(user, names.get(user.organization())));
    }

    private static ListQuery lookingFor(String text, ListQuery query) {
        return new ListQuery(
                query.filter(), text, query.order(), query.limit(), query.skip(), query.after(), query.count());
    }

    /** Someone who was found, with what tells people of the same name apart. */
    record Hit(
            UUID id,
            String displayName,
            String userPrincipalName,
            @Nullable String mail,
            @Nullable String mobilePhone,
            List<String> businessPhones,
            List<String> formerUserPrincipalNames,
            @Nullable String department,
            boolean accountEnabled,
            Home organization) {
        static Hit of(User user, @Nullable String organizationName) {
            return new Hit(
                    user.id().value(),
                    user.displayName(),
                    user.upn(),
                    user.mail(),
                    user.mobilePhone(),
                    user.businessPhones(),
                    user.formerUpns(),
                    user.department(),
                    user.enabled(),
                    new Home(user.organization().value(), organizationName));
        }
    }

    /** Where a person lives. The name is null for a caller who may see people but not organizations. */
    record Home(UUID id, @Nullable String name) {}
}
