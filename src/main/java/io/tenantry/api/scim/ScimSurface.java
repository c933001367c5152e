package io.tenantry.api.scim;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.List;
import org.springframework.stereotype.Component;

/** The SCIM dialect as the documentation shows it. */
@Component
class ScimSurface implements Surface {
    private static final String SCHEMAS = "schemas";

    @Override
    public String id() {
        return "scim";
    }

    @Override
    public String title() {
        return "SCIM";
    }

    @Override
    public String description() {
        return "For identity providers such as Microsoft Entra ID and Okta that provision users and groups (SCIM 2.0, RFC 7643,"
                + " 7644 and 9865). It works in the caller's own organization; callers who serve several put the"
                + " organization's id behind /scim/v2.";
    }

    @Override
    public List<String> paths() {
        return List.of(
                ScimPaths.ROOT + ScimPaths.USERS + "/**",
                ScimPaths.ROOT + ScimPaths.GROUPS + "/**",
                ScimPaths.ROOT + "/Me",
                ScimPaths.ROOT + "/Bulk",
                ScimPaths.ROOT + "/ServiceProviderConfig",
                ScimPaths.ROOT + "/ResourceTypes/**",
                ScimPaths.ROOT + "/Schemas/**");
    }

    @Override
    public List<String> prefixes() {
        return List.of("");
    }

    @Override
    public boolean isThrottled() {
        return false;
    }

    @Override
    public String resource(String path) {
        return path.substring(ScimPaths.ROOT.length() + 1).split("/", 2)[0];
    }

    @Override
    public Thing error() {
        return Thing.named("Error")
                .with(Thing.Kind.TEXTS, SCHEMAS)
                .with(Thing.Kind.TEXT, "status", "scimType", "detail");
    }

    @Override
    public String errorMediaType() {
        return ScimPaths.MEDIA_TYPE;
    }

    @Override
    public int conflictStatus(String path) {
        return 409;
    }

    @Override
    public List<Thing> things() {
        Thing newUser = user(Thing.named("NewUser")).requiring(UserShape.USER_NAME);
        Thing newGroup = group(Thing.named("NewGroup")).requiring(GroupShape.DISPLAY_NAME);
        return List.of(
                user(identified("User"))
                        .with(Thing.Kind.OBJECTS, UserShape.GROUPS)
                        .with(Thing.Kind.OBJECT, "meta"),
                new Thing("NewUser", newUser.parts()).with(Thing.Kind.TEXT, "password"),
                group(identified("Group")).with(Thing.Kind.OBJECT, "meta"),
                newGroup,
                Thing.named("PatchOp")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(Thing.Kind.OBJECTS, "Operations")
                        .requiring("Operations"),
                Thing.named("SearchRequest")
                        .with(Thing.Kind.TEXTS, SCHEMAS, "attributes", "excludedAttributes")
                        .with(Thing.Kind.TEXT, "filter", "sortBy", "sortOrder", "cursor", "asOf")
                        .with(Thing.Kind.NUMBER, "startIndex", "count"),
                Thing.named("BulkRequest")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(Thing.Kind.NUMBER, "failOnErrors")
                        .with(Thing.Kind.OBJECTS, "Operations")
                        .requiring("Operations"),
                Thing.named("BulkResponse").with(Thing.Kind.TEXTS, SCHEMAS).with(Thing.Kind.OBJECTS, "Operations"),
                Thing.named("ServiceProviderConfig")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(
                                Thing.Kind.OBJECT,
                                "patch",
                                "bulk",
                                "filter",
                                "changePassword",
                                "sort",
                                "etag",
                                "pagination",
                                "meta")
                        .with(Thing.Kind.OBJECTS, "authenticationSchemes"),
                Thing.named("ResourceType")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(Thing.Kind.TEXT, "id", "name", "endpoint", "description", "schema")
                        .with(Thing.Kind.OBJECTS, "schemaExtensions")
                        .with(Thing.Kind.OBJECT, "meta"),
                Thing.named("Schema")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(Thing.Kind.TEXT, "id", "name", "description")
                        .with(Thing.Kind.OBJECTS, "attributes")
                        .with(Thing.Kind.OBJECT, "meta"));
    }

    private static Thing identified(String name) {
        return Thing.named(name).with(Thing.Kind.ID, "id");
    }

    private static Thing user(Thing user) {
        return user.with(Thing.Kind.TEXTS, SCHEMAS)
                .with(Thing.Kind.TEXT, "externalId", UserShape.USER_NAME)
                .with(Thing.Kind.OBJECT, UserShape.NAME)
                .with(Thing.Kind.TEXT, "displayName", "nickName", "title", "userType", "preferredLanguage")
                .with(Thing.Kind.TEXT, "locale", "timezone")
                .with(Thing.Kind.FLAG, "active")
                .with(Thing.Kind.OBJECTS, UserShape.EMAILS, UserShape.PHONES, UserShape.ADDRESSES)
                .with(Thing.Kind.OBJECT, Schema.ENTERPRISE.id());
    }

    private static Thing group(Thing group) {
        return group.with(Thing.Kind.TEXTS, SCHEMAS)
                .with(Thing.Kind.TEXT, GroupShape.EXTERNAL_ID, GroupShape.DISPLAY_NAME)
                .with(Thing.Kind.OBJECTS, GroupShape.MEMBERS);
    }

    @Override
    public boolean guardsVersions() {
        return true;
    }

    @Override
    public Envelope envelope() {
        return new Envelope(
                "Listing",
                "Resources",
                Thing.named("")
                        .with(Thing.Kind.TEXTS, SCHEMAS)
                        .with(Thing.Kind.NUMBER, "totalResults", "itemsPerPage", "startIndex")
                        .with(Thing.Kind.TEXT, "nextCursor"));
    }

    @Override
    public List<String> listOptions(String path) {
        return List.of(
                "filter: a SCIM filter, such as userName eq \"ada@contoso.example\"",
                "sortBy: the attribute to sort by",
                "sortOrder: ascending or descending",
                "startIndex: the first one, counted from 1",
                "cursor: in place of startIndex, empty for the beginning and then the nextCursor of the page before",
                "count: how many at most, 0 to 1000; 100 when nothing is said",
                "attributes: the attributes to show",
                "excludedAttributes: attributes to leave out",
                ScimPaths.AS_OF_OPTION);
    }
}
