package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.credentials.Halfway;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.AccessLog;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Links;
import io.tenantry.signin.LogonTokens;
import io.tenantry.signin.LogonTokens.Issued;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a name and a password, the way out when that has to be replaced, and acting as somebody else. */
@RestController("slcLogonEndpoint")
@RequestMapping({SlcPaths.ROOT, SlcPaths.OF_ORGANIZATION})
class LogonEndpoint {
    private static final String USER_NAME = "username";
    private static final String PASSWORD = "password";
    private static final String CURRENT = "currentPassword";
    private static final String NEXT = "newPassword";
    private static final String CODE = "code";

    /** One text for everything that can be wrong. */
    private static final String WRONG = "The user name and password do not fit, or the account cannot sign in now";

    private final Logons logons;
    private final LogonTokens tokens;
    private final Passwords passwords;
    private final Links links;

    LogonEndpoint(Logons logons, LogonTokens tokens, Passwords passwords, Links links) {
        this.logons = logons;
        this.tokens = tokens;
        this.passwords = passwords;
        this.links = links;
    }

    /**
     * The token is good for every API of the hub; {@code expiresIn} is in seconds. Wrong, unknown, locked, disabled and invited
     * get one answer, 401. A password that has to be replaced first gets 403 with the error {@code passwordChangeRequired};
     * one that expires soon is told in {@code passwordExpiresIn}, in seconds.
     *
     * <p>People with a second factor send a code of it too, as {@code code}: one of their app, or a recovery code. Without, they get
     * 403 with the error {@code secondFactorRequired}, and 403 with {@code secondFactorSetupRequired} when their organization asks
     * for one and they have none yet; that is set up in a browser.
     */
    @Operation(summary = "Sign in with user name and password")
    @Exchanges(takes = "Credentials", gives = "Token")
    @WithoutIdempotencyKey
    @PostMapping("/login")
    @Requires(
            value = {},
            note = "the password is the proof")
    Map<String, Object> login(
            Where where, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, USER_NAME, PASSWORD, CODE);
        String correlationId = Correlation.of(request);
        LogonResult result = logons.signIn(name(where, sent), sent.text(PASSWORD), correlationId);
        String code = sent.textOrNull(CODE);
        LogonResult.Welcome welcome = welcome(
                result instanceof LogonResult.SecondFactorDue(Halfway person) && code != null && !person.mustChange()
                        ? logons.confirm(person, code, correlationId)
                        : result);
        AccessLog.tell(request, welcome.user(), null);
        Map<String, Object> answer = shown(tokens.issue(welcome, links.absolute(request, "")));
        Duration left = welcome.passwordExpiresIn();
        if (left != null) {
            answer.put("passwordExpiresIn", left.toSeconds());
        }
        return answer;
    }

    /**
     * Also for those whose password has to be replaced before it opens anything. Whoever is signed in with the old one is signed out.
     * People with a second factor send a code of it too, as {@code code}.
     */
    @Operation(summary = "Replace one's password without signing in")
    @Exchanges(takes = "NamedPassword")
    @WithoutIdempotencyKey
    @PostMapping("/password")
    @Requires(
            value = {},
            note = "the current password is the proof")
    Told replace(Where where, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, USER_NAME, CURRENT, NEXT, CODE);
        LogonResult result = logons.replace(
                name(where, sent), sent.text(CURRENT), sent.text(NEXT), sent.textOrNull(CODE), Correlation.of(request));
        switch (result) {
            // He has his new password, and sets up what else he needs when he signs in.
            case LogonResult.Welcome welcome -> {}
            case LogonResult.EnrolmentDue due -> {}
            case LogonResult.SecondFactorDue due -> throw codeRequired();
            case LogonResult.Denied denied -> throw wrong();
        }
        return new Told("The password was changed");
    }

    /** The answer's {@code error} says what is wrong with the password, or is empty. Nothing is kept. */
    @Operation(summary = "Validate a password for a new user")
    @Exchanges(takes = "NewPasswordQuestion", gives = "PasswordAnswer")
    @WithoutIdempotencyKey
    @PostMapping("/password/validate")
    @Requires({})
    Map<String, String> validate(Where where, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, PASSWORD, USER_NAME, UserShape.DISPLAY_NAME, UserShape.EMAIL);
        PasswordContext context = PasswordContext.of(
                sent.textOrNull(USER_NAME), sent.textOrNull(UserShape.DISPLAY_NAME), sent.textOrNull(UserShape.EMAIL));
        String candidate = sent.text(PASSWORD);
        return answer(
                where.named() == null
                        ? passwords.problems(candidate, context)
                        : passwords.problems(where.named(), candidate, context));
    }

    /**
     * The token names both people, opens no more than the caller may do himself, and holds for some minutes. Refused for the hub's
     * own accounts, for those who cannot sign in themselves or are more privileged than the caller, and to whoever acts as
     * somebody else already.
     */
    @Operation(summary = "Get a token to act as another user")
    @Exchanges(takes = "Target", gives = "Token")
    @WithoutIdempotencyKey
    @PostMapping("/token")
    @Requires(Permission.USER_IMPERSONATE)
    Map<String, Object> impersonate(
            Where where, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, "userId");
        return shown(tokens.impersonate(
                where.caller(),
                where.organization(Permission.USER_IMPERSONATE),
                SlcPaths.uuid(sent.text("userId"), "userId"),
                links.absolute(request, "")));
    }

    static Map<String, String> answer(List<String> problems) {
        return Map.of("error", problems.isEmpty() ? "" : String.join(". ", problems) + ".");
    }

    /** Under an organization's own root a name need not say which organization it is of. */
    private static String name(Where where, Sent sent) {
        String name = sent.text(USER_NAME);
        return where.named() == null ? name : name + '#' + where.named();
    }

    private static LogonResult.Welcome welcome(LogonResult result) {
        return switch (result) {
            case LogonResult.Welcome welcome when welcome.mustChange() -> throw mustChange();
            case LogonResult.Welcome welcome -> welcome;
            case LogonResult.SecondFactorDue due when due.person().mustChange() -> throw mustChange();
            case LogonResult.SecondFactorDue due -> throw codeRequired();
            case LogonResult.EnrolmentDue due when due.person().mustChange() -> throw mustChange();
            case LogonResult.EnrolmentDue due ->
                throw new Refusal(
                        Refusal.Reason.NOT_PERMITTED,
                        "The organization asks for a second factor; sign in with a browser once to set it up",
                        SlcErrors.SECOND_FACTOR_SETUP_REQUIRED);
            case LogonResult.Denied denied -> throw wrong();
        };
    }

    private static Refusal mustChange() {
        return new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "The password has to be replaced before it opens anything",
                SlcErrors.PASSWORD_CHANGE_REQUIRED);
    }

    private static Refusal codeRequired() {
        return new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "The account has a second factor; send a code of it as 'code'",
                SlcErrors.SECOND_FACTOR_REQUIRED);
    }

    private static Refusal wrong() {
        return new Refusal(Refusal.Reason.NOT_SIGNED_IN, WRONG);
    }

    private static Map<String, Object> shown(Issued issued) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("token", issued.token());
        shown.put("expiresIn", issued.expiresIn().toSeconds());
        return shown;
    }
}
