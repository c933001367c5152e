package io.tenantry.api.cloudcockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Actions of the audit trail by the names that this dialect's clients know: {@code organization.create} is CreateCustomer. */
final class Operations {
    private static final String CUSTOMER = "customer";
    private static final String ORGANIZATION = "organization";

    private Operations() {}

    /** The verb first, each word with a capital letter. A refused request has no such name and is shown as it is. */
    static String shown(String action) {
        if (action.indexOf(' ') >= 0) {
            return action;
        }
        List<String> words = List.of(action.split("\\.", -1));
        StringBuilder name = new StringBuilder(capital(words.getLast()));
        words.subList(0, words.size() - 1)
                .forEach(word -> name.append(capital(word.equals(ORGANIZATION) ? CUSTOMER : word)));
        return name.toString();
    }

    /** The actions that a list of names means, in lower case; none for no list. */
    static List<String> actions(@Nullable String names) {
        List<String> actions = new ArrayList<>();
        for (String name : names == null ? new String[0] : names.split("\\|", -1)) {
            if (!name.isBlank()) {
                actions.add(action(name.strip()));
            }
        }
        return actions;
    }

    private static String action(String name) {
        if (name.indexOf(' ') >= 0) {
            return name.toLowerCase(Locale.ROOT);
        }
        List<String> words = new ArrayList<>();
        for (String word : name.split("(?=[A-Z])", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            words.add(lower.equals(CUSTOMER) ? ORGANIZATION : lower);
        }
        String verb = words.removeFirst();
        words.add(verb);
        return String.join(".", words);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
