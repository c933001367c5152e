package io.tenantry.api.docs;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which members of answers may be null: our annotation for it stands where the documentation's library does not look. */
final class Nullables {
    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    /** Looks at a type that is answered, and at all that it holds. */
    void add(Type type) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType());
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && seen.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    note(plain.getSimpleName(), component.getName());
                    note(documented(plain), component.getName());
                }
                add(component.getGenericType());
            }
        }
    }

    private void note(String schema, String member) {
        members.computeIfAbsent(schema, name -> ConcurrentHashMap.newKeySet()).add(member);
    }

    private static String documented(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema named =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return named == null || named.name().isEmpty() ? type.getSimpleName() : named.name();
    }

    /** Lets the members be null in the schemas of the types that were looked at. */
    @SuppressWarnings("rawtypes") // the library's own
    void apply(Map<String, Schema> schemas) {
        for (Map.Entry<String, Set<String>> each : new HashMap<>(members).entrySet()) {
            Schema<?> schema = schemas.get(each.getKey());
            if (schema != null) {
                allow(schema, each.getValue());
            }
        }
    }

    /** Lets every member be null that need not be there. */
    static Schema<?> orNulls(Schema<?> schema) {
        if (schema.getProperties() != null) {
            Set<String> open = new LinkedHashSet<>(schema.getProperties().keySet());
            if (schema.getRequired() != null) {
                schema.getRequired().forEach(open::remove);
            }
            allow(schema, open);
        }
        return schema;
    }

    private static void allow(Schema<?> schema, Set<String> names) {
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll((name, property) -> names.contains(name) ? orNull(property) : property);
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> either = new JsonSchema();
            either.addAnyOfItem(property);
            either.addAnyOfItem(Schemas.typed("null"));
            return either;
        }
        Set<String> types = new LinkedHashSet<>();
        if (property.getTypes() != null) {
            types.addAll(property.getTypes());
        } else if (property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty()) {
            types.add("null");
            property.setTypes(types);
        }
        return property;
    }
}
