package io.tenantry.api.slchub;

import java.util.List;
import java.util.Map;

/**
 * The envelope of lists.
 *
 * @param totalCount how many there are in all, not only on this page
 */
record Listing(long totalCount, List<Map<String, Object>> data) {}
