package io.tenantry.automation.internal;

import io.tenantry.kernel.Refusal;

/** Why a job failed, for programs. */
final class Codes {
    private Codes() {}

    static String of(Refusal.Reason reason) {
        return switch (reason) {
            case MALFORMED -> "BadRequest";
            case NOT_SIGNED_IN, NOT_PERMITTED -> "Forbidden";
            case NOT_FOUND -> "NotFound";
            case CONFLICT, PRECONDITION_FAILED -> "Conflict";
            case TOO_LARGE -> "RequestEntityTooLarge";
            case TOO_MANY_CALLS, BUSY -> "TooManyRequests";
            case PROVIDER_CANNOT -> "ProviderCannot";
            case PROVIDER_DOWN -> "ServiceUnavailable";
        };
    }
}
