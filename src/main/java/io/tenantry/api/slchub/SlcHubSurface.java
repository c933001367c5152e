package io.tenantry.api.slchub;

import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The SLC Hub dialect as the documentation shows it. */
@Component
class SlcHubSurface implements Surface {
    private static final String PASSWORD = "password";

    @Override
    public String id() {
        return "slc-hub";
    }

    @Override
    public String title() {
        return "SLC Hub";
    }

    @Override
    public String description() {
        return "For platforms that use Altair's SLC Hub for their users and sign-in. It works in the caller's own organization; "
                + "callers who serve several put /slchub/{organizationId} before the same paths.";
    }

    @Override
    public List<String> paths() {
        return List.of(SlcPaths.ROOT + "/**");
    }

    @Override
    public String resource(String path) {
        String first = path.replace(SlcPaths.ROOT + "/", "").split("/", 2)[0];
        return first.equals("token") ? "login" : first;
    }

    @Override
    public Thing error() {
        return Thing.named("Error").with(Thing.Kind.TEXT, "error", "msg");
    }

    @Override
    public String errorMediaType() {
        return "application/json";
    }

    @Override
    public int conflictStatus(String path) {
        return 409;
    }

    @Override
    public List<Thing> things() {
        return Stream.of(peopleAndGroups(), invitations(), passwords())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Thing> peopleAndGroups() {
        Thing user = UserShape.thing();
        return List.of(
                user,
                new Thing("NewUser", user.parts())
                        .with(Thing.Kind.TEXT, "password")
                        .with(Thing.Kind.FLAG, "mustChange")
                        .requiring(UserShape.USER_NAME, "password"),
                new Thing("UserReplacement", user.parts()).requiring(UserShape.USER_NAME, UserShape.DISPLAY_NAME),
                GroupShape.thing(),
                new Thing("NewGroup", GroupShape.thing().parts()).requiring(GroupShape.NAME),
                new Thing("GroupReplacement", GroupShape.thing().parts()).requiring(GroupShape.NAME),
                Thing.named("PatchOperation")
                        .with(Thing.Kind.TEXT, "op", "path")
                        .with(Thing.Kind.OBJECT, "value")
                        .requiring("op", "path"),
                Thing.named("MemberOperation")
                        .with(Thing.Kind.TEXT, "op")
                        .with(Thing.Kind.ID, "id")
                        .with(Thing.Kind.TEXT, "principalType", "name")
                        .requiring("op"),
                Thing.named("Membership")
                        .with(Thing.Kind.TEXT, "membershipType")
                        .with(Thing.Kind.ID, "id")
                        .with(Thing.Kind.TEXT, "name"),
                Thing.named("Member")
                        .with(Thing.Kind.TEXT, "membershipType", "principalType")
                        .with(Thing.Kind.ID, "id")
                        .with(Thing.Kind.TEXT, "name"),
                Thing.named("OsUser").with(Thing.Kind.TEXT, "userName", "userPrincipalName", "unixHomeDirectory"),
                Thing.named("Told").with(Thing.Kind.TEXT, "msg"),
                Thing.named("Principal")
                        .with(Thing.Kind.TEXT, "_type")
                        .with(Thing.Kind.ID, "_id")
                        .with(Thing.Kind.TEXT, "displayName", "name")
                        .with(Thing.Kind.FLAG, "external", "system"));
    }

    private static List<Thing> invitations() {
        return List.of(
                Thing.named("NewInvitation")
                        .with(Thing.Kind.TEXT, UserShape.EMAIL, UserShape.USER_NAME, UserShape.DISPLAY_NAME)
                        .requiring(UserShape.EMAIL, UserShape.USER_NAME, UserShape.DISPLAY_NAME),
                Thing.named("Redemption")
                        .with(
                                Thing.Kind.TEXT,
                                "token",
                                UserShape.DISPLAY_NAME,
                                UserShape.USER_NAME,
                                "password",
                                "jwtSubject")
                        .requiring("token", UserShape.DISPLAY_NAME, UserShape.USER_NAME),
                Thing.named("NameQuestion")
                        .with(Thing.Kind.TEXT, "token", UserShape.USER_NAME)
                        .requiring("token", UserShape.USER_NAME),
                Thing.named("ResetRequest").with(Thing.Kind.TEXT, "username").requiring("username"),
                Thing.named("PasswordReset")
                        .with(Thing.Kind.TEXT, "token", "newPassword")
                        .requiring("token", "newPassword"));
    }

    private static List<Thing> passwords() {
        return List.of(
                Thing.named("PasswordQuestion").with(Thing.Kind.TEXT, PASSWORD).requiring(PASSWORD),
                Thing.named("NewPasswordQuestion")
                        .with(Thing.Kind.TEXT, PASSWORD, "username", UserShape.DISPLAY_NAME, UserShape.EMAIL)
                        .requiring(PASSWORD),
                Thing.named("PasswordAnswer").with(Thing.Kind.TEXT, "error"),
                Thing.named("OwnPassword")
                        .with(Thing.Kind.TEXT, "currentPassword", "newPassword")
                        .requiring("currentPassword", "newPassword"),
                Thing.named("NamedPassword")
                        .with(Thing.Kind.TEXT, "username", "currentPassword", "newPassword", "code")
                        .requiring("username", "currentPassword", "newPassword"),
                Thing.named("GivenPassword")
                        .with(Thing.Kind.TEXT, PASSWORD)
                        .with(Thing.Kind.FLAG, "mustChange")
                        .requiring(PASSWORD),
                Thing.named("Credentials")
                        .with(Thing.Kind.TEXT, "username", PASSWORD, "code")
                        .requiring("username", PASSWORD),
                Thing.named("Target").with(Thing.Kind.ID, "userId").requiring("userId"),
                Thing.named("Token").with(Thing.Kind.TEXT, "token").with(Thing.Kind.NUMBER, "expiresIn"));
    }

    @Override
    public Envelope envelope() {
        return new Envelope("Listing", "data", Thing.named("").with(Thing.Kind.NUMBER, "totalCount"));
    }

    @Override
    public List<String> listOptions(String path) {
        return List.of(
                "page[offset]: how many to leave out",
                "page[limit]: how many at most, 1 to 1000; 50 when nothing is said",
                "sort: a field to sort by, with - before it for descending");
    }
}
