package io.tenantry.estate;

import io.tenantry.kernel.Refusal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty hub is given when it first starts.
 *
 * @param organization the name of the operator's own organization, the root of all others
 * @param administrator the sign-in name of the first administrator; the part behind the @ becomes the organization's domain
 */
@ConfigurationProperties("tenantry.first-start")
public record FirstStartSettings(
        @DefaultValue("Operator") String organization,
        @DefaultValue("admin@operator.example") String administrator) {
    public FirstStartSettings {
        Refusal.unless(
                organization.strip().length() == organization.length() && !organization.isEmpty(),
                Refusal.Reason.MALFORMED,
                "tenantry.first-start.organization is a name");
        Refusal.unless(
                administrator.matches("[a-z0-9._-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+"),
                Refusal.Reason.MALFORMED,
                "tenantry.first-start.administrator is a lower-case sign-in name such as admin@example.com");
    }

    String domain() {
        return administrator.substring(administrator.indexOf('@') + 1);
    }
}
