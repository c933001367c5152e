package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Given;
import io.tenantry.signin.SignInClient;
import io.tenantry.signin.SignInClients;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
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

/** The applications that people sign in to through the hub. */
@RestController
@RequestMapping("/api/v1/organizations/{organizationId}/sign-in-clients")
class SignInClientsEndpoint {
    private final SignInClients clients;

    SignInClientsEndpoint(SignInClients clients) {
        this.clients = clients;
    }

    record ClientBody(
            UUID id,
            String clientId,
            String displayName,
            boolean isPublic,
            List<String> redirectUris,
            List<String> logoutUris,
            Instant createdAt) {
        static ClientBody of(SignInClient client) {
            return new ClientBody(
                    client.id(),
                    client.clientId(),
                    client.displayName(),
                    client.isPublic(),
                    client.redirectUris(),
                    client.logoutUris(),
                    client.createdAt());
        }
    }

    record ClientList(List<ClientBody> items) {}

    /** The secret is told this once; a public application has none. */
    @Schema(name = "CreatedSignInClient")
    record CreatedBody(
            ClientBody client, String clientId, @Nullable String clientSecret) {}

    record NewClient(
            String displayName,
            Boolean isPublic,
            List<String> redirectUris,
            @Nullable List<String> logoutUris) {
        NewClient {
            Given.needed(displayName, "displayName");
            Given.needed(isPublic, "isPublic");
            redirectUris = Given.all(redirectUris, "redirectUris");
            logoutUris = logoutUris == null ? null : Given.all(logoutUris, "logoutUris");
        }
    }

    @Operation(summary = "List applications that people sign in to")
    @GetMapping
    @Requires(Permission.SIGN_IN_CLIENT_READ)
    ClientList list(Caller caller, @PathVariable UUID organizationId) {
        return new ClientList(clients.list(caller, new OrganizationId(organizationId)).stream()
                .map(ClientBody::of)
                .toList());
    }

    @Operation(summary = "Register an application")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.SIGN_IN_CLIENT_WRITE)
    CreatedBody create(Caller caller, @PathVariable UUID organizationId, @RequestBody NewClient client) {
        List<String> logoutUris = client.logoutUris();
        SignInClients.Created created = clients.create(
                caller,
                new OrganizationId(organizationId),
                client.displayName(),
                client.isPublic(),
                client.redirectUris(),
                logoutUris == null ? List.of() : logoutUris);
        return new CreatedBody(ClientBody.of(created.client()), created.client().clientId(), created.secret());
    }

    @Operation(summary = "Remove an application")
    @DeleteMapping("/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.SIGN_IN_CLIENT_WRITE)
    void delete(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID clientId) {
        clients.delete(caller, new OrganizationId(organizationId), clientId);
    }
}
