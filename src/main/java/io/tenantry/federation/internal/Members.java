package io.tenantry.federation.internal;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings as somebody wrote them, read member by member. A null is as good as absent; members nobody asks for are refused. */
public final class Members {
    private static final int TEXT_MAX = 2_000;

    private final Map<String, ?> given;
    private final Set<String> left;

    public Members(Map<String, ?> given) {
        this.given = given;
        left = new HashSet<>(given.keySet());
    }

    public @Nullable String textOrNull(String name) {
        return textOrNull(name, TEXT_MAX);
    }

    public @Nullable String textOrNull(String name, int lengthMax) {
        Object value = take(name);
        if (value == null || value.equals("")) {
            return null;
        }
        require(value instanceof String, name, "is a text");
        String text = value.toString().strip();
        require(text.length() <= lengthMax, name, "has at most " + lengthMax + " characters");
        require(text.chars().noneMatch(c -> c == 0), name, "has a character that no text has");
        return text.isEmpty() ? null : text;
    }

    public String text(String name, String otherwise) {
        String text = textOrNull(name);
        return text == null ? otherwise : text;
    }

    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw refused(name, "is needed");
        }
        return text;
    }

    public int number(String name, int otherwise, int min, int max) {
        Object value = take(name);
        if (value == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(value.toString());
        } catch (NumberFormatException none) {
            throw refused(name, "is a whole number");
        }
        require(number >= min && number <= max, name, "is from " + min + " to " + max);
        return number;
    }

    public boolean flag(String name, boolean otherwise) {
        Object value = take(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString();
        require(text.equals("true") || text.equals("false"), name, "is true or false");
        return text.equals("true");
    }

    /** One of the enum's constants, spelled as {@link #spelled} does. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        String text = textOrNull(name);
        if (text == null) {
            return otherwise;
        }
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> spelled(one).equals(text))
                .findFirst()
                .orElseThrow(() -> refused(
                        name,
                        "is one of " + Arrays.stream(all).map(Members::spelled).collect(Collectors.joining(", "))));
    }

    /** {@code ACTIVE_DIRECTORY} as {@code activeDirectory}. */
    public static String spelled(Enum<?> constant) {
        StringBuilder spelled = new StringBuilder();
        boolean capital = false;
        for (char letter : constant.name().toCharArray()) {
            if (letter == '_') {
                capital = true;
            } else {
                spelled.append(capital ? letter : Character.toLowerCase(letter));
                capital = false;
            }
        }
        return spelled.toString();
    }

    public List<String> texts(String name, List<String> otherwise) {
        Object value = take(name);
        if (value == null) {
            return otherwise;
        }
        require(
                value instanceof List<?> list
                        && list.size() <= 50
                        && list.stream().allMatch(item -> item instanceof String text && text.length() <= 256),
                name,
                "is a list of at most 50 texts");
        return ((List<?>) value).stream().map(Object::toString).toList();
    }

    public Map<String, String> textMap(String name) {
        Object value = take(name);
        Map<String, String> all = new LinkedHashMap<>();
        if (value == null) {
            return all;
        }
        require(value instanceof Map<?, ?>, name, "is an object of texts");
        ((Map<?, ?>) value).forEach((key, item) -> {
            boolean fits = item == null || (item instanceof String text && text.length() <= 256);
            require(fits, name, "is an object of texts");
            if (item != null) {
                all.put(key.toString(), item.toString());
            }
        });
        return all;
    }

    /** Refuses what nobody asked for. */
    public void end() {
        left.stream().sorted().findFirst().ifPresent(name -> {
            throw refused(name.length() > 64 ? name.substring(0, 64) : name, "is no setting here");
        });
    }

    private @Nullable Object take(String name) {
        left.remove(name);
        return given.get(name);
    }

    public static void require(boolean condition, String name, String rule) {
        if (!condition) {
            throw refused(name, rule);
        }
    }

    private static Refusal refused(String name, String rule) {
        return new Refusal(Refusal.Reason.MALFORMED, "The setting '" + name + "' " + rule, "settings." + name);
    }
}
