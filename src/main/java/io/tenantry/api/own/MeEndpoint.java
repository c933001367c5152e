package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.directory.OwnGroup;
import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserStates;
import io.tenantry.selfservice.MyAccount;
import io.tenantry.signin.PersonSession;
import io.tenantry.signin.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account, for people with whatever permissions or none. Programs have none. */
@RestController("ownMeEndpoint")
@RequestMapping(Paths.ROOT + "/me")
class MeEndpoint {
    private final UserStates states;
    private final OwnGroups groups;
    private final MyAccount account;
    private final Sessions sessions;

    MeEndpoint(UserStates states, OwnGroups groups, MyAccount account, Sessions sessions) {
        this.states = states;
        this.groups = groups;
        this.account = account;
        this.sessions = sessions;
    }

    /**
     * A group that the caller belongs to.
     *
     * @param through the names of the groups he is a member of that lie within this one
     */
    record GroupBody(UUID id, String displayName, String kind, boolean direct, List<String> through) {
        static GroupBody of(OwnGroup group) {
            return new GroupBody(
                    group.id().value(), group.displayName(), group.kind().stored(), group.direct(), group.through());
        }
    }

    record Groups(List<GroupBody> items) {}

    /**
     * Somewhere the caller is signed in.
     *
     * @param kind {@code browser} or {@code application}
     * @param current whether it is the one he calls from
     */
    record SessionBody(
            UUID id,
            String kind,
            @Nullable String name,
            @Nullable String address,
            Instant signedInAt,
            Instant expiresAt,
            boolean current) {
        static SessionBody of(PersonSession session) {
            return new SessionBody(
                    session.id(),
                    session.kind().name().toLowerCase(Locale.ROOT),
                    session.name(),
                    session.address(),
                    session.since(),
                    session.until(),
                    session.isCurrent());
        }
    }

    record SessionList(List<SessionBody> items) {}

    record SignInBody(
            Instant occurredAt, boolean succeeded, @Nullable String reason) {}

    record SignIns(List<SignInBody> items) {}

    @Operation(summary = "Get the person who calls")
    @Exchanges(gives = "user")
    @GetMapping
    @Requires(
            value = {},
            note = "whoever is signed in")
    Map<String, @Nullable Object> get(Caller caller) {
        User user = states.self(caller).user();
        Map<String, @Nullable Object> shown =
                new LinkedHashMap<>(Members.OF_USER.shown(Members.OF_USER.selected(null), user::value));
        shown.put("version", user.version());
        return shown;
    }

    /** Direct ones and those through groups within groups. */
    @Operation(summary = "List one's own groups")
    @GetMapping("/groups")
    @Requires(
            value = {},
            note = "whoever is signed in")
    Groups groups(Caller caller) {
        return new Groups(groups.of(caller).stream().map(GroupBody::of).toList());
    }

    @Operation(summary = "List where one is signed in")
    @GetMapping("/sessions")
    @Requires(
            value = {},
            note = "whoever is signed in")
    SessionList sessions(Caller caller, HttpServletRequest request) {
        return new SessionList(account.sessions(caller, sessions.current(request)).stream()
                .map(SessionBody::of)
                .toList());
    }

    @Operation(summary = "End one of one's own sessions")
    @DeleteMapping("/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {},
            note = "whoever is signed in")
    void endSession(Caller caller, @PathVariable String sessionId) {
        account.endSession(caller, Paths.uuid(sessionId, "sessionId"));
    }

    @Operation(summary = "End all of one's own sessions but the present one")
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {},
            note = "whoever is signed in")
    void endOtherSessions(Caller caller, HttpServletRequest request) {
        account.endOtherSessions(caller, sessions.current(request));
    }

    /** The failed ones too, the newest first. */
    @Operation(summary = "List the latest sign-ins to one's own account")
    @GetMapping("/sign-ins")
    @Requires(
            value = {},
            note = "whoever is signed in")
    SignIns signIns(Caller caller) {
        return new SignIns(account.signIns(caller).stream()
                .map(signIn -> new SignInBody(signIn.at(), signIn.succeeded(), signIn.reason()))
                .toList());
    }

    /** All sessions end, the one of this call too. */
    @Operation(summary = "Change one's own password")
    @Exchanges(takes = "passwordChange")
    @WithoutIdempotencyKey
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {},
            note = "whoever is signed in")
    void changePassword(Caller caller, @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "currentPassword", "newPassword");
        account.changePassword(caller, body.text("currentPassword"), body.text("newPassword"));
    }
}
