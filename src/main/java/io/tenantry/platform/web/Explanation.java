package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.platform.database.DatabaseFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What an exception means to the caller. Anything unknown is our own mistake and tells nothing. */
final class Explanation {
    private static final long RETRY_SOON = 1;
    private static final long RETRY_LATER = 5;

    private Explanation() {}

    /** Headers that belong to the answer (Allow, Accept) are set on the way. */
    static Failure of(Throwable thrown, HttpServletResponse response) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure known = known(cause, response);
            if (known != null) {
                return known;
            }
        }
        return new Failure(
                500, Reason.BUSY, "Something went wrong in the hub. Its log tells more under this correlation id");
    }

    private static @Nullable Failure known(Throwable cause, HttpServletResponse response) {
        return switch (cause) {
            case RequestFailed failed -> failed.failure();
            case Refusal refusal -> refused(refusal, response);
            case DatabaseFailure failure -> database(failure);
            case HttpMessageNotReadableException unreadable -> JsonExplanation.of(unreadable);
            case MaxUploadSizeExceededException tooLarge ->
                new Failure(413, Reason.TOO_LARGE, "The body is longer than is allowed here");
            case InvalidParameterException invalid ->
                invalid.getErrorCode() == 413
                        ? new Failure(413, Reason.TOO_LARGE, "The form is longer than is allowed here")
                        : malformed("The query or form is not correctly encoded", null);
            case RequestRejectedException rejected ->
                malformed("The request contains characters that are refused", null);
            case AuthenticationException unknown -> notSignedIn("Sign in first", response);
            case AccessDeniedException denied -> new Failure(403, Reason.NOT_PERMITTED, "This is not permitted");
            default -> web(cause, response);
        };
    }

    private static Failure refused(Refusal refusal, HttpServletResponse response) {
        String message = refusal.getMessage();
        return switch (refusal.reason()) {
            case MALFORMED -> new Failure(400, Reason.MALFORMED, message, refusal.target());
            case NOT_SIGNED_IN -> notSignedIn(message, response);
            case NOT_PERMITTED -> new Failure(403, Reason.NOT_PERMITTED, message, refusal.target());
            case NOT_FOUND -> new Failure(404, Reason.NOT_FOUND, message, refusal.target());
            case CONFLICT -> new Failure(409, Reason.CONFLICT, message, refusal.target());
            case PRECONDITION_FAILED -> new Failure(412, Reason.PRECONDITION_FAILED, message, refusal.target());
            case TOO_LARGE -> new Failure(413, Reason.TOO_LARGE, message, refusal.target());
            case TOO_MANY_CALLS -> new Failure(429, Reason.TOO_MANY_CALLS, message, refusal.target(), RETRY_LATER);
            case BUSY -> new Failure(503, Reason.BUSY, message, refusal.target(), RETRY_LATER);
            case PROVIDER_CANNOT -> new Failure(400, Reason.PROVIDER_CANNOT, message, refusal.target());
            case PROVIDER_DOWN -> new Failure(503, Reason.PROVIDER_DOWN, message, refusal.target(), RETRY_LATER);
        };
    }

    private static @Nullable Failure database(DatabaseFailure failure) {
        if (failure.isTimeout()) {
            return new Failure(503, Reason.BUSY, "The database took too long to answer", null, RETRY_LATER);
        }
        if (failure.isUnavailable()) {
            return new Failure(503, Reason.BUSY, "The database cannot be reached", null, RETRY_LATER);
        }
        if (failure.violatesReach()) {
            return new Failure(403, Reason.NOT_PERMITTED, "This is not permitted");
        }
        return switch (failure.state()) {
            case "40001", "40P01" ->
                new Failure(503, Reason.BUSY, "Another change got in the way; try again", null, RETRY_SOON);
            case "22021", "22P05" -> malformed("A text contains a character that cannot be kept", null);
            case null, default -> null;
        };
    }

    private static @Nullable Failure web(Throwable cause, HttpServletResponse response) {
        return switch (cause) {
            case HttpRequestMethodNotSupportedException wrong -> {
                copy(wrong.getHeaders(), response);
                yield malformed(405, "The method " + wrong.getMethod() + " does not apply here");
            }
            case HttpMediaTypeNotSupportedException wrong -> {
                copy(wrong.getHeaders(), response);
                yield malformed(415, "A body of this media type cannot be read here");
            }
            case HttpMediaTypeNotAcceptableException wrong
            when wrong.getSupportedMediaTypes().isEmpty() ->
                new Failure(406, Reason.MALFORMED, "The header 'Accept' names no media types", HttpHeaders.ACCEPT);
            case HttpMediaTypeNotAcceptableException wrong ->
                malformed(
                        406,
                        "The answer cannot be had in a media type that was asked for: "
                                + wrong.getSupportedMediaTypes().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ")));
            case MethodArgumentTypeMismatchException wrong ->
                malformed("'" + wrong.getName() + "' has a value of the wrong form", wrong.getName());
            case MissingServletRequestParameterException missing ->
                malformed("The parameter '" + missing.getParameterName() + "' is missing", missing.getParameterName());
            case MissingRequestHeaderException missing ->
                malformed("The header '" + missing.getHeaderName() + "' is missing", missing.getHeaderName());
            case ServletRequestBindingException wrong -> malformed("A parameter is missing or wrong", null);
            case NoHandlerFoundException nowhere -> new Failure(404, Reason.NOT_FOUND, "There is nothing at this path");
            case NoResourceFoundException nowhere ->
                new Failure(404, Reason.NOT_FOUND, "There is nothing at this path");
            case ErrorResponse other -> byStatus(other.getStatusCode().value());
            default -> null;
        };
    }

    /** For statuses that a framework chose without saying more. */
    static Failure byStatus(int status) {
        return switch (status) {
            case 401 -> new Failure(401, Reason.NOT_SIGNED_IN, "Sign in first");
            case 403 -> new Failure(403, Reason.NOT_PERMITTED, "This is not permitted");
            case 404 -> new Failure(404, Reason.NOT_FOUND, "There is nothing at this path");
            case 409 -> new Failure(409, Reason.CONFLICT, "The state of things is against it");
            case 412 -> new Failure(412, Reason.PRECONDITION_FAILED, "The state has changed meanwhile");
            case 413 -> new Failure(413, Reason.TOO_LARGE, "The request is longer than is allowed here");
            case 429 -> new Failure(429, Reason.TOO_MANY_CALLS, "Too many calls", null, RETRY_LATER);
            case 503 -> new Failure(503, Reason.BUSY, "The hub cannot answer right now", null, RETRY_LATER);
            default ->
                status >= 400 && status < 500
                        ? malformed(status, "The request cannot be understood")
                        : new Failure(500, Reason.BUSY, "Something went wrong in the hub");
        };
    }

    private static Failure notSignedIn(String message, HttpServletResponse response) {
        if (!response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return new Failure(401, Reason.NOT_SIGNED_IN, message);
    }

    private static Failure malformed(String message, @Nullable String target) {
        return new Failure(400, Reason.MALFORMED, message, target);
    }

    private static Failure malformed(int status, String message) {
        return new Failure(status, Reason.MALFORMED, message);
    }

    private static void copy(HttpHeaders headers, HttpServletResponse response) {
        headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
    }
}
