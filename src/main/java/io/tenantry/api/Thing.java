package io.tenantry.api;

import io.tenantry.directory.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Something of the wire, member by member, as the documentation shows it. */
public record Thing(String name, List<Part> parts) {
    public Thing {
        parts = List.copyOf(parts);
    }

    /** One member. */
    public record Part(String name, Kind type, boolean isRequired) {}

    /** What a member's value is in JSON. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        INSTANT,
        ID,
        TEXTS,
        OBJECT,
        OBJECTS
    }

    public static Thing named(String name) {
        return new Thing(name, List.of());
    }

    public Thing with(Kind type, String... names) {
        List<Part> all = new ArrayList<>(parts);
        for (String member : names) {
            all.add(new Part(member, type, false));
        }
        return new Thing(name, all);
    }

    /** A member that is a property of a user or a group. */
    public Thing with(String member, Property property) {
        return with(
                switch (property.kind()) {
                    case TEXT -> Kind.TEXT;
                    case LIST -> Kind.TEXTS;
                    case FLAG -> Kind.FLAG;
                    case UUID -> Kind.ID;
                    case INSTANT -> Kind.INSTANT;
                },
                member);
    }

    /** The same, where these members are of another type. */
    public Thing typed(Kind type, String... names) {
        List<String> meant = Arrays.asList(names);
        return new Thing(
                name,
                parts.stream()
                        .map(part ->
                                meant.contains(part.name()) ? new Part(part.name(), type, part.isRequired()) : part)
                        .toList());
    }

    /** The same, where these members have to be given. */
    public Thing requiring(String... names) {
        List<String> required = Arrays.asList(names);
        return new Thing(
                name,
                parts.stream()
                        .map(part -> new Part(part.name(), part.type(), required.contains(part.name())))
                        .toList());
    }
}
