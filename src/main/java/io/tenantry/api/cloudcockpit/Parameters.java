package io.tenantry.api.cloudcockpit;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in the query, whose names may be written in any case. One that means nothing here is refused: leaving it out in
 * silence would answer another question than the client asked.
 */
final class Parameters {
    static final String RESELLER = "resellerId";
    static final String INSTANCE = "providerInstanceId";

    private static final int TEXT_LENGTH_MAX = 255;

    private final Map<String, String> values = new HashMap<>();

    private Parameters() {}

    static Parameters of(HttpServletRequest request, List<String> known) {
        Parameters parameters = new Parameters();
        Map<String, String> names = new HashMap<>();
        known.forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
        request.getParameterMap().forEach((given, all) -> {
            String name = names.get(given.toLowerCase(Locale.ROOT));
            if (name == null) {
                String shown = Shortened.of(given);
                throw new Refusal(Refusal.Reason.MALFORMED, "There is no parameter '" + shown + "' here", shown);
            }
            boolean isFirst = parameters.values.put(name, all[0]) == null && all.length == 1;
            Refusal.unless(isFirst, Refusal.Reason.MALFORMED, "'" + name + "' is given more than once", name);
        });
        return parameters;
    }

    /** The text, or null when there is none or an empty one. */
    @Nullable
    String text(String name) {
        return text(name, TEXT_LENGTH_MAX);
    }

    @Nullable
    String text(String name, int lengthMax) {
        String text = values.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        Refusal.unless(
                text.length() <= lengthMax && text.indexOf('\0') < 0,
                Refusal.Reason.MALFORMED,
                "'" + name + "' has at most " + lengthMax + " characters",
                name);
        return text;
    }

    int number(String name, int usual, int most) {
        String text = text(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as for a number out of bounds
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "'" + name + "' has to be a whole number from 1 to " + most, name);
    }

    boolean flag(String name, boolean usual) {
        String text = text(name);
        if (text == null) {
            return usual;
        }
        boolean isTrue = text.equalsIgnoreCase("true");
        Refusal.unless(
                isTrue || text.equalsIgnoreCase("false"),
                Refusal.Reason.MALFORMED,
                "'" + name + "' has to be true or false",
                name);
        return isTrue;
    }

    /** One of these values in any case, or the first when nothing is said. */
    String oneOf(String name, List<String> values) {
        String text = text(name);
        if (text == null) {
            return values.getFirst();
        }
        for (String value : values) {
            if (value.equalsIgnoreCase(text)) {
                return value;
            }
        }
        // The first may be an empty one, for all of them.
        String named = values.stream().filter(value -> !value.isEmpty()).collect(Collectors.joining(", "));
        throw new Refusal(Refusal.Reason.MALFORMED, "'" + name + "' has to be one of " + named, name);
    }

    @Nullable
    UUID id(String name) {
        String text = text(name);
        return text == null ? null : CockpitPaths.uuid(text, name);
    }

    @Nullable
    OrganizationId reseller() {
        UUID id = id(RESELLER);
        return id == null ? null : new OrganizationId(id);
    }

    UUID instance() {
        UUID id = id(INSTANCE);
        if (id == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + INSTANCE + "' is needed", INSTANCE);
        }
        return id;
    }
}
