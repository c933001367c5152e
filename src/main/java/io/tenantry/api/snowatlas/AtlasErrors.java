package io.tenantry.api.snowatlas;

import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Says no as Snow Atlas does: with the status once more, and a sentence. */
@Component
class AtlasErrors implements ErrorDialect {
    private static final String PRODUCT = "/api/saas/";
    private static final String AUDIT = AtlasPaths.AUDIT + "/";

    @Override
    public boolean speaksFor(String path) {
        return path.startsWith(PRODUCT) || path.startsWith(AUDIT);
    }

    @Override
    public Body body(Failure failure, HttpServletRequest request) {
        return new Body(new What(failure.status(), failure.message()));
    }

    record Body(What error) {}

    /** What went wrong; the code is the HTTP status. */
    record What(int code, String message) {}
}
