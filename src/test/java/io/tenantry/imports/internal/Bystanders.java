package io.tenantry.imports.internal;

import io.tenantry.credentials.PasswordHash;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.UUID;
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
    }

    /** Minds every user that it is asked about. */
    static final class Objecting implements ImportWork.Guard {
        @Override
        public String objection(UUID user) {
            return "more privileged";
        }

        @Override
        public void disabled(Session session) {}
    }

    /** Keeps passwords where there should be none. */
    static void refusePasswords(Session session, OrganizationId organization, Map<UUID, PasswordHash> first) {
        if (!first.isEmpty()) {
            throw new AssertionError("Nobody gave a password, but these got one: " + first.keySet());
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
