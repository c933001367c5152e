package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom markers are to be set of, and which.
 *
 * @param ids people who are meant, or who are not, as {@code scope} says; one that is no id at all is reported as failed
 * @param filter what else has to hold for whoever is meant
 * @param filterText the same as the caller wrote it, or null for none
 */
public record MarkerRequest(
        Scope scope,
        List<String> ids,
        Condition filter,
        @Nullable String filterText,
        MarkerEdit edit) {
    /** More than these come as a filter. */
    public static final int IDS_MAX = 100_000;

    public MarkerRequest {
        ids = ids.stream().distinct().toList();
        Refusal.unless(
                ids.size() <= IDS_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + IDS_MAX + " people are named in one request",
                "ids");
        Refusal.unless(
                scope == Scope.ALL || !ids.isEmpty(),
                Refusal.Reason.MALFORMED,
                "The scope " + scope.wireName() + " needs ids",
                "ids");
        Refusal.unless(
                scope != Scope.ALL || ids.isEmpty(), Refusal.Reason.MALFORMED, "The scope All takes no ids", "ids");
    }

    /** Who is meant. */
    public enum Scope {
        ONLY("Only"),
        ALL("All"),
        ALL_EXCEPT("AllExcept");

        private final String wireName;

        Scope(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /**
         * The scope of this name, in any case.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static Scope named(String name) {
            return Arrays.stream(values())
                    .filter(scope -> scope.wireName.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refusal(Refusal.Reason.MALFORMED, "A scope is Only, All or AllExcept", "scope"));
        }
    }
}
