package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Locale;
import io.tenantry.directory.Property;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /directory/v1/locales}. */
@RestController
@RequestMapping({"/directory/v1/locales", "/clouduserhub/directory/v1/locales"})
class LocalesEndpoint {
    static final Shape<Locale, Property> LOCALE = new Shape<Locale, Property>((locale, property) -> null)
            .shown("id", Locale::id)
            .shown("localeCode", Locale::localeCode)
            .shown("countryCode", Locale::countryCode)
            .shown("countryName", Locale::countryName);

    private final Access access;
    private final Answers answers;

    LocalesEndpoint(Access access, Answers answers) {
        this.access = access;
        this.answers = answers;
    }

    @Operation(summary = "List locales")
    @Exchanges(gives = "locale")
    @GetMapping
    @Requires(Permission.LOCALE_READ)
    Listing list(Caller caller, HttpServletRequest request) {
        access.require(caller, Permission.LOCALE_READ);
        return answers.all(request, "locales", LOCALE, Locale.all());
    }
}
