package io.tenantry.api.scim;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Evaluation;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.ScimFilter;
import io.tenantry.query.dialect.ScimRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a path of a PATCH leads to (RFC 7644, 3.5.2): {@code name.familyName}, {@code emails[type eq "work"].value}, with or
 * without a URN before it.
 *
 * @param extension the URN of the extension that the attribute belongs to; null for the core schema
 * @param attribute null where the whole extension is meant
 * @param filter which of several values; null for all
 * @param part the sub-attribute; null for the whole value
 */
record Target(
        @Nullable String extension,
        @Nullable Attribute attribute,
        @Nullable Condition filter,
        @Nullable Attribute part) {

    /**
     * Reads a path.
     *
     * @throws Refusal (MALFORMED) with invalidPath where there is no such attribute, with invalidFilter for a wrong filter
     */
    static Target of(String path, Resource resource) {
        String plain = withoutUrn(path.strip(), resource.core().id());
        Schema extension = resource.extension();
        if (extension != null && plain.equalsIgnoreCase(extension.id())) {
            return new Target(extension.id(), null, null, null);
        }
        String within = extension == null ? plain : withoutUrn(plain, extension.id());
        boolean isExtension = within.length() < plain.length();
        int open = within.indexOf('[');
        int close = open < 0 ? -1 : closing(within, open, path);
        String head = open < 0 ? within : within.substring(0, open);
        String tail = open < 0 ? "" : within.substring(close + 1);
        int dot = head.indexOf('.');
        String name = dot < 0 ? head : head.substring(0, dot);
        String sub = dot >= 0 ? head.substring(dot + 1) : tail.isEmpty() ? null : tail.substring(1);
        refuseUnless(tail.isEmpty() || (tail.startsWith(".") && dot < 0), path);
        Attribute attribute = isExtension && extension != null
                ? Attribute.find(extension.attributes(), name)
                : resource.attribute(name);
        if (attribute == null) {
            throw unknown(path);
        }
        Attribute part = sub == null ? null : Attribute.find(attribute.parts(), sub);
        refuseUnless((sub == null) == (part == null), path);
        refuseUnless(open < 0 || attribute.is(Attribute.Trait.SEVERAL), path);
        Condition filter = open < 0 ? null : ScimFilter.parse(within.substring(open + 1, close), rules(attribute));
        return new Target(isExtension && extension != null ? extension.id() : null, attribute, filter, part);
    }

    /** Whether a value is one of those the filter means. */
    boolean means(Map<String, Object> value) {
        return filter == null || Evaluation.test(filter, field -> value.get(field.name()));
    }

    /** The value that a filter of mere equalities describes, for adding what is not there yet. */
    Map<String, Object> described() {
        Map<String, Object> value = new LinkedHashMap<>();
        List<Condition> all =
                filter instanceof And(List<Condition> several) ? several : filter == null ? List.of() : List.of(filter);
        for (Condition one : all) {
            if (!(one instanceof Compare(Field field, Operator operator, Object same)) || operator != Operator.EQUALS) {
                throw Refused.as(Refused.NO_TARGET, "No value is as the path says");
            }
            value.put(field.name(), same);
        }
        return value;
    }

    /** Whether setting it changes nothing and is no mistake either. */
    boolean isWorkedOut() {
        return (attribute != null && attribute.is(Attribute.Trait.WORKED_OUT))
                || (part != null && part.is(Attribute.Trait.WORKED_OUT));
    }

    boolean isReadOnly() {
        return (attribute != null && attribute.isReadOnly()) || (part != null && part.isReadOnly());
    }

    private static ScimRules rules(Attribute attribute) {
        ScimRules rules = ScimRules.of("");
        for (Attribute part : attribute.parts()) {
            Field text = Field.text(part.name(), part.name());
            rules.with(
                    part.kind() == Attribute.Kind.BOOLEAN
                            ? Field.flag(part.name(), part.name())
                            : part.is(Attribute.Trait.EXACT) ? text.exact() : text);
        }
        return rules;
    }

    /** Where the brackets end, which may stand in quoted texts as well. */
    private static int closing(String path, int open, String whole) {
        boolean quoted = false;
        for (int i = open + 1; i < path.length(); i++) {
            char character = path.charAt(i);
            if (quoted && character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ']' && !quoted) {
                return i;
            }
        }
        throw unknown(whole);
    }

    private static String withoutUrn(String path, String urn) {
        boolean begins = path.length() > urn.length() + 1
                && path.regionMatches(true, 0, urn, 0, urn.length())
                && path.charAt(urn.length()) == ':';
        return begins ? path.substring(urn.length() + 1) : path;
    }

    private static void refuseUnless(boolean condition, String path) {
        if (!condition) {
            throw unknown(path);
        }
    }

    private static Refusal unknown(String path) {
        return Refused.as(Refused.PATH, "The path '" + ScimPaths.shown(path) + "' leads to no attribute");
    }
}
