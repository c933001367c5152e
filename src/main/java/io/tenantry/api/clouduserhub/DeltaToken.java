package io.tenantry.api.clouduserhub;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.CursorSigner;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands that keeps a copy of users or groups. The same text serves as {@code $skiptoken} within a reading and as
 * {@code $deltatoken} for the next.
 *
 * @param since what was as it is before then is known to the client; null while it reads everything
 * @param horizon from when on the next reading asks
 * @param after the last user or group told, or null at the beginning of a reading
 * @param within the last member told of that group, or null when the group is done
 * @param select what the client wants to see, or null for what is usual
 */
record DeltaToken(
        @Nullable Instant since,
        Instant horizon,
        @Nullable UUID after,
        @Nullable UUID within,
        @Nullable String select) {
    private static final String NONE = "-";
    private static final int PARTS = 5;

    static DeltaToken first(Instant horizon, @Nullable String select) {
        return new DeltaToken(null, horizon, null, null, select);
    }

    DeltaToken next(@Nullable UUID afterThen, @Nullable UUID withinThen) {
        return new DeltaToken(since, horizon, afterThen, withinThen, select);
    }

    /** The token that ends a reading. */
    DeltaToken ended() {
        return new DeltaToken(horizon, horizon, null, null, select);
    }

    /** A reading of what changed since the last one. */
    DeltaToken begun(Instant now) {
        return new DeltaToken(since, now, null, null, select);
    }

    String sealed(CursorSigner signer, String list, OrganizationId organization) {
        String content =
                String.join(" ", text(since), text(horizon), text(after), text(within), select == null ? NONE : select);
        return signer.sign(content.getBytes(StandardCharsets.UTF_8), question(list, organization));
    }

    /** Refused as MALFORMED when it is no token of ours for this list of this organization. */
    static DeltaToken open(CursorSigner signer, String token, String list, OrganizationId organization) {
        byte[] content = signer.open(token, question(list, organization));
        String[] parts = new String(content, StandardCharsets.UTF_8).split(" ", PARTS);
        Refusal.unless(parts.length == PARTS, Refusal.Reason.MALFORMED, "The token is not one of this list");
        return new DeltaToken(
                instant(parts[0]),
                moment(parts[1]),
                id(parts[2]),
                id(parts[3]),
                parts[4].equals(NONE) ? null : parts[4]);
    }

    private static byte[] question(String list, OrganizationId organization) {
        return ("delta " + list + " " + organization).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NONE;
            case Instant instant -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            default -> value.toString();
        };
    }

    private static @Nullable Instant instant(String text) {
        return text.equals(NONE) ? null : moment(text);
    }

    private static Instant moment(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    private static @Nullable UUID id(String text) {
        return text.equals(NONE) ? null : UUID.fromString(text);
    }
}
