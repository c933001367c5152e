package io.tenantry.signin.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.signin.SignInSettings;
import io.tenantry.signin.SigningKey;
import io.tenantry.tenancy.OrganizationId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signing keys, decrypted, as this node last read them. */
@Component
public class KeyRing {
    private static final int BITS = 2048;
    private static final Duration READ_EVERY = Duration.ofSeconds(5);
    private static final Duration READ_FOR_UNKNOWN_EVERY = Duration.ofMillis(500);

    private final SigningKeyRows rows;
    private final MasterKey master;
    private final AuditTrail audit;
    private final SignInSettings settings;
    private final InstantSource clock;
    private volatile Ring ring;

    KeyRing(SigningKeyRows rows, MasterKey master, AuditTrail audit, SignInSettings settings, InstantSource clock) {
        this.rows = rows;
        this.master = master;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        ring = read();
        if (ring.keys().isEmpty()) {
            SigningKeyRows.Row first = generate();
            rows.transaction(session -> {
                rows.follow(session, first, true);
                return null;
            });
            ring = read();
        }
    }

    /** In order: the current key first. */
    private record Ring(Map<String, RSAKey> keys, Instant readAt) {}

    /** The key to sign with. */
    RSAKey current() {
        return fresh(READ_EVERY).keys().values().iterator().next();
    }

    /** Every key whose signatures still count; the current one first. */
    List<RSAKey> published() {
        return List.copyOf(fresh(READ_EVERY).keys().values());
    }

    /** The key of this id, or null. Another node may have made it a moment ago. */
    @Nullable
    RSAKey named(String id) {
        RSAKey known = ring.keys().get(id);
        return known != null ? known : fresh(READ_FOR_UNKNOWN_EVERY).keys().get(id);
    }

    public List<SigningKey> list() {
        return rows.published(settings.accessTokens()).stream()
                .map(row -> new SigningKey(row.id(), row.createdAt(), row.followedAt()))
                .toList();
    }

    public SigningKey rotate(Actor actor) {
        SigningKeyRows.Row next = generate();
        rows.removeExpired(settings.accessTokens());
        rows.transaction(session -> {
            rows.follow(session, next, false);
            OrganizationId home = actor.organization();
            if (home != null) {
                session.list("SELECT set_config('tenantry.reach', ?, true)", row -> true, home.toString());
                audit.record(session, actor, rotated(home, next.id()));
            }
            return null;
        });
        ring = read();
        return list().getFirst();
    }

    private static AuditEvent rotated(OrganizationId organization, String key) {
        return AuditEvent.done(
                organization,
                "key.rotate",
                new AuditEvent.Target("signing key", key, key, null),
                null,
                Map.of("id", key));
    }

    private Ring fresh(Duration every) {
        Ring known = ring;
        if (known.readAt().plus(every).isAfter(clock.instant())) {
            return known;
        }
        Ring read = read();
        ring = read;
        return read;
    }

    private Ring read() {
        Map<String, RSAKey> keys = new LinkedHashMap<>();
        for (SigningKeyRows.Row row : rows.published(settings.accessTokens())) {
            keys.put(row.id(), parse(master.decrypt(row.privateKey())));
        }
        return new Ring(keys, clock.instant());
    }

    private SigningKeyRows.Row generate() {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyID(Ids.next().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new SigningKeyRows.Row(
                    key.getKeyID(),
                    key.toPublicJWK().toJSONString(),
                    master.encrypt(key.toJSONString()),
                    clock.instant(),
                    null);
        } catch (JOSEException failure) {
            throw new IllegalStateException("A signing key could not be made", failure);
        }
    }

    private static RSAKey parse(String json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException failure) {
            throw new IllegalStateException("A signing key in the database is not readable", failure);
        }
    }
}
