package io.tenantry.federation.internal;

import io.tenantry.access.Secrets;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.OidcSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Links;
import io.tenantry.signin.Forms;
import io.tenantry.signin.Onward;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignInOffers.Offer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The pages on the way to another provider and back. */
@Controller
class ProviderLoginEndpoint {
    private static final String PAGE = "signin/elsewhere";
    private static final String BACK = "/login/back";
    private static final String COOKIE = "tenantry_away_";
    private static final int COOKIE_MAX = 3_800;
    private static final int COOKIE_MIN = 100;
    private static final int SHORT = 12;
    private static final String LOST = "That took too long, or was begun in another browser. Please begin again";

    private final ProviderLogins logins;
    private final KnownPeople people;
    private final SourceRows sources;
    private final OffersOfProviders offers;
    private final Desk desk;

    ProviderLoginEndpoint(
            ProviderLogins logins, KnownPeople people, SourceRows sources, OffersOfProviders offers, Desk desk) {
        this.logins = logins;
        this.people = people;
        this.sources = sources;
        this.offers = offers;
        this.desk = desk;
    }

    /** What every sign-in page works with. */
    @org.springframework.stereotype.Component
    record Desk(
            Logons logons,
            Sessions sessions,
            Forms forms,
            Links links,
            MasterKey master,
            JsonMapper json,
            InstantSource clock) {}

    private record Shown(HttpServletRequest request, HttpServletResponse response, Model model) {}

    @GetMapping("/login/elsewhere")
    String choose(
            @RequestParam(name = "mail", defaultValue = "") String mail,
            @RequestParam(name = "continue", required = false) @Nullable String onward,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String domain = mail.strip().substring(mail.strip().lastIndexOf('@') + 1);
        boolean sensible = !domain.isEmpty() && domain.length() <= 253 && domain.indexOf('\0') < 0;
        List<Offer> found = sensible ? offers.of(domain) : List.of();
        if (found.size() == 1) {
            String next = Onward.safe(onward);
            return "redirect:" + found.getFirst().path() + (next == null ? "" : "?continue=" + encoded(next));
        }
        String message = domain.isEmpty() || !found.isEmpty()
                ? null
                : "No other sign-in is known for this address. Sign in with your password.";
        model.addAttribute("mail", mail);
        return show(new Shown(request, response, model), onward, message, found);
    }

    @GetMapping("/login/with/{sourceId}")
    String depart(
            @PathVariable String sourceId,
            @RequestParam(name = "continue", required = false) @Nullable String onward,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        String next = Objects.requireNonNullElse(Onward.safe(onward), Onward.ACCOUNT);
        try {
            IdentitySource source = provider(id(sourceId));
            ProviderLogins.Departure departure = logins.depart(
                    source, (OidcSettings) source.settings(), desk.links().absolute(request, BACK), next);
            remember(request, response, departure.pending());
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-store");
            return "redirect:" + departure.address();
        } catch (Refusal refusal) {
            return fail(shown, next, refusal);
        }
    }

    @GetMapping(BACK)
    String arrive(
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "code", required = false) @Nullable String code,
            @RequestParam(name = "iss", required = false) @Nullable String issuer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        PendingLogin pending = recall(request, response, state);
        if (pending == null) {
            return fail(shown, Onward.ACCOUNT, new Refusal(Refusal.Reason.NOT_SIGNED_IN, LOST));
        }
        IdentitySource source = null;
        String subject = null;
        try {
            source = provider(pending.source());
            OidcSettings settings = (OidcSettings) source.settings();
            logins.checkSender(settings, issuer);
            if (code == null) {
                throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "You were not signed in there");
            }
            Jwt token = logins.arrive(source, settings, pending, code);
            subject = token.getSubject();
            UUID user = people.recognize(source, settings, token, Correlation.of(request));
            return admit(shown, source, user, pending.onward());
        } catch (Refusal refusal) {
            if (source != null) {
                people.refused(source, subject, refusal.getMessage(), Correlation.of(request));
            }
            return fail(shown, pending.onward(), refusal);
        }
    }

    private String admit(Shown shown, IdentitySource source, UUID user, String onward) {
        LogonResult.Welcome welcome =
                desk.logons().admit(source.organization(), user, source.name(), Correlation.of(shown.request()));
        if (welcome == null) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "This account cannot sign in here");
        }
        desk.sessions()
                .signIn(welcome.organization(), welcome.user(), welcome.proof(), shown.request(), shown.response());
        return "redirect:" + onward;
    }

    private IdentitySource provider(UUID id) {
        IdentitySource source = sources.enabled(id);
        if (source == null || !(source.settings() instanceof OidcSettings)) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such way to sign in");
        }
        return source;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such way to sign in");
        }
    }

    private void remember(HttpServletRequest request, HttpServletResponse response, PendingLogin pending) {
        String sealed = desk.master().encrypt(desk.json().writeValueAsString(pending));
        // Browsers forget cookies that are longer.
        Refusal.unless(
                sealed.length() <= COOKIE_MAX,
                Refusal.Reason.TOO_LARGE,
                "The application asks for too much at once; sign in with a password instead");
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(request, pending.state(), sealed)
                        .maxAge(Duration.between(desk.clock().instant(), pending.expiresAt()))
                        .build()
                        .toString());
    }

    /** The sign-in that this browser began with this state, once; null when there is none or it is too old. */
    private @Nullable PendingLogin recall(HttpServletRequest request, HttpServletResponse response, String state) {
        Cookie[] cookies = request.getCookies();
        String name = name(state);
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        cookie(request, state, "").maxAge(0).build().toString());
                return opened(cookie.getValue(), state);
            }
        }
        return null;
    }

    private @Nullable PendingLogin opened(String sealed, String state) {
        if (sealed.length() < COOKIE_MIN) {
            return null;
        }
        try {
            PendingLogin pending = desk.json().readValue(desk.master().decrypt(sealed), PendingLogin.class);
            boolean ours = pending.purpose().equals(PendingLogin.PURPOSE)
                    && Secrets.matches(state, Secrets.hash(pending.state()))
                    && pending.expiresAt().isAfter(desk.clock().instant());
            return ours ? pending : null;
        } catch (JacksonException | IllegalStateException | IllegalArgumentException forged) {
            return null;
        }
    }

    /** Lax, not strict: the browser comes back from the provider's site. Each sign-in has its own, as tabs go their own ways. */
    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String state, String value) {
        return ResponseCookie.from(name(state), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path(BACK);
    }

    private static String name(String state) {
        return COOKIE + Secrets.hash(state).substring(0, SHORT);
    }

    private String fail(Shown shown, String onward, Refusal refusal) {
        HttpStatus usual =
                refusal.reason() == Refusal.Reason.NOT_FOUND ? HttpStatus.NOT_FOUND : HttpStatus.UNAUTHORIZED;
        boolean later = refusal.reason().blame() != Refusal.Blame.CALLER;
        shown.response().setStatus((later ? HttpStatus.SERVICE_UNAVAILABLE : usual).value());
        shown.model().addAttribute("mail", "");
        return show(shown, onward, refusal.getMessage() + ".", List.of());
    }

    private String show(Shown shown, @Nullable String onward, @Nullable String message, List<Offer> found) {
        desk.forms().open(shown.request(), shown.response());
        String next = Onward.safe(onward);
        shown.model().addAttribute("onward", next == null ? "" : next);
        shown.model().addAttribute("message", message == null ? "" : message);
        shown.model().addAttribute("offers", found);
        return PAGE;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
