package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.credentials.SignInPolicies;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules for passwords and failed logons of an organization's people. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/sign-in-policies")
class SignInPoliciesEndpoint {
    private final SignInPolicies policies;

    SignInPoliciesEndpoint(SignInPolicies policies) {
        this.policies = policies;
    }

    /**
     * @param own what the organization says itself: policy, member, value
     * @param effective what holds for its people
     * @param sources where each effective value comes from
     */
    record PoliciesBody(
            Map<String, Map<String, Object>> own,
            Map<String, Map<String, Object>> effective,
            Map<String, Map<String, SourceBody>> sources) {}

    /**
     * @param from {@code own}, {@code inherited} or {@code installation}
     * @param organizationId whom it is inherited from, where the caller may see that one's policies
     */
    record SourceBody(String from, @Nullable UUID organizationId) {
        static SourceBody of(SignInPolicies.Source source) {
            return new SourceBody(
                    source.from(),
                    source.organization() == null ? null : source.organization().value());
        }
    }

    /** With the values that hold, and where each comes from: the organization itself, one above it, or the installation. */
    @Operation(summary = "Get the rules for passwords and failed logons")
    @GetMapping
    @Requires(Permission.POLICY_READ)
    ResponseEntity<PoliciesBody> get(Caller caller, @PathVariable String organizationId) {
        return answer(policies.show(caller, Paths.organization(organizationId)));
    }

    /**
     * Members that are sent are set, others stay. Null, for a member or a whole policy, goes back to what is inherited. Lengths of
     * time are written as 90s, 15m, 12h or PT12H.
     */
    @Operation(summary = "Change the rules for passwords and failed logons")
    @Exchanges(takes = "policyChanges")
    @PatchMapping
    @Requires(Permission.POLICY_WRITE)
    ResponseEntity<PoliciesBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        return answer(policies.change(caller, Paths.organization(organizationId), members, Versions.wanted(ifMatch)));
    }

    private static ResponseEntity<PoliciesBody> answer(SignInPolicies.Told told) {
        Map<String, Map<String, SourceBody>> sources = told.sources().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        policy -> policy.getValue().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, member -> SourceBody.of(member.getValue())))));
        return Versions.tagged(new PoliciesBody(told.own(), told.effective(), sources), told.version());
    }
}
