package io.tenantry.directory;

import org.jspecify.annotations.Nullable;

/**
 * A password for an account that lives elsewhere, on its way there. The hub does not keep it.
 *
 * @param password null leaves it as it is and says only whether it must be changed
 */
public record NewPassword(@Nullable String password, boolean mustChange) {
    @Override
    public String toString() {
        return "NewPassword[mustChange=" + mustChange + "]";
    }
}
