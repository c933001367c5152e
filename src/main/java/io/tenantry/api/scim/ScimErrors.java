package io.tenantry.api.scim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says no as RFC 7644, 3.12 has it. */
@Component
class ScimErrors implements ErrorDialect {
    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    /** What conflicts about names are about, in the domain's words. */
    private static final Set<String> NAMES = Set.of("userName", "userPrincipalName", "id", "mailNickname");

    /** The status stands in the body as a text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            List<String> schemas, String status, @Nullable String scimType, String detail) {}

    @Override
    public boolean speaksFor(String path) {
        return path.equals(ScimPaths.ROOT) || path.startsWith(ScimPaths.ROOT + "/");
    }

    @Override
    public String mediaType() {
        return ScimPaths.MEDIA_TYPE;
    }

    @Override
    public Body body(Failure failure, HttpServletRequest request) {
        return body(failure.status(), failure.target(), failure.message());
    }

    static Body body(int status, @Nullable String target, String message) {
        return new Body(List.of(SCHEMA), String.valueOf(status), word(status, target), message);
    }

    /** For an operation of several, which are refused one by one. */
    static Body body(Refusal refusal) {
        return body(status(refusal), refusal.target(), refusal.getMessage());
    }

    static int status(Refusal refusal) {
        return switch (refusal.reason()) {
            case MALFORMED, PROVIDER_CANNOT -> 400;
            case NOT_SIGNED_IN -> 401;
            case NOT_PERMITTED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case TOO_MANY_CALLS -> 429;
            case BUSY, PROVIDER_DOWN -> 503;
        };
    }

    private static @Nullable String word(int status, @Nullable String target) {
        if (target != null && Refused.WORDS.contains(target)) {
            return target;
        }
        return switch (status) {
            case 400 -> target == null ? Refused.SYNTAX : target.equals("filter") ? Refused.FILTER : Refused.VALUE;
            case 409 -> target != null && NAMES.contains(target) ? Refused.UNIQUENESS : null;
            default -> null;
        };
    }
}
