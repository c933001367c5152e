package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.kernel.Refusal;
import io.tenantry.selfservice.MyAccount;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passwords of the person who calls and of others, and what wrong ones have led to. */
@RestController("slcPasswordsEndpoint")
@RequestMapping({SlcPaths.ROOT, SlcPaths.OF_ORGANIZATION})
class PasswordsEndpoint {
    private static final String PASSWORD = "password";
    private static final String MUST_CHANGE = "mustChange";

    private final UserPasswords passwords;
    private final MyAccount account;

    PasswordsEndpoint(UserPasswords passwords, MyAccount account) {
        this.passwords = passwords;
        this.account = account;
    }

    /** The answer's {@code error} says what is wrong with the password, or is empty. Nothing is kept. */
    @Operation(summary = "Validate a password for oneself")
    @Exchanges(takes = "PasswordQuestion", gives = "PasswordAnswer")
    @WithoutIdempotencyKey
    @PostMapping("/me/password/validate")
    @Requires(
            value = {},
            note = "whoever is signed in")
    Map<String, String> validateOwn(Where where, @RequestBody Map<String, @Nullable Object> body) {
        String candidate = Sent.of(body, PASSWORD).text(PASSWORD);
        return LogonEndpoint.answer(account.problems(where.caller(), candidate));
    }

    /** All sessions of the caller end. */
    @Operation(summary = "Change one's own password")
    @Exchanges(takes = "OwnPassword")
    @WithoutIdempotencyKey
    @PostMapping("/me/password")
    @Requires(
            value = {},
            note = "whoever is signed in")
    Told changeOwn(Where where, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, "currentPassword", "newPassword");
        account.changePassword(where.caller(), sent.text("currentPassword"), sent.text("newPassword"));
        return new Told("The password was changed");
    }

    /** Whoever is signed in as the user is signed out. With {@code mustChange} he has to replace it when he next signs in. */
    @Operation(summary = "Set a user's password")
    @Exchanges(takes = "GivenPassword")
    @WithoutIdempotencyKey
    @PutMapping("/users/{userId}/password")
    @Requires(Permission.USER_PASSWORD_WRITE)
    Told set(Where where, @PathVariable String userId, @RequestBody Map<String, @Nullable Object> body) {
        Documents.refuseUnknown(body, Set.of(PASSWORD, MUST_CHANGE));
        String password = new Sent(body).text(PASSWORD);
        Object mustChange = body.get(MUST_CHANGE);
        Refusal.unless(
                mustChange == null || mustChange instanceof Boolean,
                Refusal.Reason.MALFORMED,
                "The member 'mustChange' is either true or false",
                MUST_CHANGE);
        OrganizationId organization = where.organization(Permission.USER_PASSWORD_WRITE);
        passwords.set(
                where.caller(),
                organization,
                SlcPaths.user(userId),
                new UserPasswords.Given(password, Boolean.TRUE.equals(mustChange)));
        return new Told("The password was set");
    }

    /** The answer's {@code error} says what is wrong with the password, or is empty. Nothing is kept. */
    @Operation(summary = "Validate a password for a user")
    @Exchanges(takes = "PasswordQuestion", gives = "PasswordAnswer")
    @WithoutIdempotencyKey
    @PostMapping("/users/{userId}/password/validate")
    @Requires(Permission.USER_PASSWORD_WRITE)
    Map<String, String> validate(
            Where where, @PathVariable String userId, @RequestBody Map<String, @Nullable Object> body) {
        String candidate = Sent.of(body, PASSWORD).text(PASSWORD);
        OrganizationId organization = where.organization(Permission.USER_PASSWORD_WRITE);
        return LogonEndpoint.answer(passwords.problems(where.caller(), organization, SlcPaths.user(userId), candidate));
    }

    /** Ends a lock that would pass by itself; one for good is ended by setting {@code active} to true. */
    @Operation(summary = "Clear a user's failed logons")
    @DeleteMapping("/users/{userId}/logonfailures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void clearFailures(Where where, @PathVariable String userId) {
        OrganizationId organization = where.organization(Permission.USER_PASSWORD_WRITE);
        passwords.clearFailures(where.caller(), organization, SlcPaths.user(userId));
    }
}
