package io.tenantry.api.clouduserhub;

import io.tenantry.access.Caller;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignIns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code signInActivity} of users in Microsoft Graph: when they last signed in. Shown only where it is selected. */
final class SignInMembers {
    private static final String NAME = "signInActivity";

    private final SignIns signIns;
    private final Caller caller;
    private final OrganizationId organization;
    private final Map<UUID, Instant> known = new HashMap<>();

    SignInMembers(SignIns signIns, Caller caller, OrganizationId organization) {
        this.signIns = signIns;
        this.caller = caller;
        this.organization = organization;
    }

    static boolean areSelected(@Nullable String select) {
        return DeltaAnswers.selects(select, NAME);
    }

    /** Only the latest sign-in is known, and it must not be told as one of the past. */
    static void refusePast(@Nullable Instant asOf) {
        Refusal.unless(
                asOf == null,
                Refusal.Reason.MALFORMED,
                "When somebody had last signed in by then is not known; ask without " + NAME,
                Past.AS_OF);
    }

    /** Looks up when these people last signed in. Needs {@code audit.read}. */
    void learn(Collection<User> users) {
        known.putAll(signIns.last(
                caller, organization, users.stream().map(User::objectId).toList()));
    }

    /** What users show, this among it. */
    Shape<User, UserField> shape() {
        return Shapes.GRAPH_USER.and(NAME, user -> shown(user.objectId()));
    }

    private @Nullable Map<String, @Nullable Object> shown(UUID objectId) {
        Instant at = known.get(objectId);
        if (at == null) {
            return null;
        }
        String moment = Instants.text(at);
        UUID request = request(objectId, at);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("lastSignInDateTime", moment);
        shown.put("lastSignInRequestId", request);
        shown.put("lastNonInteractiveSignInDateTime", null);
        shown.put("lastNonInteractiveSignInRequestId", null);
        shown.put("lastSuccessfulSignInDateTime", moment);
        shown.put("lastSuccessfulSignInRequestId", request);
        return shown;
    }

    /** The id of a sign-in, which is the same wherever it is told of. */
    static UUID request(UUID objectId, Instant at) {
        return UUID.nameUUIDFromBytes((objectId + "/" + at).getBytes(StandardCharsets.UTF_8));
    }
}
