package io.tenantry.api.scim;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of lists.
 *
 * @param totalResults how many there are in all, not only on this page
 * @param startIndex where this page begins, for those who count
 * @param nextCursor where to go on, for those who began with a cursor; null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Listing(
        List<String> schemas,
        long totalResults,
        int itemsPerPage,
        @Nullable Long startIndex,
        @Nullable String nextCursor,
        @JsonProperty("Resources") List<Map<String, Object>> resources) {
    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /** All there are. */
    static Listing whole(List<Map<String, Object>> resources) {
        return new Listing(List.of(SCHEMA), resources.size(), resources.size(), 1L, null, resources);
    }
}
