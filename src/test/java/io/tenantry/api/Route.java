package io.tenantry.api;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One way to call the hub.
 *
 * @param method GET, POST …, or ANY
 * @param pattern the path with its variables in braces
 * @param permissions what the endpoint says it asks for; none where it says nothing
 * @param note what else decides
 */
public record Route(String method, String pattern, List<Permission> permissions, String note, Class<?> endpoint) {
    /** Every route of the hub's own handlers. */
    public static List<Route> all(RequestMappingHandlerMapping mapping) {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((condition, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("io.tenantry")) {
                List<String> methods = condition.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .toList();
                for (String pattern : condition.getPatternValues()) {
                    for (String method : methods.isEmpty() ? List.of("ANY") : methods) {
                        routes.add(
                                new Route(method, pattern, permissions(handler), note(handler), handler.getBeanType()));
                    }
                }
            }
        });
        routes.sort(Comparator.comparing(Route::line));
        return routes;
    }

    /** As it stands in the committed list. */
    public String line() {
        String names = permissions.stream().map(Permission::wireName).collect(Collectors.joining(", "));
        return method + " " + pattern + (names.isEmpty() ? " requires nothing" : " requires " + names)
                + (note.isEmpty() ? "" : " (" + note + ")");
    }

    private static List<Permission> permissions(HandlerMethod handler) {
        Requires requires = requires(handler);
        return requires == null ? List.of() : Arrays.asList(requires.value());
    }

    private static String note(HandlerMethod handler) {
        Requires requires = requires(handler);
        return requires == null ? "" : requires.note();
    }

    private static @Nullable Requires requires(HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        return requires == null ? handler.getBeanType().getAnnotation(Requires.class) : requires;
    }
}
