package io.tenantry.api.own;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The hub's own API as the documentation shows it. */
@Component
class OwnSurface implements Surface {
    private static final Set<String> PARTS_OF_ORGANIZATIONS = Set.of("tags", "move", "restore", "domains");

    @Override
    public String id() {
        return "own";
    }

    @Override
    public String title() {
        return "Tenantry";
    }

    @Override
    public String description() {
        return "The hub's own API, for everything the hub can do. Lists are filtered in OData's syntax and walked page by "
                + "page; changes can be made conditional with If-Match and the version in the ETag.";
    }

    @Override
    public List<String> paths() {
        return List.of(Paths.ROOT + "/**");
    }

    @Override
    public String resource(String path) {
        String rest = path.replace(Paths.ORGANIZATION + "/", "").replace(Paths.ROOT + "/", "");
        String first = rest.split("/", 2)[0].replace("deleted-", "");
        return PARTS_OF_ORGANIZATIONS.contains(first) ? "organizations" : first;
    }

    @Override
    public Thing error() {
        return Thing.named("Problem")
                .with(Thing.Kind.TEXT, "title")
                .with(Thing.Kind.NUMBER, "status")
                .with(Thing.Kind.TEXT, "detail", "code", "target", "correlationId");
    }

    @Override
    public String errorMediaType() {
        return "application/problem+json";
    }

    @Override
    public int conflictStatus(String path) {
        return 409;
    }

    @Override
    public List<Thing> things() {
        return Stream.of(peopleAndGroups(), organizations(), passwords(), webhooks(), List.of(ChangeRequests.THING))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Thing> peopleAndGroups() {
        Thing user = Members.OF_USER.thing("newUser", true);
        Thing group = Members.OF_GROUP.thing("groupChanges", true);
        return List.of(
                Members.OF_USER.thing("user", false).with(Thing.Kind.NUMBER, "version"),
                user.requiring("userPrincipalName", "displayName")
                        .with(Thing.Kind.TEXT, "password")
                        .with(Thing.Kind.FLAG, "mustChangePassword"),
                new Thing("userChanges", user.parts()),
                Members.OF_GROUP.thing("group", false).with(Thing.Kind.NUMBER, "version"),
                Members.OF_GROUP
                        .thing("groupOfPerson", false)
                        .with(Thing.Kind.NUMBER, "version")
                        .with(Thing.Kind.FLAG, "direct"),
                new Thing("newGroup", group.parts())
                        .with(Thing.Kind.TEXT, "kind")
                        .requiring("displayName"),
                group,
                Members.OF_MEMBER.thing("member", false));
    }

    private static List<Thing> organizations() {
        Thing organization = Thing.named("organizationChanges")
                .with(Thing.Kind.TEXT, "kind", "name", "provider")
                .with(Thing.Kind.ID, "microsoftTenantId")
                .with(Thing.Kind.TEXT, "locale")
                .with(Thing.Kind.OBJECT, "settings");
        return List.of(
                organization,
                new Thing("newOrganization", organization.parts())
                        .with(Thing.Kind.ID, "parentId")
                        .with(Thing.Kind.TEXTS, "tags", "domains")
                        .requiring("parentId", "name"),
                Thing.named("newParent").with(Thing.Kind.ID, "parentId").requiring("parentId"),
                Thing.named("tagChanges").with(Thing.Kind.TEXTS, "add", "remove"),
                Thing.named("newDomain").with(Thing.Kind.TEXT, "name").requiring("name"),
                Thing.named("domainChanges")
                        .with(Thing.Kind.FLAG, "isDefault", "isVerified")
                        .with(Thing.Kind.TEXT, "authenticationType")
                        .with(Thing.Kind.TEXTS, "supportedServices")
                        .with(Thing.Kind.NUMBER, "passwordValidityDays", "passwordNotificationDays"),
                Thing.named("newIdentitySource")
                        .with(Thing.Kind.TEXT, "kind", "name", "secret")
                        .with(Thing.Kind.FLAG, "isEnabled")
                        .with(Thing.Kind.OBJECT, "settings")
                        .requiring("kind", "name", "settings"),
                Thing.named("identitySourceChanges")
                        .with(Thing.Kind.TEXT, "name", "secret")
                        .with(Thing.Kind.FLAG, "isEnabled")
                        .with(Thing.Kind.OBJECT, "settings"),
                Thing.named("newConnection")
                        .with(Thing.Kind.TEXT, "kind", "clientId", "secret", "certificate")
                        .with(Thing.Kind.ID, "tenantId")
                        .with(Thing.Kind.TEXT, "loginUrl", "graphUrl", "partnerCenterUrl", "exchangeUrl")
                        .with(Thing.Kind.NUMBER, "syncMinutes")
                        .requiring("tenantId", "clientId"),
                Thing.named("connectionChanges")
                        .with(Thing.Kind.TEXT, "clientId", "secret", "certificate")
                        .with(Thing.Kind.ID, "tenantId")
                        .with(Thing.Kind.TEXT, "loginUrl", "graphUrl", "partnerCenterUrl", "exchangeUrl")
                        .with(Thing.Kind.NUMBER, "syncMinutes"),
                scimTarget(Thing.named("newScimTarget")).requiring("name", "url"),
                scimTarget(Thing.named("scimTargetChanges")),
                Thing.named("emulation").with(Thing.Kind.OBJECT, "faults"),
                Thing.named("reference").with(Thing.Kind.ID, "id").requiring("id"),
                Thing.named("managerReference").with(Thing.Kind.ID, "id"),
                Thing.named("newInvitation")
                        .with(Thing.Kind.TEXT, "mail", "userName", "displayName")
                        .requiring("mail", "userName", "displayName"));
    }

    private static Thing scimTarget(Thing target) {
        return target.with(Thing.Kind.TEXT, "name", "url", "token", "tokenUrl", "clientId", "secret", "scope")
                .with(Thing.Kind.TEXT, "filter", "leaving")
                .with(Thing.Kind.TEXTS, "groups")
                .with(Thing.Kind.OBJECT, "mapping")
                .with(Thing.Kind.FLAG, "enabled")
                .with(Thing.Kind.NUMBER, "leavingLimitPercent", "minutes");
    }

    private static List<Thing> webhooks() {
        Thing webhook = Thing.named("newWebhook")
                .with(Thing.Kind.TEXT, "name", "url")
                .with(Thing.Kind.TEXTS, "types")
                .with(Thing.Kind.TEXT, "filter")
                .with(Thing.Kind.FLAG, "subtree")
                .with(Thing.Kind.TEXT, "contact");
        return List.of(
                webhook.requiring("url"),
                new Thing("webhookChanges", webhook.parts()).with(Thing.Kind.FLAG, "isEnabled"),
                Thing.named("secretRotation").with(Thing.Kind.NUMBER, "overlapHours"),
                Thing.named("newEventSubscription")
                        .with(Thing.Kind.TEXT, "notificationUrl")
                        .with(Thing.Kind.TEXTS, "types")
                        .with(Thing.Kind.TEXT, "filter")
                        .with(Thing.Kind.FLAG, "subtree")
                        .requiring("notificationUrl"),
                Thing.named("replay").with(Thing.Kind.TEXTS, "events").with(Thing.Kind.INSTANT, "from", "to"));
    }

    private static List<Thing> passwords() {
        return List.of(
                Thing.named("passwordChange")
                        .with(Thing.Kind.TEXT, "currentPassword", "newPassword")
                        .requiring("currentPassword", "newPassword"),
                Thing.named("givenPassword")
                        .with(Thing.Kind.TEXT, "password")
                        .with(Thing.Kind.FLAG, "mustChange")
                        .requiring("password"),
                Thing.named("givenHash")
                        .with(Thing.Kind.TEXT, "hash")
                        .with(Thing.Kind.FLAG, "mustChange")
                        .requiring("hash"),
                Thing.named("identityLink").with(Thing.Kind.TEXT, "subject").requiring("subject"),
                Thing.named("passwordQuestion")
                        .with(Thing.Kind.TEXT, "password", "userPrincipalName", "displayName", "mail")
                        .requiring("password"),
                Thing.named("policyChanges")
                        .with(
                                Thing.Kind.OBJECT,
                                "passwordValidityPolicy",
                                "passwordExpirationPolicy",
                                "bruteForceDetectionPolicy",
                                "secondFactorPolicy"));
    }

    @Override
    public Envelope envelope() {
        return new Envelope(
                "Listing",
                "items",
                Thing.named("").with(Thing.Kind.TEXT, "next").with(Thing.Kind.NUMBER, "total"));
    }

    @Override
    public List<String> listOptions(String path) {
        return List.of(
                "filter: a condition in OData's syntax, such as startswith(displayName,'A')",
                "orderBy: members to sort by, each with asc or desc",
                "limit: how many at most, 1 to 1000; 100 when nothing is said",
                "after: where to go on, from next of the page before",
                "count: true to be told how many there are in all");
    }
}
