package io.tenantry.api.clouduserhub;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** The Cloud User Hub dialect as the documentation shows it. */
@Component
class CloudUserHubSurface implements Surface {
    @Override
    public String id() {
        return "cloud-user-hub";
    }

    @Override
    public String title() {
        return "Cloud User Hub";
    }

    @Override
    public String description() {
        return "For automations written for the Cloud User Hub: its directory, and its mirrors of Microsoft Graph with "
                + "OData options and of Partner Center. Every path answers at the root and under /clouduserhub alike.";
    }

    @Override
    public List<String> paths() {
        return List.of("/directory/**", "/graph/**", "/partnercenter/**", "/adminapi/**", "/command/**");
    }

    @Override
    public List<String> prefixes() {
        return List.of("", "/clouduserhub");
    }

    @Override
    public boolean isThrottled() {
        return true;
    }

    @Override
    public String resource(String path) {
        if (path.startsWith("/partnercenter/")) {
            return "Partner Center: subscriptions";
        }
        if (path.startsWith("/adminapi/")) {
            return "Exchange: mailboxes and delegates";
        }
        if (path.startsWith("/command/")) {
            return "Command blocks: " + commandPart(path);
        }
        boolean graph = path.startsWith("/graph/");
        String rest = path.replace(graph ? GraphPaths.AT_ROOT + "/" : "/directory/v1/", "")
                .replace("organizations/{organizationId}/", "");
        return (graph ? "Graph: " : "Directory: ") + rest.split("/", 2)[0];
    }

    private static String commandPart(String path) {
        if (path.startsWith("/command/v1/schedules")) {
            return "schedules";
        }
        if (path.contains("/commandsets")) {
            return "sets";
        }
        return path.contains("/jobs") || path.contains("JobStats") ? "jobs" : "catalogue";
    }

    @Override
    public Thing error() {
        return Thing.named("Error")
                .with(Thing.Kind.TEXT, "error.code", "error.message", "error.innerError.request-id")
                .with(Thing.Kind.INSTANT, "error.innerError.date");
    }

    @Override
    public String errorMediaType() {
        return "application/json";
    }

    @Override
    public int conflictStatus(String path) {
        return path.startsWith("/graph/") ? 400 : 409;
    }

    @Override
    public List<Thing> things() {
        Thing user = Shapes.GRAPH_USER
                .thing("newGraphUser", true)
                .with(Thing.Kind.TEXT, "passwordProfile.password")
                .with(Thing.Kind.FLAG, "passwordProfile.forceChangePasswordNextSignIn");
        Thing group = Shapes.GRAPH_GROUP.thing("graphGroupChanges", true);
        List<Thing> things = new ArrayList<>(LicenseShapes.things());
        things.addAll(CommandThings.all());
        things.addAll(CommandThings.ofSets());
        Collections.addAll(
                things,
                Shapes.HUB_USER.thing("hubUser", false),
                Shapes.HUB_GROUP.thing("hubGroup", false),
                Shapes.HUB_MEMBER.thing("hubMember", false),
                Shapes.GRAPH_USER.thing("graphUser", false),
                Shapes.GRAPH_MEMBER.thing("graphMember", false),
                Shapes.GRAPH_GROUP
                        .thing("graphGroup", false)
                        .typed(Thing.Kind.FLAG, "onPremisesSyncEnabled")
                        .typed(Thing.Kind.TEXTS, "creationOptions", "proxyAddresses", "resourceBehaviorOptions")
                        .typed(Thing.Kind.TEXTS, "resourceProvisioningOptions", "onPremisesProvisioningErrors"),
                user.requiring(
                        "accountEnabled",
                        "displayName",
                        "mailNickname",
                        "userPrincipalName",
                        "passwordProfile.password"),
                new Thing("graphUserChanges", user.parts()),
                new Thing("newGraphGroup", group.parts())
                        .with(Thing.Kind.FLAG, "mailEnabled", "securityEnabled")
                        .with(Thing.Kind.TEXTS, "groupTypes")
                        .requiring("displayName", "mailEnabled", "mailNickname", "securityEnabled"),
                group,
                GraphDomainsEndpoint.DOMAIN
                        .thing("graphDomain", false)
                        .typed(Thing.Kind.FLAG, "isAdminManaged", "isDefault", "isInitial", "isRoot", "isVerified")
                        .typed(Thing.Kind.NUMBER, "passwordNotificationWindowInDays", "passwordValidityPeriodInDays")
                        .typed(Thing.Kind.TEXTS, "supportedServices"),
                Thing.named("graphBatch").with(Thing.Kind.OBJECT, "requests").requiring("requests"),
                LocalesEndpoint.LOCALE.thing("locale", false),
                OrganizationsEndpoint.ORGANIZATION
                        .thing("hubOrganization", false)
                        .typed(Thing.Kind.ID, "id", "microsoftTenantId")
                        .typed(Thing.Kind.INSTANT, "createdOn", "modifiedOn"));
        return things;
    }

    @Override
    public Envelope envelope() {
        Thing others = Thing.named("")
                .with(Thing.Kind.TEXT, "@odata.context")
                .with(Thing.Kind.NUMBER, "@odata.count")
                .with(Thing.Kind.TEXT, "@odata.nextLink");
        return new Envelope("Listing", "value", others);
    }

    @Override
    public List<String> listOptions(String path) {
        boolean graph = path.startsWith("/graph/");
        if (path.endsWith("/delta")) {
            return List.of();
        }
        if (path.endsWith("/locales")
                || path.endsWith("/domains")
                || path.endsWith("/subscribedSkus")
                || path.contains("license")) {
            return List.of("$select: the members to show");
        }
        List<String> options = new ArrayList<>(List.of(
                "$filter: a condition in OData's syntax, such as startswith(displayName,'A')",
                "$orderby: members to sort by, each with asc or desc",
                "$select: the members to show",
                "$top: how many at most",
                "$count: true to be told how many there are in all"));
        if (graph) {
            options.add("$search: a part of a name, in quotes");
        } else {
            options.add("$skip: how many to leave out");
        }
        return options;
    }
}
