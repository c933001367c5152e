package io.tenantry.api.scim;

import io.tenantry.api.scim.Attribute.Kind;
import io.tenantry.api.scim.Attribute.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change as clients send it (RFC 7644, 3.5.2), applied to a document as {@link Documents} reads it.
 *
 * <p>Beyond the standard: operations may be written in any case, a value without a path may have paths for names, and
 * {@code remove} of an attribute with several values may name the values to remove. So does Microsoft Entra.
 */
final class Patch {
    private static final int STEPS_MAX = 1000;

    private final Map<String, Object> document;
    private final Resource resource;

    private Patch(Map<String, Object> document, Resource resource) {
        this.document = document;
        this.resource = resource;
    }

    /** What is done to what a path leads to. */
    enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    /** One operation. */
    record Step(Op op, @Nullable String path, @Nullable Object value) {}

    /** The operations of a request's body. */
    static List<Step> steps(Map<String, @Nullable Object> body) {
        Object sent = body.entrySet().stream()
                .filter(member -> member.getKey().equalsIgnoreCase("Operations"))
                .<@Nullable Object>map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (!(sent instanceof List<?> operations) || operations.isEmpty()) {
            throw Refused.as(Refused.SYNTAX, "A change needs 'Operations', a list");
        }
        Refused.unless(
                operations.size() <= STEPS_MAX, Refused.SYNTAX, "A change has at most " + STEPS_MAX + " operations");
        List<Step> steps = new ArrayList<>();
        for (Object operation : operations) {
            if (!(operation instanceof Map<?, ?> members)) {
                throw Refused.as(Refused.SYNTAX, "An operation is an object with 'op'");
            }
            steps.add(step(members));
        }
        return steps;
    }

    private static Step step(Map<?, ?> members) {
        String word = String.valueOf(members.get("op")).toLowerCase(Locale.ROOT);
        Op op = switch (word) {
            case "add" -> Op.ADD;
            case "replace" -> Op.REPLACE;
            case "remove" -> Op.REMOVE;
            default -> throw Refused.as(Refused.SYNTAX, "'op' is add, replace or remove");
        };
        Object path = members.get("path");
        Refused.unless(path == null || path instanceof String, Refused.PATH, "'path' is a text");
        String text = path instanceof String given && !given.isBlank() ? given : null;
        Refused.unless(op != Op.REMOVE || text != null, Refused.NO_TARGET, "'remove' needs a path");
        Refused.unless(op == Op.REMOVE || members.containsKey("value"), Refused.VALUE, "'" + word + "' needs a value");
        return new Step(op, text, members.get("value"));
    }

    /** Applies all steps to the document; when one cannot be taken, the document is of no use any more. */
    static void apply(Map<String, Object> document, List<Step> steps, Resource resource) {
        Patch patch = new Patch(document, resource);
        steps.forEach(patch::take);
    }

    private void take(Step step) {
        if (step.path() != null) {
            take(step.op(), Target.of(step.path(), resource), step.path(), step.value());
            return;
        }
        members(step.value(), resource).forEach((name, value) -> {
            Target target = Target.of(name, resource);
            if (!target.isReadOnly()) {
                take(step.op(), target, name, value);
            }
        });
    }

    /** The members of a value without a path; those that the resource does not have are left out where they are empty. */
    static Map<String, @Nullable Object> members(@Nullable Object value, Resource resource) {
        if (!(value instanceof Map<?, ?> members)) {
            throw Refused.as(Refused.VALUE, "Without a path, the value is an object with members");
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        members.forEach((name, each) -> {
            String path = String.valueOf(name);
            boolean isPlain = path.indexOf(':') < 0 && path.indexOf('.') < 0 && path.indexOf('[') < 0;
            if (!isPlain || resource.attribute(path) != null || !Documents.isEmpty(each)) {
                all.put(path, each);
            }
        });
        return all;
    }

    private void take(Op op, Target target, String path, @Nullable Object value) {
        if (target.isWorkedOut()) {
            return;
        }
        Refused.unless(!target.isReadOnly(), Refused.MUTABILITY, "'" + ScimPaths.shown(path) + "' is the hub's to set");
        Attribute attribute = target.attribute();
        if (attribute == null) {
            takeExtension(op, String.valueOf(target.extension()), value);
            return;
        }
        Map<String, Object> holder = holder(target);
        boolean removes =
                op == Op.REMOVE || (op == Op.REPLACE && Documents.isEmpty(value) && !attribute.is(Trait.SEVERAL));
        if (attribute.is(Trait.SEVERAL)) {
            several(holder, attribute, op, target, value);
        } else if (target.part() != null) {
            part(holder, attribute, target.part(), removes ? null : value, path);
        } else if (removes) {
            holder.remove(attribute.name());
        } else if (!Documents.isEmpty(value)) {
            Object read = Documents.value(value, attribute, path);
            holder.merge(attribute.name(), read, attribute.kind() == Kind.COMPLEX ? Patch::merged : (old, now) -> now);
        }
    }

    private void takeExtension(Op op, String extension, @Nullable Object value) {
        if (op == Op.REMOVE) {
            document.remove(extension);
            return;
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw Refused.as(Refused.VALUE, "'" + extension + "' is an object with members");
        }
        members.forEach((name, each) -> {
            String path = extension + ":" + name;
            take(op, Target.of(path, resource), path, each);
        });
    }

    /** Where the attribute stands: in the document itself, or in its extension. */
    private Map<String, Object> holder(Target target) {
        String extension = target.extension();
        if (extension == null) {
            return document;
        }
        Map<String, Object> holder = Documents.object(document, extension);
        if (holder == null) {
            holder = new LinkedHashMap<>();
            document.put(extension, holder);
        }
        return holder;
    }

    private static Object merged(Object before, Object more) {
        Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) before);
        both.putAll((Map<?, ?>) more);
        return both;
    }

    private static void part(
            Map<String, Object> holder, Attribute attribute, Attribute part, @Nullable Object value, String path) {
        Map<String, Object> object = Documents.object(holder, attribute.name());
        Map<String, Object> changed = object == null ? new LinkedHashMap<>() : new LinkedHashMap<>(object);
        if (Documents.isEmpty(value)) {
            changed.remove(part.name());
        } else {
            changed.put(part.name(), Documents.value(value, part, path));
        }
        holder.put(attribute.name(), changed);
    }

    private static void several(
            Map<String, Object> holder, Attribute attribute, Op op, Target target, @Nullable Object value) {
        List<Map<String, Object>> values = new ArrayList<>();
        Documents.objects(holder, attribute.name()).forEach(each -> values.add(new LinkedHashMap<>(each)));
        if (target.filter() == null && target.part() == null) {
            whole(values, attribute, op, value);
        } else {
            chosen(values, attribute, op, target, value);
        }
        holder.put(attribute.name(), values);
    }

    private static void whole(List<Map<String, Object>> values, Attribute attribute, Op op, @Nullable Object value) {
        List<Map<String, Object>> sent = objects(Documents.value(value, attribute, attribute.name()));
        switch (op) {
            case REPLACE -> {
                values.clear();
                values.addAll(sent);
            }
            case ADD -> sent.forEach(each -> add(values, each));
            case REMOVE -> {
                if (sent.isEmpty()) {
                    values.clear();
                }
                sent.forEach(gone -> values.removeIf(each -> isSame(each.get("value"), gone.get("value"))));
            }
        }
    }

    @SuppressWarnings("unchecked") // values of complex attributes, as they were just read
    private static List<Map<String, Object>> objects(Object values) {
        return (List<Map<String, Object>>) values;
    }

    /** A value that is there already is not added again; a new primary one is the only one. */
    private static void add(List<Map<String, Object>> values, Map<String, Object> added) {
        if (Boolean.TRUE.equals(added.get("primary"))) {
            values.forEach(each -> each.remove("primary"));
        }
        for (Map<String, Object> each : values) {
            if (added.containsKey("value") && isSame(each.get("value"), added.get("value"))) {
                each.putAll(added);
                return;
            }
        }
        values.add(added);
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one instanceof String text && other instanceof String same && text.equalsIgnoreCase(same);
    }

    private static void chosen(
            List<Map<String, Object>> values, Attribute attribute, Op op, Target target, @Nullable Object value) {
        List<Map<String, Object>> meant = values.stream().filter(target::means).toList();
        Attribute part = target.part();
        boolean empties = op == Op.REMOVE || Documents.isEmpty(value);
        if (empties) {
            Refused.unless(!meant.isEmpty() || op == Op.REMOVE, Refused.NO_TARGET, "No value is as the path says");
            if (part == null || part.name().equals("value")) {
                values.removeIf(target::means);
            } else {
                meant.forEach(each -> each.remove(part.name()));
            }
            return;
        }
        Collection<Map<String, Object>> changed = meant;
        if (meant.isEmpty()) {
            Refused.unless(
                    op == Op.ADD || (target.filter() == null && values.isEmpty()),
                    Refused.NO_TARGET,
                    "No value is as the path says");
            Map<String, Object> fresh = target.described();
            values.add(fresh);
            changed = List.of(fresh);
        }
        Object read = part == null
                ? Documents.one(
                        value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value,
                        attribute,
                        attribute.name())
                : Documents.value(value, part, attribute.name() + "." + part.name());
        for (Map<String, Object> each : changed) {
            if (part != null) {
                each.put(part.name(), read);
            } else {
                ((Map<?, ?>) read).forEach((name, inner) -> each.put(String.valueOf(name), inner));
            }
        }
    }
}
