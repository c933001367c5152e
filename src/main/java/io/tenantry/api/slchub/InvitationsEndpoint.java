package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserNames;
import io.tenantry.directory.UserState;
import io.tenantry.directory.Values;
import io.tenantry.invitations.Invitations;
import io.tenantry.invitations.Proof;
import io.tenantry.invitations.Redemptions;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Origins;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inviting people, and what they do with the token that was mailed to them. */
@RestController("slcInvitationsEndpoint")
@RequestMapping({SlcPaths.ROOT, SlcPaths.OF_ORGANIZATION})
class InvitationsEndpoint {
    private static final Selection EVERYTHING = new Selection(null, Set.of());
    private static final String TOKEN = "token";
    private static final String PASSWORD = "password";
    private static final String SUBJECT = "jwtSubject";

    private final Invitations invitations;
    private final Redemptions redemptions;
    private final UserNames names;
    private final Origins origins;

    InvitationsEndpoint(Invitations invitations, Redemptions redemptions, UserNames names, Origins origins) {
        this.invitations = invitations;
        this.redemptions = redemptions;
        this.names = names;
        this.origins = origins;
    }

    /** Makes a user who cannot sign in until he has taken the invitation up, and mails him the link to do so. */
    @Operation(summary = "Invite a person by mail")
    @Exchanges(takes = "NewInvitation", gives = "User")
    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USER_WRITE)
    Map<String, Object> invite(Where where, @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = where.organization(Permission.USER_WRITE);
        Sent sent = Sent.of(body, UserShape.EMAIL, UserShape.USER_NAME, UserShape.DISPLAY_NAME);
        String mail = sent.text(UserShape.EMAIL);
        Values<UserField> values = new Values<UserField>()
                .set(UserField.MAIL, mail, UserShape.EMAIL)
                .set(UserField.DISPLAY_NAME, sent.text(UserShape.DISPLAY_NAME), UserShape.DISPLAY_NAME);
        names.nameNew(where.caller(), organization, values, sent.text(UserShape.USER_NAME), mail);
        return shown(invitations.invite(where.caller(), organization, values));
    }

    /** The token that was mailed before is dead from then on. Also invites a user who has nothing to sign in with yet. */
    @Operation(summary = "Send a person another invitation")
    @Exchanges(gives = "User")
    @PostMapping("/users/{userId}/invitation")
    @Requires(Permission.USER_WRITE)
    Map<String, Object> send(Where where, @PathVariable String userId) {
        OrganizationId organization = where.organization(Permission.USER_WRITE);
        return shown(invitations.send(where.caller(), organization, SlcPaths.user(userId)));
    }

    /**
     * Either a password or a subject is sent. The subject is the person's at the one OpenID provider that his organization has.
     * A token that is unknown, used, replaced or too old gets one answer, 400.
     */
    @Operation(summary = "Take up an invitation")
    @Exchanges(takes = "Redemption")
    @WithoutIdempotencyKey
    @PostMapping("/invitations/redeem")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {},
            note = "the token is the proof")
    void redeem(HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, TOKEN, UserShape.DISPLAY_NAME, UserShape.USER_NAME, PASSWORD, SUBJECT);
        String password = sent.textOrNull(PASSWORD);
        String subject = sent.textOrNull(SUBJECT);
        Refusal.unless(
                (password == null) != (subject == null),
                Refusal.Reason.MALFORMED,
                "Either 'password' or 'jwtSubject' is needed, and not both",
                PASSWORD);
        Proof proof = password == null ? new Proof.Subject(String.valueOf(subject)) : new Proof.Password(password);
        redemptions.redeem(
                sent.text(TOKEN),
                new Redemptions.Wish(
                        sent.text(UserShape.DISPLAY_NAME),
                        sent.text(UserShape.USER_NAME),
                        proof,
                        origins.network(request)),
                Correlation.of(request));
    }

    @Operation(summary = "Ask whether a user name is free")
    @Exchanges(takes = "NameQuestion")
    @PostMapping("/invitations/username-available")
    @WithoutIdempotencyKey
    @Requires(
            value = {},
            note = "the token is the proof")
    Availability isAvailable(HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, TOKEN, UserShape.USER_NAME);
        return new Availability(
                redemptions.isAvailable(sent.text(TOKEN), sent.text(UserShape.USER_NAME), origins.network(request)));
    }

    /** Whether somebody can have a user name. */
    record Availability(boolean available) {}

    private static Map<String, Object> shown(Invitations.Sent sent) {
        return UserShape.shown(sent.user(), new UserState(sent.invitation().expiresAt(), null), EVERYTHING);
    }
}
