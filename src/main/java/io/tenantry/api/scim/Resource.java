package io.tenantry.api.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of things there are. */
enum Resource {
    USER("User", ScimPaths.USERS, Schema.USER, Schema.ENTERPRISE),
    GROUP("Group", ScimPaths.GROUPS, Schema.GROUP, null);

    private final String type;
    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // records of unmodifiable lists
    private final Schema core;

    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable Schema extension;

    Resource(String type, String path, Schema core, @Nullable Schema extension) {
        this.type = type;
        this.path = path;
        this.core = core;
        this.extension = extension;
    }

    /** What {@code meta.resourceType} says. */
    String type() {
        return type;
    }

    /** Below the root. */
    String path() {
        return path;
    }

    Schema core() {
        return core;
    }

    @Nullable
    Schema extension() {
        return extension;
    }

    /** In a sentence. */
    String word() {
        return type.toLowerCase(Locale.ROOT);
    }

    /** The attribute of the core schema, or common to all, of this name; null when there is none. */
    @Nullable
    Attribute attribute(String name) {
        Attribute common = Attribute.find(Schema.COMMON, name);
        return common == null ? Attribute.find(core.attributes(), name) : common;
    }

    Map<String, Object> told(String url) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ResourceType"));
        told.put("id", type);
        told.put("name", type);
        told.put("endpoint", path);
        told.put("description", core.description());
        told.put("schema", core.id());
        if (extension != null) {
            told.put("schemaExtensions", List.of(Map.of("schema", extension.id(), "required", false)));
        }
        told.put("meta", Map.of("resourceType", "ResourceType", "location", url + "/ResourceTypes/" + type));
        return told;
    }
}
