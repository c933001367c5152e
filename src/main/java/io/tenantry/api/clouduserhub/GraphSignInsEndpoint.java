package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignIns;
import io.tenantry.usage.SignIns.Day;
import io.tenantry.usage.SignIns.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log of sign-ins as in Microsoft Graph, in the order of time. The hub knows of each person's days, and the moment of the last. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/auditLogs/signIns", GraphPaths.PREFIXED + "/auditLogs/signIns"})
class GraphSignInsEndpoint {
    private static final String SINCE = "createdDateTime ge ";
    private static final String FILTER = "$filter";
    private static final String TOP = "$top";
    private static final String SKIP = "$skiptoken";
    private static final int PAGE_MAX = 999;
    private static final int PAGE_DIGITS = 3;

    private final SignIns signIns;
    private final Answers answers;

    GraphSignInsEndpoint(SignIns signIns, Answers answers) {
        this.signIns = signIns;
        this.answers = answers;
    }

    @Operation(summary = "List sign-ins")
    @Exchanges(
            gives = "graphSignIn",
            options = {
                "$filter: createdDateTime ge and a moment",
                "$top: how many at most",
                "$skiptoken: where to go on, from an earlier answer"
            })
    @GetMapping
    @Requires({Permission.AUDIT_READ, Permission.USER_READ})
    Map<String, Object> list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        for (String name : request.getParameterMap().keySet()) {
            Refusal.unless(
                    Set.of(FILTER, TOP, SKIP).contains(name),
                    Refusal.Reason.MALFORMED,
                    "Only $filter by createdDateTime, $top and $skiptoken are served here",
                    Shortened.of(name));
        }
        String filter = request.getParameter(FILTER);
        int top = top(request.getParameter(TOP));
        List<Day> days = signIns.list(caller, organization, since(filter), place(request.getParameter(SKIP)), top);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("@odata.context", answers.contextOf(request, "auditLogs/signIns"));
        if (days.size() == top) {
            Day last = days.getLast();
            String rest = last.at() + "_" + last.objectId();
            answer.put(
                    "@odata.nextLink",
                    answers.absolute(request, request.getRequestURI()) + "?$top=" + top
                            + (filter == null ? "" : "&$filter=" + encoded(filter)) + "&$skiptoken=" + encoded(rest));
        }
        answer.put("value", days.stream().map(GraphSignInsEndpoint::shown).toList());
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int top(@Nullable String text) {
        boolean isNumber = text == null
                || (!text.isEmpty()
                        && text.length() <= PAGE_DIGITS
                        && text.chars().allMatch(Character::isDigit));
        int top = isNumber ? Integer.parseInt(text == null ? Integer.toString(PAGE_MAX) : text) : 0;
        Refusal.unless(top > 0, Refusal.Reason.MALFORMED, "$top is a number from 1 to " + PAGE_MAX, TOP);
        return top;
    }

    private static Instant since(@Nullable String filter) {
        if (filter == null) {
            return Instant.EPOCH;
        }
        Refusal.unless(
                filter.startsWith(SINCE),
                Refusal.Reason.MALFORMED,
                "Sign-ins are filtered by createdDateTime ge and a moment",
                FILTER);
        return moment(filter.substring(SINCE.length()).strip(), FILTER);
    }

    private static @Nullable Place place(@Nullable String token) {
        if (token == null) {
            return null;
        }
        String[] parts = token.split("_", 2);
        return new Place(moment(parts[0], SKIP), Keys.uuid(parts.length == 2 ? parts[1] : "", SKIP));
    }

    private static Instant moment(String text, String calledName) {
        Instant moment = Instants.read(text);
        if (moment == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + Shortened.of(text) + "' is no moment", calledName);
        }
        return moment;
    }

    private static Map<String, Object> shown(Day day) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", SignInMembers.request(day.objectId(), day.at()));
        shown.put("createdDateTime", day.at());
        shown.put("userId", day.objectId());
        shown.put("userPrincipalName", day.upn());
        shown.put("userDisplayName", day.displayName());
        shown.put("appDisplayName", "Tenantry");
        shown.put("status", Map.of("errorCode", 0));
        return shown;
    }
}
