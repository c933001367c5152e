package io.tenantry.usage;

import java.util.List;
import java.util.UUID;

/**
 * What came of describing many applications anew.
 *
 * @param failed those that were left as they were, each with the reason
 */
public record ApplicationEdit(UUID id, long done, List<MarkerTask.Result> failed) {
    public ApplicationEdit {
        failed = List.copyOf(failed);
    }
}
