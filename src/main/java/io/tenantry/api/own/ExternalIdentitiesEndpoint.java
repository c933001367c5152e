package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.federation.ExternalIdentities;
import io.tenantry.federation.ExternalIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who people are to the providers they sign in with. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/users/{userId}/identities")
class ExternalIdentitiesEndpoint {
    private static final String SUBJECT = "subject";

    private final ExternalIdentities identities;

    ExternalIdentitiesEndpoint(ExternalIdentities identities) {
        this.identities = identities;
    }

    /** Who a person is to one provider. */
    record Identity(UUID sourceId, String sourceName, String subject, Instant linkedAt) {
        static Identity of(ExternalIdentity identity) {
            return new Identity(identity.source(), identity.sourceName(), identity.subject(), identity.linkedAt());
        }
    }

    record IdentityList(List<Identity> items) {}

    @Operation(summary = "List who a person is to sign-in providers")
    @GetMapping
    @Requires(Permission.USER_READ)
    IdentityList list(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        return new IdentityList(identities.list(caller, Paths.organization(organizationId), Paths.user(userId)).stream()
                .map(Identity::of)
                .toList());
    }

    /**
     * Whoever the provider calls by the subject, the {@code sub} claim of its tokens, signs in as the person from now on. A subject
     * that it called him by before does not any more.
     */
    @Operation(summary = "Link a person to a sign-in provider")
    @Exchanges(takes = "identityLink")
    @PutMapping("/{sourceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void link(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @PathVariable String sourceId,
            @RequestBody Map<String, @Nullable Object> members) {
        identities.link(
                caller,
                Paths.organization(organizationId),
                Paths.user(userId),
                Paths.uuid(sourceId, "sourceId"),
                Body.of(members, SUBJECT).text(SUBJECT));
    }

    @Operation(summary = "End a person's link to a sign-in provider")
    @DeleteMapping("/{sourceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void unlink(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @PathVariable String sourceId) {
        identities.unlink(
                caller, Paths.organization(organizationId), Paths.user(userId), Paths.uuid(sourceId, "sourceId"));
    }
}
