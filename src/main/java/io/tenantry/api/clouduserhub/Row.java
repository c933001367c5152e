package io.tenantry.api.clouduserhub;

import io.tenantry.api.clouduserhub.Shape.Member;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Instants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * One thing as it is written: the selected members of a shape, without reflection.
 *
 * @param context {@code @odata.context} of an answer that is this one thing, else null
 * @param type {@code @odata.type} where things of several types stand together, else null
 */
record Row<T, P extends Property>(
        @Nullable String context, @Nullable String type, List<Member<T, P>> members, T item)
        implements JacksonSerializable {
    @Override
    public void serialize(JsonGenerator json, SerializationContext serialization) {
        json.writeStartObject();
        if (context != null) {
            json.writeName("@odata.context");
            json.writeString(context);
        }
        if (type != null) {
            json.writeName("@odata.type");
            json.writeString(type);
        }
        for (Member<T, P> member : members) {
            json.writeName(member.name());
            write(json, member.value().apply(item));
        }
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext serialization, TypeSerializer types) {
        serialize(json, serialization);
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case UUID id -> json.writeString(id.toString());
            case Instant instant -> json.writeString(Instants.text(instant));
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            default -> json.writePOJO(value);
        }
    }
}
