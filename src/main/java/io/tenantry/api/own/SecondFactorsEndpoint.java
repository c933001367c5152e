package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person signs in with beside a password. */
@RestController("ownSecondFactorsEndpoint")
@RequestMapping(Paths.ORGANIZATION + "/users/{userId}/second-factors")
class SecondFactorsEndpoint {
    private final Users users;
    private final SecondFactors factors;

    SecondFactorsEndpoint(Users users, SecondFactors factors) {
        this.users = users;
        this.factors = factors;
    }

    /**
     * @param authenticatorSince since when he has an app that shows codes; null when he has none
     * @param recoveryCodesLeft how many of his recovery codes are unused
     */
    record FactorsBody(@Nullable Instant authenticatorSince, int recoveryCodesLeft) {}

    @Operation(summary = "Get what a person signs in with beside a password")
    @GetMapping
    @Requires(Permission.USER_READ)
    FactorsBody get(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        User user = users.get(caller, Paths.organization(organizationId), Paths.user(userId));
        SecondFactors.Held held = factors.held(user.organization(), user.id().value());
        return new FactorsBody(held.since(), held.recoveryCodes());
    }

    /**
     * For people who have lost theirs. His password then signs him in alone, or he sets up another one at once where the
     * organization asks for it. Nobody resets those of people more privileged than himself.
     */
    @Operation(summary = "Reset a person's second factor")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_SECOND_FACTOR_RESET)
    void reset(Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        factors.reset(caller, Paths.organization(organizationId), Paths.user(userId));
    }
}
