package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.emulation.Fault;
import io.tenantry.emulation.Faults;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Faults that an organization's Graph and Partner Center answers are given, to try clients out. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/emulation")
class EmulationEndpoint {
    private static final String FAULTS = "faults";

    private final Faults faults;

    EmulationEndpoint(Faults faults) {
        this.faults = faults;
    }

    /** A fault, and how often it has happened. */
    @Schema(name = "Fault")
    record FaultBody(
            String kind,
            int percent,
            @Nullable Long remaining,
            @Nullable Integer retryAfterSeconds,
            @Nullable Integer delayMillis,
            long hits) {
        static FaultBody of(Fault fault) {
            return new FaultBody(
                    fault.kind().stored(),
                    fault.percent(),
                    fault.remaining(),
                    fault.retryAfterSeconds(),
                    fault.delayMillis(),
                    fault.hits());
        }
    }

    record Emulation(List<FaultBody> faults) {
        static Emulation of(List<Fault> all) {
            return new Emulation(all.stream().map(FaultBody::of).toList());
        }
    }

    @Operation(summary = "See the faults an organization's answers are given")
    @GetMapping
    @Requires(Permission.EMULATION_WRITE)
    Emulation get(Caller caller, @PathVariable String organizationId) {
        return Emulation.of(faults.list(caller, Paths.organization(organizationId)));
    }

    /**
     * Replaces all faults: {@code throttled}, {@code unavailable}, {@code slow} or {@code cut}, each by chance for some percent of
     * the requests, and with {@code remaining} for that many at most; {@code strict}, {@code free} (without
     * the licence that sign-ins take) and {@code concealed} (reports name nobody) always. Not for organizations that people work with.
     */
    @Operation(summary = "Give an organization's answers faults")
    @Exchanges(takes = "emulation")
    @PutMapping
    @Requires(Permission.EMULATION_WRITE)
    Emulation replace(
            Caller caller, @PathVariable String organizationId, @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, FAULTS);
        Object given = members.get(FAULTS);
        List<Fault> wanted = new ArrayList<>();
        if (given instanceof List<?> list) {
            list.forEach(item -> wanted.add(fault(item)));
        } else {
            Refusal.unless(!body.has(FAULTS), Refusal.Reason.MALFORMED, "The member 'faults' is a list", FAULTS);
        }
        return Emulation.of(faults.replace(caller, Paths.organization(organizationId), wanted));
    }

    @Operation(summary = "End all faults of an organization's answers")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.EMULATION_WRITE)
    void end(Caller caller, @PathVariable String organizationId) {
        faults.replace(caller, Paths.organization(organizationId), List.of());
    }

    private static Fault fault(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> given)) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Each of 'faults' is an object", FAULTS);
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        given.forEach((name, value) -> members.put(name.toString(), value));
        Body body = Body.of(members, "kind", "percent", "remaining", "retryAfterSeconds", "delayMillis");
        return new Fault(
                Fault.Kind.named(body.text("kind")),
                body.number("percent", 100),
                body.has("remaining") ? (long) body.number("remaining", 0) : null,
                body.has("retryAfterSeconds") ? body.number("retryAfterSeconds", 0) : null,
                body.has("delayMillis") ? body.number("delayMillis", 1) : null,
                0);
    }
}
