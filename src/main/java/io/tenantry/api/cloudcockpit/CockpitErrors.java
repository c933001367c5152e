package io.tenantry.api.cloudcockpit;

import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says no as CloudCockpit does: with the names of the wrong properties, and without a body to whoever may not know more. */
@Component
class CockpitErrors implements ErrorDialect {
    private static final List<String> PLACES = List.of(CockpitPaths.ROOT + "/", CockpitPaths.PREFIXED + "/");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** What other parts of the hub call things that have other names here. */
    private static final Map<String, String> NAMES = Map.of(
            "addLicenses", "licenses",
            "removeLicenses", "licenses",
            "usageLocation", "location",
            "name", "companyName",
            "parentId", "resellerId");

    @Override
    public boolean speaksFor(String path) {
        for (String place : PLACES) {
            if (path.regionMatches(true, 0, place, 0, place.length())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int status(Failure failure, HttpServletRequest request) {
        return failure.reason() == Reason.CONFLICT ? 400 : failure.status();
    }

    @Override
    public @Nullable Body body(Failure failure, HttpServletRequest request) {
        int status = status(failure, request);
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return null;
        }
        String target = failure.target();
        return new Body(
                status,
                type(failure),
                failure.message(),
                Correlation.of(request),
                target == null
                        ? null
                        : List.of(new Wrong(NAMES.getOrDefault(target, target), List.of(failure.message()))));
    }

    /** Reasons as words of their own: {@code NotFound}. */
    private static String type(Failure failure) {
        if (failure.status() == 500) {
            return "InternalServerError";
        }
        StringBuilder words = new StringBuilder();
        for (String word : failure.reason().name().split("_", -1)) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    record Body(
            int statusCode,
            String type,
            String description,
            String correlationId,
            @Nullable List<Wrong> errors) {}

    record Wrong(String propertyName, List<String> description) {}
}
