package io.tenantry.changes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a plan of.
 *
 * @param title what it is for, in his words, or null
 * @param written the request as he wrote it, to be shown with the plan
 */
public record ChangeRequest(@Nullable String title, Selection selection, Edit edit, Map<String, ?> written) {}
