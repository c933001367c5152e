package io.tenantry.microsoft.internal;

import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ActivityLog;
import java.time.Duration;

/** Something that Microsoft tells of the people of tenants, beside its directory. */
abstract class MicrosoftLog implements ActivityLog {
    private final ConnectionRows connections;
    private final String name;
    private final Duration pause;

    MicrosoftLog(ConnectionRows connections, String name, Duration pause) {
        this.connections = connections;
        this.name = name;
        this.pause = pause;
    }

    final Tenant tenant(OrganizationId organization) {
        return connections.tenant(organization);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Duration pause() {
        return pause;
    }

    @Override
    public final boolean tells(OrganizationId organization) {
        return connections.isConnected(organization);
    }
}
