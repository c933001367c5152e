package io.tenantry.automation.internal;

/** The command blocks that the hub comes with, for tests that know them by name. */
public final class BlockCatalogues {
    private BlockCatalogues() {}

    public static BlockCatalogue ofTheHub() {
        return new BlockCatalogue();
    }
}
