package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Origins;
import io.tenantry.selfservice.PasswordResets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For those who have forgotten their password. */
@RestController("slcPasswordResetsEndpoint")
@RequestMapping({SlcPaths.ROOT + "/password", SlcPaths.OF_ORGANIZATION + "/password"})
class PasswordResetsEndpoint {
    private final PasswordResets resets;
    private final Origins origins;

    PasswordResetsEndpoint(PasswordResets resets, Origins origins) {
        this.resets = resets;
        this.origins = origins;
    }

    /** Mails a link to choose another password. The answer is the same, and as quick, whether there is such an account or not. */
    @Operation(summary = "Ask for a link to choose another password")
    @Exchanges(takes = "ResetRequest")
    @WithoutIdempotencyKey
    @PostMapping("/reset-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(
            value = {},
            note = "anybody may ask")
    Told ask(HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        String name = Sent.of(body, "username").text("username");
        resets.ask(name, origins.network(request), Correlation.of(request));
        return new Told(
                "If there is such an account, and it has a password and a mail address, a link was mailed there");
    }

    /** Sets the password by the token in the link. A token that is unknown, used or too old gets one answer, 400. */
    @Operation(summary = "Choose another password by a mailed link")
    @Exchanges(takes = "PasswordReset")
    @WithoutIdempotencyKey
    @PostMapping("/reset")
    @Requires(
            value = {},
            note = "the token is the proof")
    Told complete(HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, "token", "newPassword");
        resets.complete(
                sent.text("token"), sent.text("newPassword"), origins.network(request), Correlation.of(request));
        return new Told("The password was changed");
    }
}
