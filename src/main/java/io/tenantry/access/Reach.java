package io.tenantry.access;

import io.tenantry.platform.database.RowScope;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The organizations a caller may act on with one permission. Every read and write of tenant data asks for a reach, so a query
 * that forgets its tenant does not compile. Not called a scope: OAuth already owns that word.
 */
public sealed interface Reach extends RowScope {
    /** No organization at all. */
    static Reach nowhere() {
        return new Some(Set.of());
    }

    /** Every organization of the installation. Only the hub itself and callers over the whole tree have it. */
    record Everything() implements Reach {
        @Override
        public boolean covers(OrganizationId organization) {
            return true;
        }

        @Override
        public String setting() {
            return "*";
        }
    }

    /** These organizations and no others. */
    record Some(Set<OrganizationId> organizations) implements Reach {
        /** The database takes an empty reach for a forgotten one. */
        private static final String NOBODYS_ID = "00000000-0000-0000-0000-000000000000";

        public Some {
            organizations = Set.copyOf(organizations);
        }

        @Override
        public boolean covers(OrganizationId organization) {
            return organizations.contains(organization);
        }

        @Override
        public String setting() {
            return organizations.isEmpty()
                    ? NOBODYS_ID
                    : organizations.stream().map(OrganizationId::toString).collect(Collectors.joining(","));
        }
    }

    /** Whether the organization lies in this reach. */
    boolean covers(OrganizationId organization);

    /** The part of this reach that lies in one organization: that organization, or nothing. */
    default Reach within(OrganizationId organization) {
        return covers(organization) ? new Some(Set.of(organization)) : nowhere();
    }

    /** Whether all of the other reach lies in this one. */
    default boolean contains(Reach other) {
        return switch (other) {
            case Everything() -> this instanceof Everything;
            case Some(var theirs) -> theirs.stream().allMatch(this::covers);
        };
    }

    /** The organizations that lie in both. */
    default Reach shared(Reach other) {
        return switch (this) {
            case Everything() -> other;
            case Some(var mine) ->
                other instanceof Everything || equals(other)
                        ? this
                        : new Some(mine.stream().filter(other::covers).collect(Collectors.toUnmodifiableSet()));
        };
    }

    /** Both reaches together. */
    default Reach and(Reach other) {
        if (equals(other) || other.equals(nowhere())) {
            return this;
        }
        if (equals(nowhere())) {
            return other;
        }
        if (!(this instanceof Some(var mine) && other instanceof Some(var theirs))) {
            return new Everything();
        }
        return new Some(Stream.concat(mine.stream(), theirs.stream()).collect(Collectors.toUnmodifiableSet()));
    }
}
