package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;

/** Something that tells, beside the mirror, what people who live elsewhere do there. */
public interface ActivityLog {
    /** What it is called towards people: {@code Sign-ins}. */
    String name();

    /** How long after one reading the next is worth the while, unless somebody asks for it. */
    Duration pause();

    /** Whether it tells of this organization. */
    boolean tells(OrganizationId organization);
}
