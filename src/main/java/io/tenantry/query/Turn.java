package io.tenantry.query;

/** To which page of a list somebody turns who counts pages. */
public sealed interface Turn {
    /**
     * To the page of this number.
     *
     * @param number from 1
     */
    record To(long number) implements Turn {}

    /** To the page after the one that gave this token. */
    record After(String token) implements Turn {}

    /** To the last page, however many there are. */
    record Last() implements Turn {}
}
