package io.tenantry.estate;

import io.tenantry.kernel.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty hub is given when it first starts and nobody is there to be asked.
 *
 * @param organization the name of the operator's own organization, the root of all others
 * @param administrator the sign-in name of the first administrator, whose password the log tells; the part behind the @ becomes the
 *     organization's domain. Null to ask for all that on the hub's first page
 */
@ConfigurationProperties("tenantry.first-start")
public record FirstStartSettings(
        @DefaultValue("Operator") String organization,
        @Nullable String administrator) {
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[a-z0-9._-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final String OF_A_DEMO = "admin@operator.example";

    public FirstStartSettings {
        Refusal.unless(
                organization.strip().length() == organization.length() && !organization.isEmpty(),
                Refusal.Reason.MALFORMED,
                "tenantry.first-start.organization is a name");
        Refusal.unless(
                administrator == null || isSignInName(administrator),
                Refusal.Reason.MALFORMED,
                "tenantry.first-start.administrator is a lower-case sign-in name such as admin@example.com");
    }

    static boolean isSignInName(String text) {
        return SIGN_IN_NAME.matcher(text).matches();
    }

    /** Who administers a hub that nobody was asked about. */
    String unattended() {
        return administrator == null ? OF_A_DEMO : administrator;
    }

    static String domain(String signInName) {
        return signInName.substring(signInName.indexOf('@') + 1);
    }
}
