package io.tenantry.api.docs;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.tenantry.api.Thing;
import java.util.Set;

/** Things of the wire as JSON schemas. */
final class Schemas {
    private Schemas() {}

    static Schema<?> reference(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    /** The thing; a dot in a member's name leads into an object. */
    static Schema<?> of(Thing thing) {
        Schema<?> schema = typed("object");
        for (Thing.Part part : thing.parts()) {
            add(schema, part.name(), part);
        }
        return schema;
    }

    static Schema<?> typed(String type) {
        Schema<?> schema = new JsonSchema();
        schema.setType(type);
        schema.setTypes(Set.of(type));
        return schema;
    }

    static Schema<?> list(Schema<?> item) {
        Schema<?> list = typed("array");
        list.setItems(item);
        return list;
    }

    private static void add(Schema<?> owner, String name, Thing.Part part) {
        // Names of OData have dots of their own.
        int dot = name.startsWith("@") ? -1 : name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        if (part.isRequired()
                && (owner.getRequired() == null || !owner.getRequired().contains(first))) {
            owner.addRequiredItem(first);
        }
        if (dot < 0) {
            owner.addProperty(name, of(part.type()));
            return;
        }
        Schema<?> inner =
                owner.getProperties() == null ? null : owner.getProperties().get(first);
        if (inner == null) {
            inner = typed("object");
            owner.addProperty(first, inner);
        }
        add(inner, name.substring(dot + 1), part);
    }

    private static Schema<?> of(Thing.Kind type) {
        return switch (type) {
            case TEXT -> typed("string");
            case NUMBER -> typed("integer");
            case FLAG -> typed("boolean");
            case INSTANT -> typed("string").format("date-time");
            case ID -> typed("string").format("uuid");
            case TEXTS -> list(typed("string"));
            case OBJECT -> typed("object");
            case OBJECTS -> list(typed("object"));
        };
    }
}
