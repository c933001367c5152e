package io.tenantry.federation;

import io.tenantry.directory.UserField;
import io.tenantry.federation.internal.Members;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in with a provider that speaks OpenID Connect.
 *
 * @param issuer the provider's own address, without what discovery adds to it
 * @param scopes what is asked for; {@code openid} always is
 * @param linkByMail whether somebody unknown becomes the user who has his mail address, if the provider has verified it and it
 *     lies in a verified domain of the organization
 * @param mailIsVerified whether the provider gives out only addresses that it has verified, and therefore does not say so
 * @param createPeople whether somebody unknown becomes a new user
 */
public record OidcSettings(
        String issuer,
        String clientId,
        List<String> scopes,
        boolean linkByMail,
        boolean mailIsVerified,
        boolean createPeople)
        implements SourceSettings {
    public OidcSettings {
        scopes = List.copyOf(scopes);
    }

    static OidcSettings of(Map<String, ?> given) {
        Members members = new Members(given);
        OidcSettings settings = new OidcSettings(
                issuer(members.text("issuer")),
                members.text("clientId"),
                scopes(members.texts("scopes", List.of("openid", "profile", "email"))),
                members.flag("linkByMail", false),
                members.flag("mailIsVerified", false),
                members.flag("createPeople", false));
        members.end();
        return settings;
    }

    private static List<String> scopes(List<String> scopes) {
        Members.require(scopes.contains("openid"), "scopes", "has to have openid");
        boolean plain = scopes.stream()
                .allMatch(scope -> !scope.isEmpty() && scope.chars().allMatch(c -> c > ' ' && c < 127 && c != '"'));
        Members.require(plain, "scopes", "are words");
        return scopes;
    }

    private static String issuer(String text) {
        boolean plain;
        try {
            URI issuer = new URI(text);
            plain = ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()))
                    && issuer.getHost() != null
                    && issuer.getUserInfo() == null
                    && issuer.getQuery() == null
                    && issuer.getFragment() == null;
        } catch (URISyntaxException malformed) {
            plain = false;
        }
        Members.require(plain, "issuer", "is the https address that the provider calls itself by");
        return text;
    }

    /** A provider tells names once, when an account is made; nobody is renamed by signing in. */
    @Override
    public Set<UserField> fed() {
        return Set.of();
    }

    @Override
    public String kind() {
        return "oidc";
    }

    @Override
    public boolean leadsWhere(SourceSettings others) {
        return others instanceof OidcSettings other && issuer.equals(other.issuer) && clientId.equals(other.clientId);
    }

    @Override
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer);
        all.put("clientId", clientId);
        all.put("scopes", scopes);
        all.put("linkByMail", linkByMail);
        all.put("mailIsVerified", mailIsVerified);
        all.put("createPeople", createPeople);
        return all;
    }
}
