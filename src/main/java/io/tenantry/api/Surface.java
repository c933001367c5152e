package io.tenantry.api;

import java.util.List;

/** What one surface says about itself in the API's documentation. A bean of the surface's package. */
public interface Surface {
    /** Its name in addresses: {@code own}. */
    String id();

    String title();

    /** One paragraph: whom it is for, and how it differs from others. */
    String description();

    /** Ant patterns of the paths that are shown; other spellings of the same operations are left out. */
    List<String> paths();

    /** What may stand before the paths, the empty text for nothing. */
    default List<String> prefixes() {
        return List.of("");
    }

    /** Whether changes of single things are refused when {@code If-Match} names another version than there is. */
    default boolean guardsVersions() {
        return false;
    }

    /** Whether its calls are counted and refused when there are too many. */
    default boolean isThrottled() {
        return false;
    }

    /** The heading under which an operation is listed. */
    String resource(String path);

    /** What its refusals look like. */
    Thing error();

    String errorMediaType();

    /** The status for a name that is taken. */
    int conflictStatus(String path);

    /** Things of the wire that no Java type describes. */
    List<Thing> things();

    /** What a list wraps its items in; {@code items} is the member that holds them. */
    Envelope envelope();

    /** Query parameters of every list: {@code name: what it does}. */
    List<String> listOptions(String path);

    /** Header fields of every call: {@code name: what it does}. All of them are needed. */
    default List<String> headers() {
        return List.of();
    }

    /**
     * A list's wrapping.
     *
     * @param type the simple name of the Java type that handlers of lists answer
     * @param items the member that holds the items
     */
    record Envelope(String type, String items, Thing others) {}
}
