package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.AppAccount;
import io.tenantry.usage.AppAccounts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The accounts that people of the consolidated view are made of, and why. */
@RestController
class UsageAccountsEndpoint {
    private static final String ACCOUNT = Paths.ORGANIZATION + "/usage/accounts/{accountId}";

    private final AppAccounts accounts;

    UsageAccountsEndpoint(AppAccounts accounts) {
        this.accounts = accounts;
    }

    /**
     * An account in an application, as one source tells of it.
     *
     * @param isMoved whether somebody moved it by hand to the person it belongs to
     */
    @Schema(name = "AppAccount")
    record AccountBody(
            UUID id,
            UUID personId,
            UUID applicationId,
            String applicationName,
            UUID sourceId,
            String sourceName,
            int priority,
            String externalId,
            int discoveryType,
            @Nullable String email,
            @Nullable String userPrincipalName,
            @Nullable String displayName,
            @Nullable Boolean isEnabled,
            @Nullable String country,
            @Nullable String department,
            Instant firstDiscovered,
            @Nullable Instant lastActive,
            boolean isMoved) {
        static AccountBody of(AppAccount account) {
            return new AccountBody(
                    account.id(),
                    account.person(),
                    account.application(),
                    account.applicationName(),
                    account.source(),
                    account.sourceName(),
                    account.priority(),
                    account.externalId(),
                    account.discoveryType(),
                    account.email(),
                    account.upn(),
                    account.displayName(),
                    account.enabled(),
                    account.country(),
                    account.department(),
                    account.firstDiscovered(),
                    account.lastActive(),
                    account.moved());
        }
    }

    record AccountList(List<AccountBody> items) {}

    /** Two accounts and what they have in common. */
    @Schema(name = "AccountLink")
    record LinkBody(UUID from, UUID to, String key) {}

    /** Whether two accounts belong to one person, and why. */
    @Schema(name = "AccountExplanation")
    record ExplanationBody(boolean samePerson, String reason, List<LinkBody> links) {}

    /** Which person an account is to belong to. */
    @Schema(name = "AccountPerson")
    record PersonReference(UUID personId) {
        PersonReference {
            Given.needed(personId, "personId");
        }
    }

    /** Those whose source counts most come first. */
    @Operation(summary = "List the accounts a person is made of")
    @GetMapping(UsagePeopleEndpoint.PATH + "/{personId}/accounts")
    @Requires(Permission.USAGE_READ)
    AccountList list(Caller caller, @PathVariable String organizationId, @PathVariable String personId) {
        return new AccountList(
                accounts.list(caller, Paths.organization(organizationId), Paths.uuid(personId, "personId")).stream()
                        .map(AccountBody::of)
                        .toList());
    }

    /** Tells step by step what connects the two, or that nothing does. */
    @Operation(summary = "Explain why two accounts are one person")
    @Exchanges(options = "other: the id of the other account")
    @GetMapping(ACCOUNT + "/explanation")
    @Requires(Permission.USAGE_READ)
    ExplanationBody explain(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String accountId) {
        String other = Lists.one(request, "other");
        if (other == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Say with other= which account to compare with", "other");
        }
        AppAccounts.Explanation explanation =
                accounts.explain(caller, Paths.organization(organizationId), id(accountId), Paths.uuid(other, "other"));
        return new ExplanationBody(
                explanation.samePerson(),
                explanation.reason(),
                explanation.links().stream()
                        .map(link -> new LinkBody(link.from().id(), link.to().id(), link.key()))
                        .toList());
    }

    /** It stays there whatever its source tells. A person who has no account left disappears. */
    @Operation(summary = "Move an account to another person")
    @PutMapping(ACCOUNT + "/person")
    @Requires(Permission.USAGE_WRITE)
    AccountBody move(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String accountId,
            @RequestBody PersonReference body) {
        return AccountBody.of(
                accounts.move(caller, Paths.organization(organizationId), id(accountId), body.personId()));
    }

    /** It belongs again to whom its mail address, sign-in name and ids say. */
    @Operation(summary = "Let a moved account go back")
    @DeleteMapping(ACCOUNT + "/person")
    @Requires(Permission.USAGE_WRITE)
    AccountBody moveBack(Caller caller, @PathVariable String organizationId, @PathVariable String accountId) {
        return AccountBody.of(accounts.moveBack(caller, Paths.organization(organizationId), id(accountId)));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "accountId");
    }
}
