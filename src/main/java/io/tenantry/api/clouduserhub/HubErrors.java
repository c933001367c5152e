package io.tenantry.api.clouduserhub;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.emulation.EmulatedPaths;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import io.tenantry.platform.web.Failures;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says no as Microsoft Graph does, with Graph's own codes where the path mirrors Graph. */
@Component
class HubErrors implements ErrorDialect {
    private static final String GRAPH = "/graph/";
    private static final String PREFIX = "/clouduserhub";
    private static final List<String> PARTS =
            List.of("/directory/", GRAPH, "/partnercenter/", "/adminapi/", "/command/");
    private static final String GRAPH_BAD_REQUEST = "Request_BadRequest";

    private final InstantSource clock = InstantSource.system();

    @Override
    public boolean speaksFor(String path) {
        if (path.equals(PREFIX) || path.startsWith(PREFIX + "/")) {
            return true;
        }
        for (String part : PARTS) {
            if (path.startsWith(part)) {
                return true;
            }
        }
        return false;
    }

    /** Graph tells a name that is taken by 400, the status its clients look for. */
    private static int status(Failure failure, boolean graph) {
        return graph && failure.reason() == Reason.CONFLICT ? 400 : failure.status();
    }

    @Override
    public int status(Failure failure, HttpServletRequest request) {
        return status(failure, isGraph(request));
    }

    @Override
    public Body body(Failure failure, HttpServletRequest request) {
        boolean graph = isGraph(request);
        int status = status(failure, graph);
        String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Body(new Told(
                graph ? graphCode(failure, status) : code(status),
                failure.message(),
                new InnerError(Correlation.of(request), date)));
    }

    private static boolean isGraph(HttpServletRequest request) {
        String path = Failures.path(request);
        return path.startsWith(GRAPH) || path.startsWith(PREFIX + GRAPH);
    }

    private static String graphCode(Failure failure, int status) {
        if (EmulatedPaths.NOT_PREMIUM.equals(failure.target())) {
            return EmulatedPaths.NOT_PREMIUM;
        }
        return switch (status) {
            case 400, 405 -> GRAPH_BAD_REQUEST;
            case 401 -> "InvalidAuthenticationToken";
            case 403 -> "Authorization_RequestDenied";
            case 404 -> "Request_ResourceNotFound";
            default -> code(status);
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 408 -> "RequestTimeout";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 413 -> "RequestEntityTooLarge";
            case 414 -> "RequestUriTooLong";
            case 415 -> "UnsupportedMediaType";
            case 422 -> "UnprocessableEntity";
            case 429 -> "TooManyRequests";
            case 431 -> "RequestHeaderFieldsTooLarge";
            case 503 -> "ServiceUnavailable";
            default -> status >= 500 ? "InternalServerError" : "BadRequest";
        };
    }

    record Body(Told error) {}

    record Told(String code, String message, InnerError innerError) {}

    record InnerError(@JsonProperty("request-id") String requestId, String date) {}
}
