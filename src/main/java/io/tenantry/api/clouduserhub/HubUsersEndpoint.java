package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /directory/v1/users}: people of the organizations that the filter names. */
@RestController
@RequestMapping({"/directory/v1/users", "/clouduserhub/directory/v1/users"})
class HubUsersEndpoint {
    private static final HubList<User, UserField> USERS = HubList.directory("users", Shapes.HUB_USER, "displayName");

    private final Users users;
    private final Answers answers;

    HubUsersEndpoint(Users users, Answers answers) {
        this.users = users;
        this.answers = answers;
    }

    @Operation(summary = "List users of the organizations named in the filter")
    @Exchanges(gives = "hubUser", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(Permission.USER_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @RequestParam("$filter") String filter) {
        return answers.list(request, caller, USERS, query -> page(caller, NamedOrganizations.in(query)));
    }

    private Page<User> page(Caller caller, NamedOrganizations named) {
        Set<OrganizationId> organizations = named.organizations();
        ListQuery query = named.query();
        if (organizations == null) {
            return users.listEverywhere(caller, query);
        }
        return organizations.size() == 1
                ? users.list(caller, organizations.iterator().next(), query)
                : users.list(caller, organizations, query);
    }
}
