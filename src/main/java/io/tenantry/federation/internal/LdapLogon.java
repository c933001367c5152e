package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.access.Reach;
import io.tenantry.credentials.ExternalAccount;
import io.tenantry.credentials.ExternalLogon;
import io.tenantry.federation.FederationSettings;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.LdapSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a directory check passwords of the people it feeds. The entry is looked up first, by what never changes of it, so that
 * whoever was renamed or disabled a moment ago is known as he is now. The hub keeps nothing of the password.
 */
@Component
class LdapLogon implements ExternalLogon {
    private static final Logger LOG = LoggerFactory.getLogger(LdapLogon.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Database database;
    private final SourceRows sources;
    private final DirectorySync.Connecting connecting;
    private final InstantSource clock;
    private final Semaphore turns;
    private final Map<UUID, Instant> down = new ConcurrentHashMap<>();

    LdapLogon(
            Database database,
            SourceRows sources,
            DirectorySync.Connecting connecting,
            FederationSettings settings,
            InstantSource clock) {
        this.database = database;
        this.sources = sources;
        this.connecting = connecting;
        this.clock = clock;
        turns = new Semaphore(settings.logonsAtOnce());
    }

    @Override
    public boolean serves(ExternalAccount account) {
        return source(account) != null;
    }

    private @Nullable UUID source(ExternalAccount account) {
        return database.first(
                new Reach.Everything(),
                """
                SELECT p.source_id FROM directory_people p
                    JOIN identity_sources i ON i.organization_id = p.organization_id AND i.id = p.source_id
                WHERE p.organization_id = ? AND p.user_id = ? AND p.external_id = ? AND p.gone_at IS NULL AND i.enabled
                  AND (i.settings ->> 'signIn')::boolean
                """,
                row -> row.getObject(1, UUID.class),
                account.organization().value(),
                account.user(),
                account.externalId());
    }

    @Override
    public Answer check(ExternalAccount account, String password) {
        UUID id = source(account);
        IdentitySource source = id == null ? null : sources.enabled(id);
        if (source == null || !(source.settings() instanceof LdapSettings settings) || password.isEmpty()) {
            return Answer.WRONG;
        }
        Instant until = down.get(source.id());
        if ((until != null && until.isAfter(clock.instant())) || !turns.tryAcquire()) {
            return Answer.UNREACHABLE;
        }
        try {
            Answer answer = ask(source, settings, account, password);
            down.remove(source.id());
            return answer;
        } catch (Refusal refusal) {
            LOG.warn("Nobody can sign in through the directory {}: {}", source.name(), refusal.getMessage());
            // Everybody would wait for the same answer.
            down.put(source.id(), clock.instant().plus(LEFT_ALONE));
            return Answer.UNREACHABLE;
        } finally {
            turns.release();
        }
    }

    private Answer ask(IdentitySource source, LdapSettings settings, ExternalAccount account, String password) {
        List<String> attributes = new ArrayList<>(settings.disabledAttributes());
        attributes.add(settings.externalIdAttribute());
        try (Directory directory = connecting.open(source, settings)) {
            SearchResultEntry entry = directory.person(account.externalId(), attributes);
            boolean right = entry != null
                    && !PersonEntry.isDisabled(entry, settings)
                    && directory.accepts(entry.getDN(), password);
            return right ? Answer.RIGHT : Answer.WRONG;
        }
    }
}
