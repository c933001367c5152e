package io.tenantry.api.snowatlas;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.AtlasRules;
import io.tenantry.usage.Applications;
import io.tenantry.usage.People;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PeopleSubscriptions;
import java.util.ArrayList;
import java.util.List;

/** What each list of the dialect may be filtered and sorted by. */
final class Rules {
    private static final String NAME = "displayName";

    static final AtlasRules USERS = AtlasRules.of(
                    with(People.fields(), People.fields().filterable(NAME).named("name")),
                    Order.ascending(People.fields().sortable(NAME)))
            .withLists(People.discoveryTypes());

    static final AtlasRules APPLICATIONS_OF_USER =
            byName(PeopleApplications.fields()).withLists(PeopleApplications.discoveryTypes());

    static final AtlasRules SOURCES = byName(PeopleApplications.sourceFields());

    static final AtlasRules USERS_OF_APPLICATION = AtlasRules.of(
                    PeopleApplications.userFields(),
                    Order.ascending(PeopleApplications.userFields().sortable(NAME)))
            .withLists(PeopleApplications.userDiscoveryTypes());

    static final AtlasRules APPLICATIONS = byName(Applications.fields());

    /** The id that clients see is the subscription's; each seat of it has one of its own. */
    static final AtlasRules SUBSCRIPTIONS = byName(subscriptions());

    private Rules() {}

    private static AtlasRules byName(Catalogue catalogue) {
        return AtlasRules.of(catalogue, Order.ascending(catalogue.sortable("name")));
    }

    private static Catalogue subscriptions() {
        Catalogue seats = PeopleSubscriptions.fields();
        List<Field> fields = new ArrayList<>();
        for (Field field : seats.fields()) {
            if (field.name().equals("subscriptionId")) {
                fields.add(field.named("id"));
            } else if (!field.equals(seats.id())) {
                fields.add(field);
            }
        }
        return Catalogue.of(seats.id().named("seatId"), fields.toArray(Field[]::new));
    }

    private static Catalogue with(Catalogue catalogue, Field more) {
        List<Field> fields = new ArrayList<>(catalogue.fields());
        fields.remove(catalogue.id());
        fields.add(more);
        return Catalogue.of(catalogue.id(), fields.toArray(Field[]::new));
    }
}
