package io.tenantry.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody has proven who he is.
 *
 * @param methods in the words of RFC 8176; none when another place saw to it
 */
public record SignInProof(List<String> methods) {
    private static final String SEVERAL = "mfa";

    public static final SignInProof PASSWORD = new SignInProof(List.of("pwd"));

    /** A code of an app, or one of those for the day on which that is lost. */
    public static final SignInProof PASSWORD_AND_CODE = new SignInProof(List.of("pwd", "otp", SEVERAL));

    /** Another provider, which does not tell how. */
    public static final SignInProof ELSEWHERE = new SignInProof(List.of());

    /** A key that may be copied to other devices is one of software to RFC 8176; both were used by their owner in person. */
    static SignInProof passkey(boolean isSynced) {
        return new SignInProof(List.of(keyed(isSynced), "user", SEVERAL));
    }

    static SignInProof passwordAndPasskey(boolean isSynced) {
        return new SignInProof(List.of("pwd", keyed(isSynced), "user", SEVERAL));
    }

    /** A password, and what was just set up beside it. */
    public static SignInProof of(NewFactor factor) {
        return switch (factor) {
            case NewFactor.App app -> PASSWORD_AND_CODE;
            case NewFactor.Key key -> new SignInProof(List.of("pwd", "user", SEVERAL));
        };
    }

    private static String keyed(boolean isSynced) {
        return isSynced ? "swk" : "hwk";
    }

    public SignInProof {
        methods = List.copyOf(methods);
    }

    /** Whether more than one factor was proven. */
    public boolean isSeveral() {
        return methods.contains(SEVERAL);
    }

    /** What tokens call it: how many factors there were, or null when nobody knows. */
    public @Nullable String level() {
        return methods.isEmpty() ? null : isSeveral() ? "2" : "1";
    }
}
