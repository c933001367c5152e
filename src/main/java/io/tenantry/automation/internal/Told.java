package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a step tells, value by value. What has no value is left out. */
final class Told {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Map<String, Object> values = new LinkedHashMap<>();

    static Told of(String name, @Nullable Object value) {
        return new Told().and(name, value);
    }

    Told and(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value instanceof UUID id ? id.toString() : value);
        }
        return this;
    }

    /** Whether anything is other than it was before; what is not needs no undoing. */
    Told andChanged(boolean changed) {
        return and(StepResult.CHANGED, changed);
    }

    Map<String, Object> values() {
        return values;
    }

    StepResult done() {
        return new StepResult.Done(values);
    }

    /** The hub's own id of somebody. */
    static UserKey user(UUID id) {
        return new UserKey.Id(new UserId(id));
    }

    /** Somebody by his UPN or id, as people write him down. */
    static UserKey user(String text) {
        String name = text.strip();
        if (ID.matcher(name).matches()) {
            return user(UUID.fromString(name));
        }
        Refusal.unless(name.indexOf('@') > 0, Refusal.Reason.MALFORMED, "'" + name + "' is neither a UPN nor an id");
        return new UserKey.Upn(name);
    }

    /** Whether a text is an id. */
    static boolean isId(String text) {
        return ID.matcher(text.strip()).matches();
    }
}
