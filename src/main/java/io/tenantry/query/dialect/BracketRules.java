package io.tenantry.query.dialect;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one list of the bracket dialect allows. Only what is named here exists for callers: each field with the operators that
 * apply to it, the fields to sort by, choices among words, and further parameters that the endpoint reads itself.
 */
public final class BracketRules {
    private final Field id;
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final Map<String, Set<String>> choices = new LinkedHashMap<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Map<String, Field> sortable = new LinkedHashMap<>();
    private boolean isPaged;

    private BracketRules(Field id) {
        this.id = id;
    }

    /** A field and what it may be compared by. */
    record Filter(Field field, Set<Operator> operators) {}

    /** How a field and a value are compared. */
    public enum Operator {
        /** Equal. */
        EQ,
        /** One of a list: repeated parameters, or texts joined by commas. */
        IN,
        /** Contains. */
        CO,
        /** Starts with. */
        SW,
        /** Present, or absent for {@code false}. */
        PR,
        /** Less, for dates: before. */
        LT,
        /** Greater, for dates: after. */
        GT
    }

    /** A list without filters and pages, whose rows this field tells apart. */
    public static BracketRules of(Field id) {
        return new BracketRules(id);
    }

    /** A list in pages, with {@code page[offset]} and {@code page[limit]}. */
    public BracketRules inPages() {
        isPaged = true;
        return this;
    }

    public BracketRules filter(Field field, Operator first, Operator... more) {
        Set<Operator> operators = EnumSet.of(first, more);
        filters.put(field.name(), new Filter(field, Collections.unmodifiableSet(operators)));
        return this;
    }

    /** A filter that takes one of some words, with {@code EQ}; what they mean is the endpoint's business. */
    public BracketRules choice(String name, String... words) {
        choices.put(name, Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(words))));
        return this;
    }

    /** The fields to sort by; the list comes by the first where the caller says nothing. */
    public BracketRules sort(Field... fields) {
        for (Field field : fields) {
            sortable.put(field.name(), field);
        }
        return this;
    }

    public BracketRules others(Set<String> parameters) {
        others.addAll(parameters);
        return this;
    }

    Map<String, Filter> filters() {
        return filters;
    }

    Map<String, Set<String>> choices() {
        return choices;
    }

    Set<String> others() {
        return others;
    }

    Map<String, Field> sortable() {
        return sortable;
    }

    boolean isPaged() {
        return isPaged;
    }

    /** For completing orders only. */
    Catalogue catalogue() {
        List<Field> all = new ArrayList<>(sortable.values());
        all.removeIf(field -> field.name().equals(id.name()));
        return Catalogue.of(id, all.toArray(Field[]::new));
    }
}
