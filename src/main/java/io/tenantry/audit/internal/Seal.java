package io.tenantry.audit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A seal: a SHA-256 hash over an event and the seal before it, so that nothing between two seals can change unseen.
 *
 * @param hex the hash in 64 hexadecimal digits
 */
public record Seal(String hex) {
    /**
     * The event {@code e} as the one text that is hashed. Every column is part of it. Changing this text breaks all chains that
     * exist; a new column goes into a new kind of seal.
     */
    public static final String CANONICAL = """
            jsonb_build_array(e.organization_id, e.id, e.transaction_id::text, (extract(epoch FROM e.occurred_at) * 1000000)::bigint,
                e.actor_id, e.actor_kind, e.actor_name, e.actor_organization_id, e.on_behalf_of_id, e.on_behalf_of_name,
                e.action, e.target_kind, e.target_id, e.target_name, e.target_version, e.outcome, e.reason,
                e.correlation_id, e.before, e.after)::text""";

    private static final int HEX_DIGITS = 64;

    public Seal {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("Not a SHA-256 hash: " + hex);
        }
    }

    /** What stands in the place of the seal before the first one. */
    public static Seal beginning() {
        return new Seal("0".repeat(HEX_DIGITS));
    }

    /** The seal of the event that follows this one. */
    public Seal following(String canonical) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(hex));
            return new Seal(HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
