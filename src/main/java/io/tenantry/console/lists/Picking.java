package io.tenantry.console.lists;

/**
 * What is done with the rows somebody picks in a list.
 *
 * @param path where the picked go, as a form: the list's id with either the rows' keys or the question itself
 * @param label what the button says
 */
public record Picking(String path, String label) {
    /** What is picked is changed by a plan. */
    static final Picking CHANGE = new Picking("/console/changes/new", "Change the selected");
}
