package io.tenantry.signin.internal;

import io.tenantry.signin.SignInOffers;
import io.tenantry.signin.SignInOffers.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Finds out whose people stand before the login page, and what other ways to sign in they are offered. */
@Component
class OfferedElsewhere {
    private static final int LONGEST = 300;

    private final List<SignInOffers> all;

    OfferedElsewhere(ObjectProvider<SignInOffers> all) {
        this.all = all.orderedStream().toList();
    }

    /**
     * The offers for an organization that the page was asked for, or that the application has named: as {@code organization} or
     * {@code domain_hint}, or by the domain of a {@code login_hint}.
     */
    List<Offer> to(@Nullable String organization, @Nullable String onward) {
        String named = organization == null && onward != null ? hint(onward) : organization;
        return named == null || named.isBlank() || named.length() > LONGEST || named.indexOf('\0') >= 0
                ? List.of()
                : all.stream()
                        .flatMap(offers -> offers.of(named.strip()).stream())
                        .toList();
    }

    private static @Nullable String hint(String onward) {
        MultiValueMap<String, String> asked;
        try {
            asked = UriComponentsBuilder.fromUriString(onward).build().getQueryParams();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        String login = asked.getFirst("login_hint");
        String domain = login == null ? null : login.substring(login.lastIndexOf('@') + 1);
        if (login != null && login.contains("%40")) {
            domain = login.substring(login.lastIndexOf("%40") + 3);
        }
        for (String text :
                new @Nullable String[] {asked.getFirst("organization"), asked.getFirst("domain_hint"), domain}) {
            if (text != null && !text.isBlank()) {
                return decoded(text);
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
