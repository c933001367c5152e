package io.tenantry.console.lists;

import java.util.UUID;

/**
 * A list as somebody likes to see it.
 *
 * @param list which list
 * @param question what he asks of it, as it stands in the address
 */
public record SavedView(UUID id, String list, String name, String question) {
    public String link() {
        return "/console/views/" + id;
    }

    /** Where the list itself is. */
    public String target() {
        return "/console/" + list + (question.isEmpty() ? "" : "?" + question);
    }
}
