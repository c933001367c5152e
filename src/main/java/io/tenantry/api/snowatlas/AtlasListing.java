package io.tenantry.api.snowatlas;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The envelope of lists. */
record AtlasListing(Pagination pagination, List<?> items) {
    /** Which page this is, and how many there are. */
    record Pagination(
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("page_number") long pageNumber,
            @JsonProperty("total_pages") long totalPages,
            @JsonProperty("total_items") long totalItems) {}
}
