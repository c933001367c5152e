package io.tenantry.api.own;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.AssignmentScope.AllExcept;
import io.tenantry.access.AssignmentScope.Only;
import io.tenantry.access.AssignmentScope.Subtree;
import io.tenantry.access.AssignmentScope.Tagged;
import io.tenantry.api.Given;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The organizations a role is held over.
 *
 * @param kind 'subtree', 'organization', 'tag' or 'all except'
 * @param organizationId where it hangs in the tree
 * @param tag with {@code tag}: the tag that organizations in the subtree carry
 * @param excluded with {@code all except}: what is left out of the subtree, with all below it
 */
record ScopeBody(
        String kind,
        UUID organizationId,
        @Nullable String tag,
        @Nullable List<UUID> excluded) {
    private static final Set<String> KINDS = Set.of("subtree", "organization", "tag", "all except");
    private static final int EXCLUDED_MOST = 1_000;
    private static final int TAG_LONGEST = 128;

    ScopeBody {
        Given.needed(kind, "scope.kind");
        refuseUnless(KINDS.contains(kind), "A scope is 'subtree', 'organization', 'tag' or 'all except'", "scope.kind");
        Given.needed(organizationId, "scope.organizationId");
        excluded = excluded == null ? null : Given.all(excluded, "scope.excluded");
    }

    static ScopeBody of(AssignmentScope scope) {
        UUID top = scope.organization().value();
        return switch (scope) {
            case Subtree subtree -> new ScopeBody("subtree", top, null, null);
            case Only only -> new ScopeBody("organization", top, null, null);
            case Tagged(var under, var tag) -> new ScopeBody("tag", top, tag, null);
            case AllExcept(var under, var out) -> new ScopeBody("all except", top, null, values(out));
        };
    }

    AssignmentScope scope() {
        OrganizationId top = new OrganizationId(organizationId);
        refuseUnless((tag != null) == kind.equals("tag"), "A tag belongs to a scope of kind 'tag'", "scope.tag");
        refuseUnless(
                (excluded != null) == kind.equals("all except"),
                "Excluded organizations belong to a scope of kind 'all except'",
                "scope.excluded");
        return switch (kind) {
            case "subtree" -> new Subtree(top);
            case "organization" -> new Only(top);
            case "tag" -> new Tagged(top, checked(tag));
            case "all except" -> new AllExcept(top, excludedIds());
            default -> throw new IllegalStateException("A scope of kind " + kind);
        };
    }

    private static String checked(@Nullable String tag) {
        String text = tag == null ? "" : tag;
        refuseUnless(
                !text.isBlank() && text.length() <= TAG_LONGEST,
                "A tag has 1 to " + TAG_LONGEST + " characters",
                "scope.tag");
        return text;
    }

    private Set<OrganizationId> excludedIds() {
        List<UUID> out = excluded == null ? List.of() : excluded;
        refuseUnless(
                out.size() <= EXCLUDED_MOST, "At most " + EXCLUDED_MOST + " excluded organizations", "scope.excluded");
        return out.stream().map(OrganizationId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static List<UUID> values(Collection<OrganizationId> organizations) {
        return organizations.stream().map(OrganizationId::value).sorted().toList();
    }

    private static void refuseUnless(boolean good, String message, String target) {
        Refusal.unless(good, Refusal.Reason.MALFORMED, message, target);
    }
}
