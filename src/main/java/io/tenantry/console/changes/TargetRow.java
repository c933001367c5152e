package io.tenantry.console.changes;

import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a plan, as people read it.
 *
 * @param link where its own page is, or null
 */
record TargetRow(ChangeTarget target, @Nullable String link, List<Difference> differences) {
    /** What differs in one respect; null where nothing was or will be. */
    record Difference(
            String label, @Nullable String before, @Nullable String after) {
        /** The same on one line, for files. */
        String line() {
            return label + ": " + (before == null ? "nothing" : before) + " → " + (after == null ? "nothing" : after);
        }
    }

    /**
     * Reads a target.
     *
     * @param names of groups and products, by id
     */
    static TargetRow of(Subject subject, ChangeTarget target, Map<UUID, String> names) {
        List<Difference> differences = new ArrayList<>();
        target.after().forEach((member, after) -> {
            Object before = target.before().get(member);
            switch (member) {
                case "groups" -> links("Group", after, names, differences, Boolean.TRUE::equals, "member");
                case "licenses" -> links("License", after, names, differences, Objects::nonNull, "held");
                case "created" -> differences.add(new Difference("Person", null, "made anew"));
                case "deleted" ->
                    differences.add(new Difference(
                            subject == Subject.USER ? "Person" : "Group",
                            Boolean.TRUE.equals(after) ? "there" : "deleted",
                            Boolean.TRUE.equals(after) ? "deleted" : "there"));
                default ->
                    differences.add(
                            new Difference(Labels.of(subject, member), text(member, before), text(member, after)));
            }
        });
        String page = subject == Subject.USER ? "people" : "groups";
        String link =
                target.name().equals("?") ? null : "/console/" + page + "/" + target.organization() + "/" + target.id();
        return new TargetRow(target, link, differences);
    }

    private static void links(
            String label,
            @Nullable Object after,
            Map<UUID, String> names,
            List<Difference> differences,
            Predicate<@Nullable Object> comes,
            String word) {
        if (after instanceof Map<?, ?> links) {
            links.forEach((id, value) -> {
                String name = names.getOrDefault(UUID.fromString(id.toString()), id.toString());
                boolean isIn = comes.test(value);
                boolean isTrimmed = value instanceof List<?> plans && !plans.isEmpty();
                String there = isTrimmed ? word + ", without some plans" : word;
                differences.add(new Difference(label + " " + name, isIn ? null : there, isIn ? there : null));
            });
        }
    }

    private static @Nullable String text(String member, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag when member.equals("account_enabled") -> flag ? "enabled" : "disabled";
            case Boolean flag -> flag ? "yes" : "no";
            case List<?> texts ->
                texts.isEmpty()
                        ? null
                        : String.join(", ", texts.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }

    public String state() {
        return Labels.of(target.state());
    }

    public String look() {
        return Labels.look(target.state()).css();
    }
}
