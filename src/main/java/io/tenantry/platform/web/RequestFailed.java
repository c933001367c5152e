package io.tenantry.platform.web;

/** Carries a {@link Failure} out of places that can only throw. */
final class RequestFailed extends RuntimeException {
    private final transient Failure failure;

    RequestFailed(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
