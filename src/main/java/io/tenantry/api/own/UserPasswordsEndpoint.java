package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordStrengths;
import io.tenantry.credentials.Passwords;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passwords that people are given, and what wrong ones have led to. */
@RestController
class UserPasswordsEndpoint {
    private static final String USER = Paths.ORGANIZATION + "/users/{userId}";
    private static final String PASSWORD = "password";
    private static final String MUST_CHANGE = "mustChange";

    private final UserPasswords given;
    private final Passwords passwords;
    private final PasswordStrengths strengths;
    private final SignInPolicies policies;
    private final Access access;

    UserPasswordsEndpoint(
            UserPasswords given,
            Passwords passwords,
            PasswordStrengths strengths,
            SignInPolicies policies,
            Access access) {
        this.given = given;
        this.passwords = passwords;
        this.strengths = strengths;
        this.policies = policies;
        this.access = access;
    }

    /** Whoever is signed in as the person is signed out. He has to replace it when he next signs in, unless that is false. */
    @Operation(summary = "Set a person's password")
    @Exchanges(takes = "givenPassword")
    @WithoutIdempotencyKey
    @PutMapping(USER + "/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void set(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, PASSWORD, MUST_CHANGE);
        give(
                caller,
                organizationId,
                userId,
                new UserPasswords.Given(body.text(PASSWORD), body.flag(MUST_CHANGE, true)));
    }

    /**
     * For people who come from another system: bcrypt, PBKDF2, scrypt, salted SHA or Argon2, recognized by its form. He signs in
     * with the password he has.
     */
    @Operation(summary = "Set a person's password by a hash that another system made")
    @Exchanges(takes = "givenHash")
    @WithoutIdempotencyKey
    @PutMapping(USER + "/password-hash")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void setHash(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "hash", MUST_CHANGE);
        give(
                caller,
                organizationId,
                userId,
                new UserPasswords.Given(null, body.flag(MUST_CHANGE, false), body.text("hash")));
    }

    private void give(Caller caller, String organizationId, String userId, UserPasswords.Given password) {
        given.set(caller, Paths.organization(organizationId), Paths.user(userId), password);
    }

    /** Ends a lock that would pass by itself; one for good is ended by enabling the account. */
    @Operation(summary = "Clear a person's failed logons")
    @DeleteMapping(USER + "/logon-failures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_PASSWORD_WRITE)
    void clearFailures(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        given.clearFailures(caller, Paths.organization(organizationId), Paths.user(userId));
    }

    /**
     * What is thought of a password.
     *
     * @param problems what the organization's policy has against it
     * @param score 0 to 4: how hard it is to guess
     * @param reasons what makes it easier to guess than it looks
     */
    record Judgement(boolean acceptable, List<String> problems, int score, List<String> reasons) {}

    /** Names and address are those of the person it is for. Nothing is kept. */
    @Operation(summary = "Judge a password before it is set")
    @Exchanges(takes = "passwordQuestion")
    @WithoutIdempotencyKey
    @PostMapping(Paths.ORGANIZATION + "/password-judgements")
    @Requires(Permission.USER_PASSWORD_WRITE)
    Judgement judge(
            Caller caller, @PathVariable String organizationId, @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, PASSWORD, "userPrincipalName", "displayName", "mail");
        OrganizationId organization = Paths.organization(organizationId);
        policies.requireThere(access.require(caller, Permission.USER_PASSWORD_WRITE, organization), organization);
        PasswordContext context = PasswordContext.of(
                body.textOrNull("userPrincipalName"), body.textOrNull("displayName"), body.textOrNull("mail"));
        List<String> problems = passwords.problems(organization, body.text(PASSWORD), context);
        PasswordStrengths.Strength strength = strengths.estimate(body.text(PASSWORD), context);
        return new Judgement(problems.isEmpty(), problems, strength.score(), strength.reasons());
    }
}
