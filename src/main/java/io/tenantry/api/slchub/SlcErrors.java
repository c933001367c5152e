package io.tenantry.api.slchub;

import io.tenantry.platform.web.ErrorDialect;
import io.tenantry.platform.web.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says no as SLC Hub's clients expect: a word for programs and a sentence for people. */
@Component
class SlcErrors implements ErrorDialect {
    /** The target of a refusal to sign in until the password was changed; it becomes the word for programs. */
    static final String PASSWORD_CHANGE_REQUIRED = "passwordChangeRequired";

    /** The same for those who have sent no code of their second factor, and for those who have to set one up. */
    static final String SECOND_FACTOR_REQUIRED = "secondFactorRequired";

    static final String SECOND_FACTOR_SETUP_REQUIRED = "secondFactorSetupRequired";

    private static final Set<String> WORDS =
            Set.of(PASSWORD_CHANGE_REQUIRED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_SETUP_REQUIRED);

    @Override
    public boolean speaksFor(String path) {
        return isAt(path, SlcPaths.ROOT) || isAt(path, "/slchub");
    }

    @Override
    public Body body(Failure failure, HttpServletRequest request) {
        String target = failure.target();
        return new Body(target != null && WORDS.contains(target) ? target : word(failure.status()), failure.message());
    }

    private static boolean isAt(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static String word(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "notFound";
            case 405 -> "methodNotAllowed";
            case 406 -> "notAcceptable";
            case 408 -> "timeout";
            case 409 -> "conflict";
            case 412 -> "changedMeanwhile";
            case 413, 414, 431 -> "tooLarge";
            case 415 -> "unsupportedMediaType";
            case 429 -> "tooManyRequests";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internalError" : "badRequest";
        };
    }

    record Body(String error, String msg) {}
}
