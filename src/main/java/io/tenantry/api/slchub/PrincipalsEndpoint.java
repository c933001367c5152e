package io.tenantry.api.slchub;

import static io.tenantry.query.dialect.BracketRules.Operator.CO;
import static io.tenantry.query.dialect.BracketRules.Operator.EQ;
import static io.tenantry.query.dialect.BracketRules.Operator.GT;
import static io.tenantry.query.dialect.BracketRules.Operator.IN;
import static io.tenantry.query.dialect.BracketRules.Operator.LT;
import static io.tenantry.query.dialect.BracketRules.Operator.SW;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Lifetime;
import io.tenantry.directory.Principal;
import io.tenantry.directory.PrincipalLists;
import io.tenantry.directory.PrincipalLists.Among;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People and groups in one list. */
@RestController("slcPrincipalsEndpoint")
@RequestMapping({SlcPaths.ROOT + "/principals", SlcPaths.OF_ORGANIZATION + "/principals"})
class PrincipalsEndpoint {
    private static final String TYPE = "_type";
    private static final String USER = "User";
    private static final String GROUP = "Group";
    private static final Field ID = Principal.Field.ID.named("_id");
    private static final Field DISPLAY_NAME = Principal.Field.DISPLAY_NAME.named("displayName");
    private static final BracketRules RULES = BracketRules.of(ID)
            .inPages()
            .sort(DISPLAY_NAME)
            .choice(TYPE, USER, GROUP)
            .filter(ID, EQ, IN)
            .filter(DISPLAY_NAME, EQ, CO, SW)
            .filter(Principal.Field.EXTERNAL.named("external"), EQ)
            .filter(Principal.Field.SYSTEM.named("system"), EQ)
            .filter(Principal.Field.DELETED.named(UserShape.DELETED), LT, GT)
            .others(Set.of(Past.AS_OF));

    static {
        UserLists.deletedChoice(RULES);
    }

    private final PrincipalLists principals;
    private final Groups groups;
    private final Lists lists;

    PrincipalsEndpoint(PrincipalLists principals, Groups groups, Lists lists) {
        this.principals = principals;
        this.groups = groups;
        this.lists = lists;
    }

    /** Users and groups, as far as the caller may see them. Where deleted ones alone are asked for, these are users. */
    @Operation(summary = "List users and groups")
    @Exchanges(
            gives = "Principal",
            options = {
                "filter[_id][EQ]: this user or group; IN takes several ids",
                "filter[_type][EQ]: User or Group",
                "filter[displayName][EQ]: this display name, in any case; CO a part of it, SW its beginning",
                "filter[external][EQ]: true for those that a directory feeds",
                "filter[system][EQ]: true or false",
                "filter[deleted][EQ]: deletedOnly, notDeletedOnly or all, of users; LT and GT take a moment",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping
    @Requires(
            value = Permission.USER_READ_BASIC,
            note = "usergroup.readbasic for hub user groups, group.readbasic for others; those without are left out")
    Listing list(Where where, HttpServletRequest request) {
        OrganizationId organization = where.organization(
                Permission.USER_READ_BASIC, Permission.USER_GROUP_READ_BASIC, Permission.GROUP_READ_BASIC);
        BracketOptions options = Lists.options(request, RULES);
        Among among = among(where, organization, request, options);
        return Lists.listing(lists.page(
                        request, where, options, query -> principals.list(where.caller(), organization, among, query))
                .map(PrincipalsEndpoint::shown));
    }

    private Among among(Where where, OrganizationId organization, HttpServletRequest request, BracketOptions options) {
        String type = options.choices().get(TYPE);
        Lifetime lifetime = UserLists.lifetime(request, options);
        boolean groupsOnly = GROUP.equals(type);
        boolean seesUsers = where.caller().reach(Permission.USER_READ_BASIC).covers(organization);
        boolean seesGroups =
                where.caller().reach(Permission.USER_GROUP_READ_BASIC).covers(organization)
                        || where.caller().reach(Permission.GROUP_READ_BASIC).covers(organization);
        // Who may see neither is refused for want of the users' permission.
        boolean withUsers = !groupsOnly && (seesUsers || !seesGroups || USER.equals(type));
        boolean withGroups = !USER.equals(type) && lifetime != Lifetime.DELETED && (seesGroups || groupsOnly);
        Set<Group.Kind> kinds = withGroups ? groups.readable(where.caller(), organization) : Set.of();
        return new Among(lifetime, withUsers, kinds);
    }

    private static Map<String, Object> shown(Principal principal) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(TYPE, principal.kind() == PrincipalKind.USER ? USER : GROUP);
        shown.put("_id", principal.id().toString());
        shown.put("displayName", principal.displayName());
        shown.put("name", principal.name());
        shown.put("external", principal.external());
        shown.put("system", principal.system());
        return shown;
    }
}
