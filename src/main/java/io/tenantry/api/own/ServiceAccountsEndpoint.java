package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.access.ServiceAccount;
import io.tenantry.access.ServiceAccounts;
import io.tenantry.api.Given;
import io.tenantry.api.WithoutIdempotencyKey;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Programs that act with rights of their own. */
@RestController
@RequestMapping("/api/v1/organizations/{organizationId}/service-accounts")
class ServiceAccountsEndpoint {
    private final ServiceAccounts accounts;

    ServiceAccountsEndpoint(ServiceAccounts accounts) {
        this.accounts = accounts;
    }

    record AccountBody(
            UUID id,
            String clientId,
            String displayName,
            @Nullable UUID ownerId,
            boolean isEnabled,
            @Nullable Integer callsPerMinute,
            boolean isUnthrottled,
            Instant createdAt,
            long version) {
        static AccountBody of(ServiceAccount account) {
            return new AccountBody(
                    account.id(),
                    account.clientId(),
                    account.displayName(),
                    account.owner(),
                    account.isEnabled(),
                    account.callsPerMinute(),
                    account.isUnthrottled(),
                    account.createdAt(),
                    account.version());
        }
    }

    record AccountList(List<AccountBody> items) {}

    /** The secret is told this once; the hub keeps only its hash. */
    @Schema(name = "CreatedServiceAccount")
    record CreatedBody(AccountBody account, String clientId, String clientSecret) {
        static CreatedBody of(ServiceAccounts.Created created) {
            return new CreatedBody(
                    AccountBody.of(created.account()), created.account().clientId(), created.secret());
        }
    }

    /** What is absent takes its usual value: enabled, nobody's, throttled as usual. */
    record NewAccount(
            String displayName,
            @Nullable UUID ownerId,
            @Nullable Boolean isEnabled,
            @Nullable Integer callsPerMinute,
            @Nullable Boolean isUnthrottled) {
        NewAccount {
            Given.needed(displayName, "displayName");
        }

        ServiceAccounts.Wish wish() {
            return new ServiceAccounts.Wish(
                    displayName,
                    ownerId,
                    !Boolean.FALSE.equals(isEnabled),
                    callsPerMinute,
                    Boolean.TRUE.equals(isUnthrottled));
        }
    }

    record ChangedAccount(
            String displayName,
            @Nullable UUID ownerId,
            Boolean isEnabled,
            @Nullable Integer callsPerMinute,
            Boolean isUnthrottled,
            long version) {
        ChangedAccount {
            Given.needed(displayName, "displayName");
            Given.needed(isEnabled, "isEnabled");
            Given.needed(isUnthrottled, "isUnthrottled");
        }

        ServiceAccounts.Wish wish() {
            return new ServiceAccounts.Wish(displayName, ownerId, isEnabled, callsPerMinute, isUnthrottled);
        }
    }

    @Operation(summary = "List service accounts")
    @GetMapping
    @Requires(Permission.SERVICE_ACCOUNT_READ)
    AccountList list(Caller caller, @PathVariable UUID organizationId) {
        return new AccountList(accounts.list(caller, new OrganizationId(organizationId)).stream()
                .map(AccountBody::of)
                .toList());
    }

    @Operation(summary = "Get a service account")
    @GetMapping("/{serviceAccountId}")
    @Requires(Permission.SERVICE_ACCOUNT_READ)
    AccountBody get(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID serviceAccountId) {
        return AccountBody.of(accounts.get(caller, new OrganizationId(organizationId), serviceAccountId));
    }

    @Operation(summary = "Create a service account")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.SERVICE_ACCOUNT_WRITE)
    CreatedBody create(Caller caller, @PathVariable UUID organizationId, @RequestBody NewAccount account) {
        return CreatedBody.of(accounts.create(caller, new OrganizationId(organizationId), account.wish()));
    }

    @Operation(summary = "Change a service account")
    @PutMapping("/{serviceAccountId}")
    @Requires(Permission.SERVICE_ACCOUNT_WRITE)
    AccountBody change(
            Caller caller,
            @PathVariable UUID organizationId,
            @PathVariable UUID serviceAccountId,
            @RequestBody ChangedAccount account) {
        return AccountBody.of(accounts.change(
                caller, new OrganizationId(organizationId), serviceAccountId, account.wish(), account.version()));
    }

    /** A new secret; the old one stops working at once. */
    @Operation(summary = "Renew the secret of a service account")
    @WithoutIdempotencyKey
    @PostMapping("/{serviceAccountId}/secret")
    @Requires(Permission.SERVICE_ACCOUNT_WRITE)
    CreatedBody renewSecret(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID serviceAccountId) {
        return CreatedBody.of(accounts.renewSecret(caller, new OrganizationId(organizationId), serviceAccountId));
    }

    @Operation(summary = "Delete a service account")
    @DeleteMapping("/{serviceAccountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.SERVICE_ACCOUNT_WRITE)
    void delete(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID serviceAccountId) {
        accounts.delete(caller, new OrganizationId(organizationId), serviceAccountId);
    }
}
