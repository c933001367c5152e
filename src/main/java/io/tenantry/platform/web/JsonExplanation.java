package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Refusal.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body: the member, in the caller's own words, and the line. */
final class JsonExplanation {
    private JsonExplanation() {}

    /** Null when somebody further down the chain of causes knows better. */
    static @Nullable Failure of(HttpMessageNotReadableException unreadable) {
        JacksonException json = null;
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestFailed || cause instanceof Refusal) {
                return null;
            }
            if (cause instanceof JacksonException first
                    && (json == null || first instanceof StreamConstraintsException)) {
                json = first;
            }
        }
        return json != null ? of(json) : new Failure(400, Reason.MALFORMED, "The body is missing or cannot be read");
    }

    private static Failure of(JacksonException json) {
        String member = member(json);
        String line = line(json.getLocation());
        String message = switch (json) {
            case UnrecognizedPropertyException unknown -> "There is no member '" + member + "'" + line;
            case StreamConstraintsException tooMuch ->
                "The body is nested too deeply or holds a text or number that is too long" + line;
            case MismatchedInputException wrong ->
                member == null
                        ? "The body is empty, too long or not of the expected form" + line
                        : "The member '" + member + "' has a value of the wrong type" + line;
            case StreamReadException malformed -> "The body is not valid JSON" + twice(malformed) + line;
            default -> "The body cannot be read" + line;
        };
        return new Failure(400, Reason.MALFORMED, message, member);
    }

    private static String twice(StreamReadException malformed) {
        String told = malformed.getOriginalMessage();
        return told != null && told.startsWith("Duplicate") ? ": a member stands there twice" : "";
    }

    /** {@code passwordProfile.password}, {@code groupTypes[1]}; null at the top. */
    private static @Nullable String member(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static String line(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : " (line " + location.getLineNr() + ")";
    }
}
