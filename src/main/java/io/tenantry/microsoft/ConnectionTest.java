package io.tenantry.microsoft;

import java.util.List;

/**
 * What came of trying a connection out.
 *
 * @param works whether the hub can do all it is for
 * @param message in words
 * @param missing what the application has not been granted
 */
public record ConnectionTest(boolean works, String message, List<Missing> missing) {
    public ConnectionTest {
        missing = List.copyOf(missing);
    }

    /** An application permission of Microsoft Graph, and what it is needed for. */
    public record Missing(String permission, String purpose) {}
}
