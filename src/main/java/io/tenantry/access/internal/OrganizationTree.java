package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Reach;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All organizations and what lies below what, as of one moment. Small enough to be walked whenever rights are worked out. */
public final class OrganizationTree {
    private final Map<OrganizationId, Node> nodes = new HashMap<>();
    private final Map<OrganizationId, List<OrganizationId>> below = new HashMap<>();

    OrganizationTree(Collection<Node> all) {
        for (Node node : all) {
            nodes.put(node.id(), node);
            OrganizationId parent = node.parent();
            if (parent != null) {
                below.computeIfAbsent(parent, id -> new ArrayList<>()).add(node.id());
            }
        }
    }

    record Node(OrganizationId id, @Nullable OrganizationId parent, Set<String> tags) {
        Node {
            tags = Set.copyOf(tags);
        }
    }

    public boolean knows(OrganizationId organization) {
        return nodes.containsKey(organization);
    }

    boolean isRoot(OrganizationId organization) {
        Node node = nodes.get(organization);
        return node != null && node.parent() == null;
    }

    private Set<String> tags(OrganizationId organization) {
        Node node = nodes.get(organization);
        return node == null ? Set.of() : node.tags();
    }

    /** Whether one is the other or lies above it. */
    public boolean isAtOrAbove(OrganizationId upper, OrganizationId lower) {
        OrganizationId at = lower;
        while (at != null && !at.equals(upper)) {
            Node node = nodes.get(at);
            at = node == null ? null : node.parent();
        }
        return at != null;
    }

    /** What the scope comes to now. */
    Reach reach(AssignmentScope scope) {
        return switch (scope) {
            case AssignmentScope.Subtree(var top) ->
                isRoot(top) ? new Reach.Everything() : new Reach.Some(subtree(top, Set.of()));
            case AssignmentScope.Only(var only) -> knows(only) ? new Reach.Some(Set.of(only)) : Reach.nowhere();
            case AssignmentScope.Tagged(var top, var tag) -> {
                Set<OrganizationId> tagged = subtree(top, Set.of());
                tagged.removeIf(id -> !tags(id).contains(tag));
                yield new Reach.Some(tagged);
            }
            case AssignmentScope.AllExcept(var top, var excluded) ->
                excluded.isEmpty() && isRoot(top) ? new Reach.Everything() : new Reach.Some(subtree(top, excluded));
        };
    }

    /** Whether whoever holds the first scope also holds the second, whatever organizations come to be below them. */
    boolean always(AssignmentScope mine, AssignmentScope theirs) {
        OrganizationId top = theirs.organization();
        return switch (mine) {
            case AssignmentScope.Subtree(var upper) -> isAtOrAbove(upper, top);
            case AssignmentScope.Only(var only) ->
                theirs instanceof AssignmentScope.Only(var other) && only.equals(other);
            case AssignmentScope.Tagged(var upper, var tag) ->
                theirs instanceof AssignmentScope.Tagged(var under, var other)
                        && tag.equals(other)
                        && isAtOrAbove(upper, under);
            case AssignmentScope.AllExcept(var upper, var excluded) ->
                isAtOrAbove(upper, top) && excluded.stream().allMatch(out -> staysOut(out, theirs));
        };
    }

    /** Whether the scope leaves out this organization and what is below it. */
    private boolean staysOut(OrganizationId out, AssignmentScope scope) {
        if (isAtOrAbove(out, scope.organization())) {
            return false;
        }
        if (scope instanceof AssignmentScope.Only || !isAtOrAbove(scope.organization(), out)) {
            return true;
        }
        return scope instanceof AssignmentScope.AllExcept(var under, var excluded)
                && excluded.stream().anyMatch(other -> isAtOrAbove(other, out));
    }

    private Set<OrganizationId> subtree(OrganizationId top, Set<OrganizationId> excluded) {
        Set<OrganizationId> found = new HashSet<>();
        Deque<OrganizationId> open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            OrganizationId at = open.pop();
            if (knows(at) && !excluded.contains(at) && found.add(at)) {
                open.addAll(below.getOrDefault(at, List.of()));
            }
        }
        return found;
    }
}
