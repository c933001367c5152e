package io.tenantry.api.clouduserhub;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cmdlet of Exchange with the parameters it was given. */
record CmdletParameters(String cmdlet, Map<?, ?> values) {
    /** What every cmdlet that changes something may be told, and nothing follows from here. */
    private static final Set<String> IDLE = Set.of("Confirm", "Force", "ErrorAction", "WarningAction");

    /** Refuses parameters that the cmdlet does not know here. */
    CmdletParameters knowing(String... names) {
        for (Object name : values.keySet()) {
            String shown = Shortened.of(String.valueOf(name));
            Refusal.unless(
                    IDLE.contains(shown) || Set.of(names).contains(shown),
                    Refusal.Reason.MALFORMED,
                    "A parameter cannot be found that matches parameter name '" + shown + "'",
                    shown);
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return GraphBodies.text(values, name, name);
    }

    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "Cannot process command because parameter " + name + " is missing", name);
        }
        return text;
    }

    @Nullable
    Boolean flag(String name) {
        return GraphBodies.flag(values, name, name);
    }

    int number(String name, int usual, int most) {
        Object value = values.get(name);
        if (value == null) {
            return usual;
        }
        Refusal.unless(
                value instanceof Integer number && number > 0 && number <= most,
                Refusal.Reason.MALFORMED,
                "The parameter '" + name + "' is a number from 1 to " + most,
                name);
        return (Integer) value;
    }

    /** One text or several. */
    List<String> texts(String name) {
        return values.get(name) instanceof String one ? List.of(one) : GraphBodies.texts(values, name);
    }

    /** The only right that the cmdlet can give or take. */
    void requireRight(String right) {
        Refusal.unless(
                texts("AccessRights").equals(List.of(right)),
                Refusal.Reason.MALFORMED,
                "The hub knows no other AccessRights here than " + right,
                "AccessRights");
    }
}
