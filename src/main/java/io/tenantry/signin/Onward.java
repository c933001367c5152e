package io.tenantry.signin;

import org.jspecify.annotations.Nullable;

/** Where people go once they are signed in. */
public final class Onward {
    /** A person's own page. */
    public static final String ACCOUNT = "/account";

    /** Where he looks after his second factor. */
    public static final String SECOND_FACTOR = "/account/second-factor";

    /** The pages for those who look after others. */
    public static final String CONSOLE = "/console";

    private Onward() {}

    /** Back to the authorization endpoint, or to a page of our own: never to other people's sites. Null when it is neither. */
    public static @Nullable String safe(@Nullable String onward) {
        return onward != null
                        && (onward.startsWith("/oauth2/authorize?")
                                || onward.equals(ACCOUNT)
                                || onward.equals(SECOND_FACTOR)
                                || isOfConsole(onward))
                ? onward
                : null;
    }

    private static boolean isOfConsole(String onward) {
        return onward.equals(CONSOLE) || onward.startsWith(CONSOLE + "/") || onward.startsWith(CONSOLE + "?");
    }
}
