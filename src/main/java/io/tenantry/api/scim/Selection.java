package io.tenantry.api.scim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes to show: {@code attributes} names them, {@code excludedAttributes} takes some away. Names that stand for
 * nothing here show nothing. {@code id} and {@code schemas} are always shown.
 *
 * @param shown paths in lower case, or null for all
 */
record Selection(@Nullable Set<String> shown, Set<String> excluded) {
    static final Selection EVERYTHING = new Selection(null, Set.of());

    static Selection of(@Nullable List<String> attributes, @Nullable List<String> excluded, Resource resource) {
        Set<String> shown = attributes == null ? null : paths(attributes, resource);
        return new Selection(shown, excluded == null ? Set.of() : paths(excluded, resource));
    }

    /** Whether an attribute, or some part of it, is shown. */
    boolean shows(String attribute) {
        String path = attribute.toLowerCase(Locale.ROOT);
        return !excluded.contains(path) && (shown == null || isNamed(path) || hasPart(shown, path));
    }

    /** What is left of a resource. */
    Map<String, Object> of(Map<String, Object> document) {
        if (shown == null && excluded.isEmpty()) {
            return document;
        }
        Map<String, Object> left = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (name.equals("id") || name.equals("schemas")) {
                left.put(name, value);
            } else if (shows(name)) {
                Object part = part(name.toLowerCase(Locale.ROOT), value);
                if (!Documents.isEmpty(part)) {
                    left.put(name, part);
                }
            }
        });
        return left;
    }

    private Object part(String path, Object value) {
        boolean isWhole = (shown == null || isNamed(path)) && !hasPart(excluded, path);
        if (isWhole) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> parts = new ArrayList<>();
            list.forEach(each -> parts.add(part(path, each)));
            return parts;
        }
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<String, Object> left = new LinkedHashMap<>();
        members.forEach((name, inner) -> {
            String below = path + "." + String.valueOf(name).toLowerCase(Locale.ROOT);
            boolean isShown = shown == null || isNamed(path) || isNamed(below) || hasPart(shown, below);
            if (isShown && !excluded.contains(below)) {
                left.put(String.valueOf(name), isNamed(path) || isNamed(below) ? inner : part(below, inner));
            }
        });
        return left;
    }

    private boolean isNamed(String path) {
        return shown != null && shown.contains(path);
    }

    private static boolean hasPart(Set<String> paths, String path) {
        return paths.stream().anyMatch(each -> each.startsWith(path + "."));
    }

    /** URNs are left away before attributes of the core schema; those of an extension are parts of it. */
    private static Set<String> paths(List<String> names, Resource resource) {
        Schema extension = resource.extension();
        String core = resource.core().id().toLowerCase(Locale.ROOT) + ":";
        String further = extension == null ? "" : extension.id().toLowerCase(Locale.ROOT);
        Set<String> paths = new LinkedHashSet<>();
        for (String name : names) {
            String path = name.strip().toLowerCase(Locale.ROOT);
            if (path.startsWith(core)) {
                paths.add(path.substring(core.length()));
            } else if (!further.isEmpty() && path.startsWith(further + ":")) {
                paths.add(further + "." + path.substring(further.length() + 1));
            } else {
                paths.add(path);
            }
        }
        return paths;
    }
}
