package io.tenantry.imports.internal;

import io.tenantry.access.Permission;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Those who stand beside an import: guards who mind all or nobody, and a watcher who looks away. */
final class Bystanders {
    private Bystanders() {}

    /** Minds nobody. */
    static final class Easygoing implements ImportWork.Guard {
        @Override
        public @Nullable String objection(UUID user) {
            return null;
        }

        @Override
        public void disabled(Session session) {}

        @Override
        public boolean mayWriteGroups() {
            return true;
        }

        @Override
        public @Nullable String objectionToMembers(UUID group) {
            return null;
        }

        @Override
        public boolean mayLink() {
            return true;
        }
    }

    /** Minds every user that it is asked about. */
    static final class Objecting implements ImportWork.Guard {
        @Override
        public String objection(UUID user) {
            return "more privileged";
        }

        @Override
        public void disabled(Session session) {}

        @Override
        public boolean mayWriteGroups() {
            return true;
        }

        @Override
        public String objectionToMembers(UUID group) {
            return "more privileged";
        }

        @Override
        public boolean mayLink() {
            return true;
        }
    }

    /** Keeps passwords where there should be none. */
    static final FirstPasswords NO_PASSWORDS = new FirstPasswords(Bystanders::refusePasswords, hash -> {
        throw new AssertionError("Nobody brought a hash");
    });

    private static void refusePasswords(
            Session session, OrganizationId organization, Map<UUID, PasswordHash> first, boolean mustChange) {
        if (!first.isEmpty()) {
            throw new AssertionError("Nobody gave a password, but these got one: " + first.keySet());
        }
    }

    /** Keeps nothing among the changes. */
    static final class Forgetful implements ImportPlan.Keeper {
        @Override
        public Set<Permission> link(Session session) {
            throw new AssertionError("Nobody named a group");
        }

        @Override
        public boolean hasRules() {
            return false;
        }

        @Override
        public UUID plan(Session session, ImportPlan.Facts facts) {
            return Ids.next();
        }

        @Override
        public boolean waits(Session session, UUID change) {
            return false;
        }

        @Override
        public boolean isElsewhere() {
            return false;
        }

        @Override
        public void start(Session session, UUID change) {
            throw new AssertionError("Everybody lives here");
        }

        @Override
        public ImportPlan.LeftOver follow(UUID change, LongConsumer watcher) {
            throw new AssertionError("Everybody lives here");
        }

        @Override
        public void finish(Session session, UUID change) {}

        @Override
        public UUID keepDone(Session session, ImportPlan.Facts facts) {
            return Ids.next();
        }
    }

    /** Does not look at the progress. */
    static final class Unwatching implements ImportWork.Watcher {
        @Override
        public void read(long read, long staged) {}

        @Override
        public void applying() {}

        @Override
        public void applied(long rows) {}
    }
}
