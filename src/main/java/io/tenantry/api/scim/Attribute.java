package io.tenantry.api.scim;

import io.tenantry.directory.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a schema (RFC 7643, 7): what it holds, and what may be done with it.
 *
 * @param property where its value is kept, for attributes that are kept just as they are sent
 * @param parts the sub-attributes of a complex one
 * @param words the values it may have, where there are only some
 */
record Attribute(
        String name,
        Kind kind,
        String description,
        @Nullable Property property,
        Set<Trait> traits,
        List<Attribute> parts,
        List<String> words) {
    Attribute {
        traits = Set.copyOf(traits);
        parts = List.copyOf(parts);
        words = List.copyOf(words);
    }

    /** What an attribute holds. */
    enum Kind {
        STRING("string"),
        BOOLEAN("boolean"),
        DATE_TIME("dateTime"),
        REFERENCE("reference"),
        COMPLEX("complex");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What is special about an attribute. */
    enum Trait {
        SEVERAL,
        REQUIRED,
        /** Upper and lower case make a difference. */
        EXACT,
        UNIQUE,
        READ_ONLY,
        /** Read only as well, and not even refused when it is set, as clients do who keep it themselves. */
        WORKED_OUT,
        WRITE_ONLY,
        ALWAYS_SHOWN
    }

    static Attribute text(String name, String description) {
        return new Attribute(name, Kind.STRING, description, null, Set.of(), List.of(), List.of());
    }

    /** A text or flag that is a property of the resource. */
    static Attribute kept(String name, Property property, String description) {
        Kind kind = property.kind() == Property.Kind.FLAG ? Kind.BOOLEAN : Kind.STRING;
        return new Attribute(name, kind, description, property, Set.of(), List.of(), List.of());
    }

    static Attribute flag(String name, String description) {
        return text(name, description).of(Kind.BOOLEAN);
    }

    static Attribute complex(String name, String description, Attribute... parts) {
        return new Attribute(name, Kind.COMPLEX, description, null, Set.of(), List.of(parts), List.of());
    }

    Attribute of(Kind other) {
        return new Attribute(name, other, description, property, traits, parts, words);
    }

    Attribute with(Trait first, Trait... more) {
        EnumSet<Trait> all = EnumSet.of(first, more);
        all.addAll(traits);
        return new Attribute(name, kind, description, property, all, parts, words);
    }

    Attribute oneOf(String... values) {
        return new Attribute(name, kind, description, property, traits, parts, List.of(values));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean isReadOnly() {
        return is(Trait.READ_ONLY) || is(Trait.WORKED_OUT);
    }

    /** The attribute of this name, in any case, or null. */
    static @Nullable Attribute find(List<Attribute> all, String name) {
        for (Attribute attribute : all) {
            if (attribute.name.equalsIgnoreCase(name)) {
                return attribute;
            }
        }
        return null;
    }

    /** As the schema tells it. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("type", kind.word);
        told.put("multiValued", is(Trait.SEVERAL));
        told.put("description", description);
        told.put("required", is(Trait.REQUIRED));
        if (kind == Kind.STRING || kind == Kind.REFERENCE) {
            told.put("caseExact", is(Trait.EXACT));
        }
        told.put("mutability", isReadOnly() ? "readOnly" : is(Trait.WRITE_ONLY) ? "writeOnly" : "readWrite");
        told.put("returned", is(Trait.WRITE_ONLY) ? "never" : is(Trait.ALWAYS_SHOWN) ? "always" : "default");
        told.put("uniqueness", is(Trait.UNIQUE) ? "server" : "none");
        if (!words.isEmpty()) {
            told.put("canonicalValues", words);
        }
        if (kind == Kind.REFERENCE) {
            told.put(
                    "referenceTypes",
                    name.toLowerCase(Locale.ROOT).contains("ref") ? List.of("User", "Group") : List.of("uri"));
        }
        if (!parts.isEmpty()) {
            List<Map<String, Object>> subs = new ArrayList<>();
            parts.forEach(part -> subs.add(part.told()));
            told.put("subAttributes", subs);
        }
        return told;
    }
}
