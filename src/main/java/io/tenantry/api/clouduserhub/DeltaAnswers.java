package io.tenantry.api.clouduserhub;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.directory.Deltas;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.query.CursorSigner;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a client that keeps a copy asks for, and writes the envelope with the link that it goes on with. */
@Component
class DeltaAnswers {
    /** As long as Microsoft keeps those of directory objects. */
    private static final Duration TOKENS_KEPT = Duration.ofDays(7);

    private static final int PAGE_USUAL = 200;
    private static final int PAGE_MAX = 999;
    private static final Pattern PAGE_PREFERRED = Pattern.compile("odata\\.maxpagesize=(\\d{1,9})");
    private static final List<String> OPTIONS = List.of("$select", "$deltatoken", "$skiptoken", "$top");

    private final Deltas deltas;
    private final CursorSigner signer;
    private final Links links;
    private final InstantSource clock;

    DeltaAnswers(Deltas deltas, CursorSigner signer, Links links, InstantSource clock) {
        this.deltas = deltas;
        this.signer = signer;
        this.links = links;
        this.clock = clock;
    }

    /** A list that is read in this way. */
    record Question(HttpServletRequest request, String list, OrganizationId organization) {}

    /** Where the client stands; null when that is so long ago that it has to begin anew. */
    @Nullable
    DeltaToken token(Question question) {
        HttpServletRequest request = question.request();
        for (String name : request.getParameterMap().keySet()) {
            Refusal.unless(
                    OPTIONS.contains(name.toLowerCase(Locale.ROOT)),
                    Refusal.Reason.MALFORMED,
                    "Only $select, $top and the tokens of earlier answers are served here",
                    "$select");
        }
        String skip = option(request, "$skiptoken");
        if (skip != null) {
            return kept(DeltaToken.open(signer, skip, question.list(), question.organization()));
        }
        String delta = option(request, "$deltatoken");
        Instant horizon = deltas.horizon();
        if (delta == null || delta.isEmpty()) {
            return DeltaToken.first(horizon, option(request, "$select"));
        }
        if (delta.equals("latest")) {
            return new DeltaToken(horizon, horizon, null, null, option(request, "$select"));
        }
        DeltaToken token = kept(DeltaToken.open(signer, delta, question.list(), question.organization()));
        return token == null ? null : token.begun(horizon);
    }

    private @Nullable DeltaToken kept(DeltaToken token) {
        return token.horizon().isBefore(clock.instant().minus(TOKENS_KEPT)) ? null : token;
    }

    /** How many things a page holds. */
    int limit(HttpServletRequest request) {
        String top = option(request, "$top");
        Matcher preferred = PAGE_PREFERRED.matcher(String.valueOf(request.getHeader("Prefer")));
        String written = top != null ? top : preferred.find() ? preferred.group(1) : Integer.toString(PAGE_USUAL);
        boolean isNumber =
                !written.isEmpty() && written.length() < 10 && written.chars().allMatch(Character::isDigit);
        Refusal.unless(isNumber && Integer.parseInt(written) > 0, Refusal.Reason.MALFORMED, "$top is a number", "$top");
        return Math.min(Integer.parseInt(written), PAGE_MAX);
    }

    /** The answer with a link to the next page or, with none, to the next reading. */
    Delta answer(Question question, String context, List<Map<String, @Nullable Object>> items, DeltaToken next) {
        boolean ends = next.after() == null;
        String link = links.absolute(question.request(), question.request().getRequestURI())
                + (ends ? "?$deltatoken=" : "?$skiptoken=")
                + URLEncoder.encode(
                        next.sealed(signer, question.list(), question.organization()), StandardCharsets.UTF_8)
                + (option(question.request(), "$top") == null ? "" : "&$top=" + limit(question.request()));
        return new Delta(context, ends ? null : link, ends ? link : null, items);
    }

    /** Tells the client to begin anew, as Graph does. */
    void tellToBeginAnew(Question question, HttpServletResponse response) throws IOException {
        HttpServletRequest request = question.request();
        response.setHeader("Location", links.absolute(request, request.getRequestURI()) + "?$deltatoken=");
        response.setStatus(HttpServletResponse.SC_GONE);
        response.setContentType("application/json");
        response.getOutputStream()
                .write("{\"error\":{\"code\":\"syncStateNotFound\",\"message\":\"The token is too old; begin anew\"}}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** What the members of a shape show of a thing, ready to be written. */
    static <T, P extends Property> Map<String, @Nullable Object> shown(
            Shape<T, P> shape, @Nullable String select, T item) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Shape.Member<T, P> member : shape.select(select, null)) {
            Object value = member.value().apply(item);
            members.put(member.name().getValue(), value instanceof Instant instant ? Instants.text(instant) : value);
        }
        return members;
    }

    /** The names in a {@code $select} but these, which are shown in a way of their own; null when nothing is selected. */
    static @Nullable String without(@Nullable String select, String... others) {
        if (select == null) {
            return null;
        }
        List<String> names = new ArrayList<>(List.of(select.split(",", -1)));
        names.removeIf(one -> Arrays.stream(others).anyMatch(one.strip()::equalsIgnoreCase));
        return names.isEmpty() ? "id" : String.join(",", names);
    }

    /** Whether a {@code $select} names this. */
    static boolean selects(@Nullable String select, String name) {
        return select != null
                && Arrays.stream(select.split(",", -1))
                        .anyMatch(one -> one.strip().equalsIgnoreCase(name));
    }

    private static @Nullable String option(HttpServletRequest request, String name) {
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (parameter.getKey().equalsIgnoreCase(name)) {
                return parameter.getValue()[0];
            }
        }
        return null;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(
            @JsonProperty("@odata.context") String context,
            @JsonProperty("@odata.nextLink") @Nullable String nextLink,
            @JsonProperty("@odata.deltaLink") @Nullable String deltaLink,

            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            List<Map<String, @Nullable Object>> value) {}
}
