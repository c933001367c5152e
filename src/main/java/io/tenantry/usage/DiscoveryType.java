package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;

/** How an account came to be known. The numbers are those that clients of the consolidated view know. */
public enum DiscoveryType {
    CONNECTOR(0, "connector"),
    MANUAL(1, "manual"),
    BROWSER_UNVERIFIED(2, "browser-unverified"),
    SINGLE_SIGN_ON(3, "sso"),
    DEVICE(4, "device"),
    BROWSER_VERIFIED(7, "browser"),
    CASB(8, "casb");

    private final int number;
    private final String shown;

    DiscoveryType(int number, String shown) {
        this.number = number;
        this.shown = shown;
    }

    public int number() {
        return number;
    }

    public String shown() {
        return shown;
    }

    public static DiscoveryType of(int number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElseThrow(() -> unknown(Integer.toString(number)));
    }

    /**
     * The type of this name.
     *
     * @throws Refusal (MALFORMED) when there is none
     */
    public static DiscoveryType named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.shown.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static Refusal unknown(String name) {
        return new Refusal(
                Refusal.Reason.MALFORMED, "There is no discovery type called '" + name + "'", "discoveryType");
    }
}
