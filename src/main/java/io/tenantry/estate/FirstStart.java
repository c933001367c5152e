package io.tenantry.estate;

import io.tenantry.estate.internal.EstateRows;
import io.tenantry.estate.internal.Root;
import io.tenantry.estate.internal.RootRows;
import io.tenantry.estate.internal.Software;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Makes what an empty hub needs before it answers its first request: the operator's organization and the administrator that the
 * settings name, or the demo. Without either, whoever knows the hub's set-up code is asked on its first page. What a start that was
 * broken off has left undone, the next one does.
 */
@Component
class FirstStart implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final long DEMO_SEED = 20;
    private static final int DAYS_OF_USE = 120;

    private final DatabaseLocation location;
    private final RootRows roots;
    private final FirstAccounts accounts;
    private final FirstStartSettings settings;
    private final DemoSettings demo;
    private final GuidedStart guided;

    FirstStart(
            DatabaseLocation location,
            RootRows roots,
            FirstAccounts accounts,
            FirstStartSettings settings,
            DemoSettings demo,
            GuidedStart guided) {
        this.guided = guided;
        this.location = location;
        this.roots = roots;
        this.accounts = accounts;
        this.settings = settings;
        this.demo = demo;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            Root root = roots.find();
            if (root == null || !root.hasAccounts()) {
                if (settings.administrator() == null && !demo.demo() && (root == null || !root.isDemo())) {
                    guided.open();
                    return;
                }
                root = makeAlone();
            }
            if (demo.demo() && root.isDemo()) {
                accounts.writeDemoFile(root.id());
            } else if (demo.demo()) {
                LOG.warn("This hub was not made for a demo, so none was put into it");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("What an empty hub needs could not be made", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "What an empty hub needs could not be written into " + demo.dataDirectory(), failure);
        }
    }

    private Root makeAlone() throws SQLException {
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password())) {
            roots.lock(owner);
            Root root = organizations(owner, roots.find());
            if (root.hasAccounts()) {
                return root;
            }
            if (root.isDemo()) {
                accounts.makeDemo(root.id());
            } else {
                accounts.makeAdministrator(root.id());
            }
            return new Root(root.id(), root.isDemo(), true);
        }
    }

    private Root organizations(Connection owner, @Nullable Root found) throws SQLException {
        if (found != null) {
            return found;
        }
        owner.setAutoCommit(false);
        OrganizationId id = RootRows.insert(
                owner, settings.organization(), FirstStartSettings.domain(settings.unattended()), demo.demo());
        if (demo.demo()) {
            new EstateRows(EstateSize.demo(DEMO_SEED), id.value(), Instant.now())
                    .write(owner, made -> new Software(owner, made.id(), DAYS_OF_USE).write(made.tenantId() != null));
        }
        owner.commit();
        owner.setAutoCommit(true);
        EstateRows.settle(owner);
        return new Root(id, demo.demo(), false);
    }
}
