package io.tenantry.automation;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job, for the provider that carries it out.
 *
 * @param caller who asked for the job, with the rights he has now
 * @param target the id of the user, group or device; of the organization itself its own
 * @param arguments by name, with all placeholders filled; one without a value is absent
 * @param effect the same at every try of this step and at no other: what is made anew gets this id, so that it is made once
 * @param ledger what remembers that the step was done
 */
public record StepRun(
        Caller caller,
        OrganizationId organization,
        Operation operation,
        UUID target,
        Map<String, Object> arguments,
        UUID effect,
        Ledger ledger) {
    public StepRun {
        arguments = Map.copyOf(arguments);
    }

    /** An argument as a text, or null when there is none. An empty text is one. */
    public @Nullable String text(String name) {
        Object value = arguments.get(name);
        return value == null ? null : String.valueOf(value);
    }

    /** An argument that is a flag. */
    public @Nullable Boolean flag(String name) {
        Object value = arguments.get(name);
        return value == null ? null : Boolean.valueOf(String.valueOf(value));
    }

    /** An argument that is a list; none when it is absent. */
    public List<String> texts(String name) {
        return texts(arguments.get(name));
    }

    /** A value as a list of texts: a list, one text, or several with commas between them. */
    public static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object one when String.valueOf(one).isBlank() -> List.of();
            case Object one -> List.of(String.valueOf(one).split(",", -1));
        };
    }

    /** An argument that has to have a value. */
    public String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The value of '" + name + "' is missing", name);
        }
        return text;
    }

    /** Remembers what was done. */
    @FunctionalInterface
    public interface Ledger {
        /**
         * Writes down that the step is done, in the transaction of its effect: both happen, or neither.
         *
         * @throws RuntimeException when another node has taken the job over; the transaction has to be rolled back
         */
        void done(Session session, Map<String, ?> output);
    }
}
