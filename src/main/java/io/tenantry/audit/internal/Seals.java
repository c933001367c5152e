package io.tenantry.audit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a seal is: a hash over the event and the seal before it, so that nothing between two seals can change unseen. */
public final class Seals {
    /**
     * The event {@code e} as the one text that is hashed. Every column is part of it. Changing this text breaks all chains that
     * exist; a new column goes into a new kind of seal.
     */
    public static final String CANONICAL = """
            jsonb_build_array(e.organization_id, e.id, e.transaction_id::text, (extract(epoch FROM e.occurred_at) * 1000000)::bigint,
                e.actor_id, e.actor_kind, e.actor_name, e.actor_organization_id, e.on_behalf_of_id, e.on_behalf_of_name,
                e.action, e.target_kind, e.target_id, e.target_name, e.target_version, e.outcome, e.reason,
                e.correlation_id, e.before, e.after)::text""";

    private static final int HASH_BYTES = 32;

    private Seals() {}

    /** What stands in the place of the seal before the first one. */
    public static byte[] beginning() {
        return new byte[HASH_BYTES];
    }

    public static byte[] hash(byte[] previous, String canonical) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
