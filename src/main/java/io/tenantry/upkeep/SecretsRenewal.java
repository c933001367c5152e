package io.tenantry.upkeep;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.secrets.MasterKey;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Encrypts the database's secrets anew after the master key was replaced. Mails and kept answers are left alone: they are gone
 * within a day, and until then the former key opens them.
 */
@Component
public class SecretsRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(SecretsRenewal.class);
    private static final int AT_ONCE = 500;

    /** Every column that keeps a secret for longer. */
    private static final List<Kept> ALL = List.of(
            new Kept("signing_keys", "private_key"),
            new Kept("authenticators", "secret"),
            new Kept("identity_sources", "secret"),
            new Kept("microsoft_connections", "credential"),
            new Kept("discovery_sources", "url"),
            new Kept("discovery_sources", "secret"),
            new Kept("scim_targets", "secret"),
            new Kept("webhooks", "url"),
            new Kept("webhooks", "secret"),
            new Kept("webhooks", "former_secret"));

    private final Database database;
    private final MasterKey master;
    private boolean isTold;

    SecretsRenewal(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    private record Kept(String table, String column) {}

    /** Does nothing unless there is a former key. */
    public void work() {
        if (!master.isNew() || isTold) {
            return;
        }
        int renewed = 0;
        for (Kept kept : ALL) {
            renewed += renew(kept);
        }
        LOG.info(
                "The master key is new: {} secrets were encrypted anew. The former key can be removed in a day",
                renewed);
        isTold = true;
    }

    private int renew(Kept kept) {
        int renewed = 0;
        String after = "";
        List<String> some;
        do {
            some = database.list(
                    new Reach.Everything(),
                    "SELECT " + kept.column + " FROM " + kept.table + " WHERE " + kept.column + " > ? ORDER BY 1 LIMIT "
                            + AT_ONCE,
                    row -> row.getString(1),
                    after);
            for (String stored : some) {
                String fresh = master.renewed(stored);
                if (fresh != null) {
                    // Whoever stored another secret meanwhile has used the new key already.
                    renewed += database.run(
                            new Reach.Everything(),
                            "UPDATE " + kept.table + " SET " + kept.column + " = ? WHERE " + kept.column + " = ?",
                            fresh,
                            stored);
                }
                after = stored;
            }
        } while (some.size() == AT_ONCE);
        return renewed;
    }
}
