package io.tenantry.api.docs;

import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Locale;

/** What operations and the variables in their paths are called in the documentation. */
final class OperationNames {
    private static final String IF_MATCH = "If-Match";

    private OperationNames() {}

    /** A name that programs made from the documentation can use: no two operations have the same method and path. */
    static String of(String method, String path) {
        StringBuilder name = new StringBuilder(method.toLowerCase(Locale.ROOT));
        for (String word : path.replaceFirst("^/api/v1/", "/").split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }

    /** Tells what a parameter is, where nobody has told it. */
    static void describe(Parameter parameter, String path) {
        if (parameter.getDescription() != null) {
            return;
        }
        if (IF_MATCH.equals(parameter.getName())) {
            parameter.description("The ETag of an earlier answer, to change nothing that others have changed since");
        } else if ("path".equals(parameter.getIn())) {
            parameter.description(variable(parameter.getName(), path));
        }
    }

    private static String variable(String name, String path) {
        if (name.equals("name")) {
            return "The domain's name";
        }
        if (name.equals("userId") && path.startsWith("/api/v1/")) {
            return "The id of the user, or the sign-in name";
        }
        String called = name.equals("id") ? before(path) : name.replaceFirst("Id$", "");
        String words = called.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return "The id of the " + words;
    }

    /** What the path says in front of {@code {id}}, one of them. */
    private static String before(String path) {
        String start = path.substring(0, path.indexOf("/{id}"));
        return start.substring(start.lastIndexOf('/') + 1).replaceFirst("s$", "");
    }
}
