package io.tenantry.console.internal;

import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Permission;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** How the console says no: a page like the others, which says what is missing and who has it. */
@Component
class ConsoleErrors implements ErrorDialect {
    private static final int ROLES_NAMED = 4;

    private final ITemplateEngine pages;
    private final Frame frame;

    ConsoleErrors(ITemplateEngine pages, Frame frame) {
        this.pages = pages;
        this.frame = frame;
    }

    @Override
    public boolean speaksFor(String path) {
        return path.equals("/console") || path.startsWith("/console/");
    }

    @Override
    public String mediaType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public String body(Failure failure, HttpServletRequest request) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("title", title(failure.status()));
        shown.put("message", failure.message() + (failure.message().endsWith(".") ? "" : "."));
        shown.put("correlation", Correlation.of(request));
        Permission permission = missing(failure);
        if (permission != null) {
            shown.put("permission", permission);
            shown.put("roles", roles(permission));
        }
        Caller caller = Callers.admitted(request);
        if (caller != null) {
            shown.put("frame", frame.around(caller, request.getRequestURI()));
            shown.put("proof", String.valueOf(request.getAttribute("proof")));
        }
        return pages.process("console/error", new Context(Locale.ENGLISH, shown));
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "You may not do this";
            case 404 -> "There is nothing here";
            case 409, 412 -> "This cannot be done now";
            case 413 -> "This is too large";
            case 429 -> "Too many at once";
            case 500 -> "Something went wrong";
            case 503 -> "The hub cannot answer right now";
            default -> "This was not understood";
        };
    }

    private static @Nullable Permission missing(Failure failure) {
        return failure.reason() != Refusal.Reason.NOT_PERMITTED
                ? null
                : Arrays.stream(Permission.values())
                        .filter(permission -> permission.wireName().equals(failure.target()))
                        .findFirst()
                        .orElse(null);
    }

    private static List<String> roles(Permission permission) {
        return Arrays.stream(BuiltInRole.values())
                .filter(role -> role.permissions().contains(permission))
                .map(BuiltInRole::displayName)
                .limit(ROLES_NAMED)
                .toList();
    }
}
