package io.tenantry.api.docs;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Adds members that flows name to schemas that leave the inside of an object open. */
final class KnownMembers {
    private static final String DEFINITIONS = "#/definitions/";

    private final ObjectNode definitions;

    KnownMembers(ObjectNode definitions) {
        this.definitions = definitions;
    }

    /**
     * A schema that has the members, besides those it has already.
     *
     * @param members each as a path and a type: {@code /value[]/category/id string}
     */
    ObjectNode added(ObjectNode schema, List<String> members) {
        if (members.isEmpty()) {
            return schema;
        }
        ObjectNode whole = own(schema);
        for (String member : members) {
            int space = member.lastIndexOf(' ');
            add(whole, member.substring(1, space), member.substring(space + 1));
        }
        return whole;
    }

    /** The schema itself; other operations that lead to the same definition keep theirs. */
    private ObjectNode own(ObjectNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty()
                ? schema
                : (ObjectNode) definitions
                        .path(reference.substring(DEFINITIONS.length()))
                        .deepCopy();
    }

    private void add(ObjectNode owner, String path, String type) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        boolean isList = first.endsWith("[]");
        String name = isList ? first.substring(0, first.length() - 2) : first;
        ObjectNode properties = object(owner, "properties");
        owner.put("type", "object");
        ObjectNode property = own(object(properties, name));
        properties.set(name, property);
        describe(property, name);
        if (slash < 0) {
            property.put("type", type);
            if (type.equals("array") && !property.has("items")) {
                property.putObject("items").put("type", "string");
            }
            return;
        }
        if (!isList) {
            add(property, path.substring(slash + 1), type);
            return;
        }
        property.put("type", "array");
        ObjectNode items = own(object(property, "items"));
        property.set("items", items);
        items.remove("format");
        add(items, path.substring(slash + 1), type);
    }

    private static void describe(ObjectNode property, String name) {
        if (!property.has("description")) {
            property.put("title", Wording.title(name));
            property.put("x-ms-summary", Wording.title(name));
            property.put("description", Wording.described(name));
        }
    }

    private static ObjectNode object(ObjectNode owner, String name) {
        return owner.path(name) instanceof ObjectNode there ? there : owner.putObject(name);
    }
}
