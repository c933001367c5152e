package io.tenantry.api.slchub;

import io.tenantry.kernel.Refusal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body of a few texts. */
record Sent(Map<String, @Nullable Object> members) {
    /** The body, which may have these members and no others. */
    static Sent of(Map<String, @Nullable Object> members, String... names) {
        Documents.refuseUnknown(members, Set.of(names));
        return new Sent(members);
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The member '" + name + "' needs a value", name);
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        Object value = members.get(name);
        Refusal.unless(
                value == null || value instanceof String,
                Refusal.Reason.MALFORMED,
                "The member '" + name + "' has to be a text",
                name);
        return (String) value;
    }
}
