package io.tenantry.api.clouduserhub;

import io.tenantry.api.Thing;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/**
 * How one resource looks on the wire: its members, in their order, each with where its value comes from. The same table serves
 * reading, {@code $select}, filters and writing, so a member is added in one line.
 *
 * @param <T> what is shown
 * @param <P> the properties it has in the domain
 */
final class Shape<T, P extends Property> {
    private final Map<String, Member<T, P>> members = new LinkedHashMap<>();
    private final BiFunction<T, P, ? extends @Nullable Object> values;
    /** What the program's own lists of members stand for. */
    private final Map<String, List<Member<T, P>>> known = new ConcurrentHashMap<>();

    private final Map<String, Set<P>> knownProperties = new ConcurrentHashMap<>();

    private List<Member<T, P>> usual = List.of();

    Shape(BiFunction<T, P, ? extends @Nullable Object> values) {
        this.values = values;
    }

    /**
     * One member.
     *
     * @param property what it is in the domain, or null when callers can neither filter by it nor set it
     */
    record Member<T, P extends Property>(
            SerializedString name,
            Function<T, ? extends @Nullable Object> value,
            @Nullable P property) {}

    /** A member that is a property of the domain. */
    Shape<T, P> with(String name, P property) {
        Function<T, @Nullable Object> value = item -> values.apply(item, property);
        members.put(key(name), new Member<>(new SerializedString(name), value, property));
        return this;
    }

    /** A member that is only shown. */
    Shape<T, P> shown(String name, Function<T, ? extends @Nullable Object> value) {
        members.put(key(name), new Member<>(new SerializedString(name), value, null));
        return this;
    }

    /** The same shape with a member more, which is shown only where it is selected. */
    Shape<T, P> and(String name, Function<T, ? extends @Nullable Object> value) {
        Shape<T, P> more = new Shape<>(values);
        more.members.putAll(members);
        more.usual = select(null, null);
        return more.shown(name, value);
    }

    /** Names the members that are shown when the caller selects none. Without this, all are. */
    Shape<T, P> usually(String... names) {
        usual = selected(String.join(",", names));
        return this;
    }

    /**
     * The members to show.
     *
     * @param names the caller's {@code $select}, or null when he has none
     * @param usually the program's own list for such a caller; null for the usual members
     */
    List<Member<T, P>> select(@Nullable String names, @Nullable String usually) {
        if (names != null) {
            return selected(names);
        }
        if (usually != null) {
            return known.computeIfAbsent(usually, this::selected);
        }
        return usual.isEmpty() ? List.copyOf(members.values()) : usual;
    }

    /** The properties that the members to show are made of, chosen as {@link #select} does. */
    Set<P> shown(@Nullable String names, @Nullable String usually) {
        return names == null && usually != null
                ? knownProperties.computeIfAbsent(usually, list -> Set.copyOf(properties(select(null, list))))
                : properties(select(names, usually));
    }

    /** The property that a caller sets under this name, spelled exactly so; null when there is none. */
    @Nullable
    P property(String name) {
        Member<T, P> member = members.get(key(name));
        return member != null && member.name().getValue().equals(name) ? member.property() : null;
    }

    /** For the documentation: all members, or only those that a caller can set. */
    Thing thing(String name, boolean onlySettable) {
        Thing thing = Thing.named(name);
        for (Member<T, P> member : members.values()) {
            P property = member.property();
            if (property == null ? !onlySettable : property.editable() || !onlySettable) {
                String called = member.name().getValue();
                thing = property == null ? thing.with(Thing.Kind.TEXT, called) : thing.with(called, property);
            }
        }
        return thing;
    }

    /** Fields for a catalogue, one for each member that is a property. */
    Field[] fields() {
        List<Field> fields = new ArrayList<>();
        for (Member<T, P> member : members.values()) {
            P property = member.property();
            if (property != null) {
                fields.add(property.named(member.name().getValue()));
            }
        }
        return fields.toArray(Field[]::new);
    }

    /** What the members show of the domain. Those that are worked out use only what every thing has. */
    static <T, P extends Property> Set<P> properties(List<Member<T, P>> members) {
        Set<P> properties = new HashSet<>();
        for (Member<T, P> member : members) {
            P property = member.property();
            if (property != null) {
                properties.add(property);
            }
        }
        return properties;
    }

    private List<Member<T, P>> selected(String names) {
        Map<String, Member<T, P>> selected = new LinkedHashMap<>();
        for (String part : names.split(",", -1)) {
            String name = part.strip();
            if (name.equals("*")) {
                selected.putAll(members);
                continue;
            }
            Member<T, P> member = members.get(key(name));
            if (member == null) {
                String shown = Shortened.of(name);
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "$select names no property '" + shown + "' of this resource",
                        "$select");
            }
            selected.put(key(name), member);
        }
        return List.copyOf(selected.values());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
