package io.tenantry.console;

/**
 * A page that has its place in the console's navigation. Whoever adds one lets its endpoint, or any other bean, implement this;
 * nothing else has to be changed.
 */
public interface ConsolePage {
    /** Where it stands. */
    Place place();
}
