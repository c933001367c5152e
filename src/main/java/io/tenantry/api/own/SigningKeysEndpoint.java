package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.signin.SigningKey;
import io.tenantry.signin.SigningKeys;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that sign tokens. */
@RestController
@RequestMapping("/api/v1/signing-keys")
class SigningKeysEndpoint {
    private final SigningKeys keys;

    SigningKeysEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    record KeyBody(
            String id,
            boolean isCurrent,
            Instant createdAt,
            @Nullable Instant followedAt) {
        static KeyBody of(SigningKey key) {
            return new KeyBody(key.id(), key.followedAt() == null, key.createdAt(), key.followedAt());
        }
    }

    record KeyList(List<KeyBody> items) {}

    @Operation(summary = "List the keys that sign tokens")
    @GetMapping
    @Requires(Permission.KEY_WRITE)
    KeyList list(Caller caller) {
        return new KeyList(keys.list(caller).stream().map(KeyBody::of).toList());
    }

    /** Signs with a new key from now on; tokens signed before hold until they expire. */
    @Operation(summary = "Sign with a new key from now on")
    @PostMapping("/rotation")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.KEY_WRITE)
    KeyBody rotate(Caller caller) {
        return KeyBody.of(keys.rotate(caller));
    }
}
