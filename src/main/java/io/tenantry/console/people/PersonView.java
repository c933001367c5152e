package io.tenantry.console.people;

import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.RightsExplained;
import io.tenantry.console.Visit;
import io.tenantry.console.internal.SignInRows;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.directory.Histories;
import io.tenantry.directory.OwnGroup;
import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.UserState;
import io.tenantry.directory.UserStates;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.UserLicenses;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.history.Past;
import io.tenantry.signin.PersonSession;
import io.tenantry.signin.Sessions;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that a person's page shows, as far as whoever looks may see it. */
@Component
class PersonView {
    private final Users users;
    private final Known known;
    private final Why why;
    private final Organizations organizations;
    private final Past past;
    private final InstantSource clock;

    PersonView(Users users, Known known, Why why, Organizations organizations, Past past, InstantSource clock) {
        this.users = users;
        this.known = known;
        this.why = why;
        this.organizations = organizations;
        this.past = past;
        this.clock = clock;
    }

    /** How a person stands and what became of him. */
    @Component
    record Known(
            UserStates states, SignInRows signIns, Sessions sessions, Histories histories, SecondFactors factors) {}

    /** What he has, and why. */
    @Component
    record Why(Licenses licenses, OwnGroups groups, RightsExplained rights, Guards guards) {}

    /**
     * A part of the page, or why it is not shown.
     *
     * @param value null when it may not be seen
     */
    record Part<T>(@Nullable T value, @Nullable String refusal) {
        static <T> Part<T> of(Supplier<T> reading) {
            try {
                return new Part<>(reading.get(), null);
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.NOT_PERMITTED) {
                    throw refusal;
                }
                return new Part<>(null, refusal.getMessage() + ".");
            }
        }
    }

    /** The person, living or deleted, or as he was at the moment that the address names. */
    User user(Visit visit, OrganizationId organization, UserKey key) {
        Instant asOf = past.moment(visit.field("asOf"));
        return asOf == null
                ? users.getEvenDeleted(visit.caller(), organization, key)
                : users.get(visit.caller(), organization, key, asOf);
    }

    /** Puts everything into the page. */
    void show(Visit visit, User user) {
        Caller caller = visit.caller();
        OrganizationId organization = user.organization();
        UserKey key = new UserKey.Id(user.id());
        Instant asOf = past.moment(visit.field("asOf"));
        visit.with("user", user)
                .with("link", PersonRow.link(user))
                .with("asOf", visit.field("asOf"))
                .with("now", clock.instant())
                .with("organizationName", organizationName(caller, organization))
                .with("manager", manager(caller, user))
                .with("state", asOf == null ? known.states().of(caller, user) : UserState.NOTHING)
                .with("factor", known.factors().held(organization, user.id().value()))
                .with(
                        "signIns",
                        known.signIns().of(caller, organization, user.id().value()))
                .with("sessions", asOf == null ? sessions(caller, user) : List.of())
                .with("licenses", licenses(caller, user, key, asOf))
                .with("groups", asOf == null && !user.isDeleted() ? groups(caller, user) : null)
                .with("rights", asOf == null && !user.isDeleted() ? rights(caller, user) : null)
                .with(
                        "steps",
                        Part.of(() -> PersonSteps.of(known.histories().ofUser(caller, organization, user.id()))));
    }

    /** Why the caller may not touch the account at all, whatever he may do with others; null when he may. */
    @Nullable
    String guard(Visit visit, User user) {
        try {
            why.guards().mayTouch(visit.caller(), user.organization(), user.id().value());
            return user.system() ? "The account belongs to the hub itself." : null;
        } catch (Refusal refusal) {
            return refusal.getMessage() + ". Somebody who may do at least as much can.";
        }
    }

    private @Nullable Part<UserLicenses> licenses(Caller caller, User user, UserKey key, @Nullable Instant asOf) {
        return user.isDeleted() ? null : Part.of(() -> why.licenses().of(caller, user.organization(), key, asOf));
    }

    /** Where he is signed in, for those who may end it; others have only the number. */
    private List<PersonSession> sessions(Caller caller, User user) {
        return caller.reach(Permission.USER_PASSWORD_WRITE).covers(user.organization())
                ? known.sessions().list(user.organization(), user.id().value(), new Sessions.Current(null, null))
                : List.of();
    }

    private Part<List<OwnGroup>> groups(Caller caller, User user) {
        return Part.of(() -> why.groups().of(caller, user.organization(), user.id()));
    }

    private Part<RightsExplained.Explanation> rights(Caller caller, User user) {
        return Part.of(() -> {
            if (!caller.reach(Permission.ROLE_READ).covers(user.organization())) {
                throw new Refusal(
                        Refusal.Reason.NOT_PERMITTED,
                        "This needs the permission '" + Permission.ROLE_READ.wireName() + "'",
                        Permission.ROLE_READ.wireName());
            }
            return why.rights().of(caller, user.id().value());
        });
    }

    private @Nullable String organizationName(Caller caller, OrganizationId organization) {
        return organizations.names(caller, Set.of(organization)).get(organization);
    }

    private @Nullable User manager(Caller caller, User user) {
        UserId manager = user.manager();
        return manager == null ? null : users.getEvenDeleted(caller, user.organization(), new UserKey.Id(manager));
    }
}
