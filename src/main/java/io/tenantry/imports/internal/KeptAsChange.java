package io.tenantry.imports.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.changes.Change;
import io.tenantry.changes.PreparedChanges;
import io.tenantry.changes.Subject;
import io.tenantry.imports.Import;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Keeps one import among the changes.
 *
 * @param caller whose import it is
 * @param isElsewhere whether the organization's people live at a provider
 */
record KeptAsChange(PreparedChanges changes, Caller caller, Import order, boolean isElsewhere)
        implements ImportPlan.Keeper {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Override
    public Set<Permission> link(Session session) {
        return changes.link(session, caller, order.organization());
    }

    @Override
    public boolean hasRules() {
        return changes.hasRules(order.organization());
    }

    @Override
    public UUID plan(Session session, ImportPlan.Facts facts) {
        return changes.plan(session, caller, order.organization(), heading(facts));
    }

    @Override
    public boolean waits(Session session, UUID change) {
        return changes.waits(session, change);
    }

    @Override
    public void start(Session session, UUID change) {
        changes.start(session, caller, change);
    }

    @Override
    public ImportPlan.LeftOver follow(UUID change, LongConsumer watcher) {
        changes.soon();
        Change now = changes.find(order.organization(), change);
        while (now.state() == Change.State.APPLYING) {
            watcher.accept(now.progress().done()
                    + now.progress().conflicts()
                    + now.progress().failed());
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refusal(Refusal.Reason.BUSY, ImportRows.GOES_ON);
            }
            now = changes.find(order.organization(), change);
        }
        return new ImportPlan.LeftOver(changes.leftOver(order.organization(), now), now.state() == Change.State.PAUSED);
    }

    @Override
    public void finish(Session session, UUID change) {
        changes.finish(session, caller, change);
    }

    @Override
    public UUID keepDone(Session session, ImportPlan.Facts facts) {
        return changes.keepDone(session, caller, order.organization(), heading(facts));
    }

    private PreparedChanges.Heading heading(ImportPlan.Facts facts) {
        String title = "Import: " + facts.format().title();
        return new PreparedChanges.Heading(
                facts.subject() == Subject.GROUP ? title + ", groups" : title,
                facts.subject(),
                Map.of("import", order.id().value()),
                facts.members(),
                facts.unchanged(),
                facts.permissions());
    }
}
