package io.tenantry.api.clouduserhub;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The envelope every list comes in.
 *
 * @param value rows, or a list of them that is written already
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"@odata.context", "@odata.count", "@odata.nextLink", "value"})
record Listing(
        @JsonProperty("@odata.context") String context,
        @JsonProperty("@odata.count") @Nullable Long count,
        @JsonProperty("@odata.nextLink") @Nullable String nextLink,
        Object value) {}
