package io.tenantry.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * RFC 9457's way of saying no: the hub's own API speaks it, and every path that belongs to no surface.
 *
 * @param code the reason, for programs
 * @param target the member or parameter that was wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String title,
        int status,
        String detail,
        String code,
        @Nullable String target,
        String correlationId) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Failure failure, String correlationId) {
        HttpStatus status = HttpStatus.resolve(failure.status());
        return new Problem(
                status == null ? "Error" : status.getReasonPhrase(),
                failure.status(),
                failure.message(),
                code(failure),
                failure.target(),
                correlationId);
    }

    private static String code(Failure failure) {
        return failure.status() == 500
                ? "internal-error"
                : failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
