package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserNames;
import io.tenantry.directory.Values;
import io.tenantry.invitations.Invitation;
import io.tenantry.invitations.Invitations;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Open invitations of an organization. */
@RestController
class InvitationsEndpoint {
    private static final String INVITATIONS = Paths.ORGANIZATION + "/invitations";
    private static final Field EXPIRES =
            Field.instant("expiresAt", "expires_at").required();
    private static final Field CREATED =
            Field.instant("createdAt", "created_at").required();
    private static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", "id"),
            CREATED,
            EXPIRES,
            Field.uuid("userId", "user_id").required().notSortable());
    private static final Listed<Invitation> LISTED =
            new Listed<>(CATALOGUE, List.of(Order.descending(CREATED)), Set.of(), InvitationBody::of);

    private final Invitations invitations;
    private final UserNames names;
    private final Lists lists;

    InvitationsEndpoint(Invitations invitations, UserNames names, Lists lists) {
        this.invitations = invitations;
        this.names = names;
        this.lists = lists;
    }

    /**
     * An invitation that was neither taken up nor revoked.
     *
     * @param expiresAt when its link stops working; it can be sent again then
     */
    record InvitationBody(
            UUID id,
            UUID userId,
            String userName,
            String displayName,
            @Nullable String mail,
            Instant createdAt,
            @Nullable String createdBy,
            Instant expiresAt) {
        static InvitationBody of(Invitation invitation) {
            return new InvitationBody(
                    invitation.id(),
                    invitation.user().value(),
                    invitation.userName(),
                    invitation.displayName(),
                    invitation.mail(),
                    invitation.createdAt(),
                    invitation.createdBy(),
                    invitation.expiresAt());
        }
    }

    /** Those that expired too: they can be sent again. */
    @Operation(summary = "List open invitations")
    @Exchanges(givesType = InvitationsEndpoint.InvitationBody.class)
    @GetMapping(INVITATIONS)
    @Requires(Permission.USER_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, LISTED, query -> invitations.list(caller, organization, query));
    }

    /** Makes an account that nobody can sign in to, and mails its owner a link to take it up. */
    @Operation(summary = "Invite a person by mail")
    @Exchanges(takes = "newInvitation")
    @PostMapping(INVITATIONS)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USER_WRITE)
    InvitationBody invite(
            Caller caller, @PathVariable String organizationId, @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        Body body = Body.of(members, "mail", "userName", "displayName");
        String mail = body.text("mail");
        Values<UserField> values = new Values<UserField>()
                .set(UserField.MAIL, mail, "mail")
                .set(UserField.DISPLAY_NAME, body.text("displayName"), "displayName");
        names.nameNew(caller, organization, values, body.text("userName"), mail);
        return InvitationBody.of(
                invitations.invite(caller, organization, values).invitation());
    }

    /** The link mailed before is dead from then on. Also for people who were imported and never invited. */
    @Operation(summary = "Mail a person another invitation")
    @PostMapping(Paths.ORGANIZATION + "/users/{userId}/invitation")
    @Requires(Permission.USER_WRITE)
    InvitationBody send(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        return InvitationBody.of(invitations
                .send(caller, Paths.organization(organizationId), Paths.user(userId))
                .invitation());
    }

    /** The link is dead from then on; the account stays. */
    @Operation(summary = "Revoke an invitation")
    @DeleteMapping(INVITATIONS + "/{invitationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_WRITE)
    void revoke(Caller caller, @PathVariable String organizationId, @PathVariable String invitationId) {
        invitations.revoke(caller, Paths.organization(organizationId), Paths.uuid(invitationId, "invitationId"));
    }
}
