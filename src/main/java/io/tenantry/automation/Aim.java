package io.tenantry.automation;

import io.tenantry.query.Condition;
import java.util.UUID;

/** For what a job is asked for. */
public sealed interface Aim {
    /** A person, by the hub's id or the provider's. */
    record ForUser(UUID id) implements Aim {}

    /** A group, or each of its people where the block is one for people. */
    record ForGroup(UUID id) implements Aim {}

    /** The organization itself. */
    record ForOrganization() implements Aim {}

    record ForDevice(UUID id) implements Aim {}

    /**
     * Each living person of the organization who fulfils a condition.
     *
     * @param text the condition as the caller wrote it
     */
    record ForFilter(Condition condition, String text) implements Aim {}
}
