package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks the hub something and shows the answer. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class HubCommand implements Callable<Integer> {
    static final String ORGANIZATIONS = "/api/v1/organizations";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Mixin
    private Output output;

    /** How much of a list to show. */
    static final class Paging {
        private static final int PAGE = 500;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Show so many. Default: 50")
        private int limit;

        @Option(names = "--all", description = "Show all, however many.")
        private boolean all;

        /** The parameter that fetches no more than is shown, as far as that is known. */
        String parameter() {
            return "limit=" + (all ? PAGE : Math.clamp(limit, 1, PAGE));
        }
    }

    /** Which of a list, and in which order. */
    static final class Choice {
        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description =
                        "Only those that meet it, such as \"kind eq 'customer'\" or \"startswith(displayName,'An')\".")
        private @Nullable String filter;

        @Option(
                names = "--order-by",
                paramLabel = "ORDER",
                description = "By these members, such as \"createdAt desc\" or \"surname, givenName\".")
        private @Nullable String orderBy;

        /** Asks for the list at this path. */
        Query of(String path) {
            return asking(path, filter);
        }

        /** Asks for those in the list that meet a condition as well. */
        Query of(String path, String condition) {
            return asking(path, filter == null ? condition : condition + " and (" + filter + ")");
        }

        private Query asking(String path, @Nullable String condition) {
            return new Query(path).with("filter", condition).with("orderBy", orderBy);
        }
    }

    /** Which things of one organization, or of all that somebody sees. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    static final class ChoiceAnywhere {
        @Mixin
        private Choice choice;

        @Option(
                names = "--organization",
                paramLabel = "ORGANIZATION",
                description = "By id, name or domain. Default: all that you see.")
        private @Nullable String organization;

        /** Asks for the list at this path. */
        Query of(HubClient hub, String path) {
            return organization == null
                    ? choice.of(path)
                    : choice.of(path, "organizationId eq " + Named.organization(hub, organization));
        }
    }

    /** At which moment of the past. */
    static final class Moment {
        @Option(
                names = "--as-of",
                paramLabel = "WHEN",
                description = "As it was on this date or at this moment, such as 2026-06-30 or 2026-06-30T12:00:00Z.")
        private @Nullable String asOf;

        /** Asks the same about then. */
        Query of(Query query) {
            return query.with("asOf", asOf);
        }
    }

    @Override
    public final Integer call() {
        run(access.open());
        return ExitCode.OK;
    }

    abstract void run(HubClient hub);

    final Output output() {
        return output;
    }

    /** Shows a list from its beginning; on the side, tells people when there is more. */
    final void show(HubClient hub, List<Column> columns, Query query, Paging paging) {
        Iterator<JsonNode> items = hub.list(query.with(paging.parameter()).toString());
        Iterator<JsonNode> shown = paging.all ? items : new First(items, paging.limit);
        output.all(columns, shown);
        if (!paging.all && items.hasNext()) {
            spec.commandLine().getErr().println("There are more; --all shows them.");
            spec.commandLine().getErr().flush();
        }
    }

    /** Shows a list that the hub gives as a whole. */
    final void showItems(HubClient hub, List<Column> columns, String path) {
        output.all(columns, hub.get(path).path("items").iterator());
    }

    /** Adds a member to what is sent, unless nothing was said of it. */
    static void putGiven(Map<String, @Nullable Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** A path with parameters that grow one by one. */
    static final class Query {
        private final String path;
        private final List<String> parameters = new ArrayList<>();

        Query(String path) {
            this.path = path;
        }

        Query with(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : with(name + "=" + HubClient.encoded(value));
        }

        Query with(String parameter) {
            parameters.add(parameter);
            return this;
        }

        @Override
        public String toString() {
            return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
        }
    }

    private static final class First implements Iterator<JsonNode> {
        private final Iterator<JsonNode> all;
        private int left;

        First(Iterator<JsonNode> all, int most) {
            this.all = all;
            left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && all.hasNext();
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            left--;
            return all.next();
        }
    }
}
