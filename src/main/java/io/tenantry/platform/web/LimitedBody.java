package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal.Reason;
import jakarta.servlet.http.HttpServletRequest;

/** A request whose body may be no longer, and take no longer to arrive, than is allowed. */
final class LimitedBody extends WatchedBody {
    private final long limit;
    private final Deadlines.Running running;
    private long count;

    LimitedBody(HttpServletRequest request, long limit, Deadlines.Running running) {
        super(request);
        this.limit = limit;
        this.running = running;
    }

    static Failure tooLarge(long limit) {
        return new Failure(413, Reason.TOO_LARGE, "The body is longer than the " + limit + " bytes allowed here");
    }

    @Override
    protected void watch(byte[] bytes, int offset, int length) {
        count += length;
        if (count > limit) {
            throw new RequestFailed(tooLarge(limit));
        }
        if (running.isDue()) {
            throw new RequestFailed(new Failure(408, Reason.MALFORMED, "The body took too long to arrive"));
        }
    }
}
