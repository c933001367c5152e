package io.tenantry.api.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Bookmarks;
import io.tenantry.query.CursorSigner;
import io.tenantry.query.NumberedPages;
import io.tenantry.query.Walks;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One way through long lists for all surfaces. */
@Configuration(proxyBeanMethods = false)
class Paging {
    private static final int KEY_BYTES = 32;
    private static final long BOOKMARKS_MAX = 50_000;
    private static final Duration BOOKMARKS_KEPT = Duration.ofMinutes(30);
    /** How long clients that turn pages by number may take from one to the next. */
    private static final Duration TOKENS_HOLD = Duration.ofHours(1);

    @Bean
    CursorSigner cursorSigner(Database database) {
        return new CursorSigner(key(database));
    }

    @Bean
    Walks walks(CursorSigner signer) {
        return new Walks(signer, new Bookmarks(BOOKMARKS_MAX, BOOKMARKS_KEPT));
    }

    @Bean
    NumberedPages numberedPages(CursorSigner signer) {
        return new NumberedPages(
                signer, new Bookmarks(BOOKMARKS_MAX, BOOKMARKS_KEPT), InstantSource.system(), TOKENS_HOLD);
    }

    /** The installation's key; the first node to need it makes it. */
    private static byte[] key(Database database) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        database.run(
                Reach.nowhere(), "INSERT INTO paging_keys (key) VALUES (?) ON CONFLICT DO NOTHING", (Object) fresh);
        return Objects.requireNonNull(
                database.first(Reach.nowhere(), "SELECT key FROM paging_keys", row -> row.getBytes(1)));
    }
}
