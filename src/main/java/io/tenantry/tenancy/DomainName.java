package io.tenantry.tenancy;

import io.tenantry.kernel.Refusal;
import java.util.Locale;

/** A domain name as the directory stores it: lower case, at least two labels of letters, digits and inner hyphens. */
public record DomainName(String value) {
    private static final int LENGTH_MAX = 253;
    private static final int LABEL_LENGTH_MAX = 63;

    public DomainName {
        value = value.strip().toLowerCase(Locale.ROOT);
        String[] labels = value.split("\\.", -1);
        boolean well = value.length() <= LENGTH_MAX && labels.length > 1;
        for (String label : labels) {
            well = well && isLabel(label);
        }
        Refusal.unless(well, Refusal.Reason.MALFORMED, "Not a domain name", "name");
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LABEL_LENGTH_MAX
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    @Override
    public String toString() {
        return value;
    }
}
