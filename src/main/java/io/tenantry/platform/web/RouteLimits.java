package io.tenantry.platform.web;

import java.time.Duration;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Other limits than the usual ones for the requests of one route, such as a streamed upload. Declared as a bean by the module
 * that serves the route.
 *
 * @param route which paths, as a mapping spells them: {@code /api/v1/organizations/{id}/imports}
 * @param beginning what all of them begin with
 * @param body the longest body there
 * @param time how long a request may take there
 */
public record RouteLimits(PathPattern route, String beginning, DataSize body, Duration time) {
    public RouteLimits(String route, DataSize body, Duration time) {
        this(PathPatternParser.defaultInstance.parse(route), route.split("[{*?]", 2)[0], body, time);
    }

    /** Whether a request for this path has these limits. */
    public boolean covers(String path) {
        return path.startsWith(beginning) && route.matches(PathContainer.parsePath(path));
    }
}
