package io.tenantry.licensing;

import java.util.List;
import java.util.UUID;

/**
 * A person and the licences he was given.
 *
 * @param objectId what the provider calls him
 */
public record UserLicenses(UUID userId, UUID objectId, String upn, String displayName, List<License> licenses) {
    public UserLicenses {
        licenses = List.copyOf(licenses);
    }

    /** Those that can be used. */
    public List<License> held() {
        return licenses.stream().filter(License::isHeld).toList();
    }
}
