package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Relay.Question;
import io.tenantry.microsoft.Relay.Told;
import io.tenantry.microsoft.internal.Calls.Answer;
import io.tenantry.microsoft.internal.Calls.Call;
import io.tenantry.microsoft.internal.Calls.Patience;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends questions to Microsoft as they are, and brings its answers back as they are. */
@Component
public class Passing {
    private static final List<String> BROUGHT_BACK = List.of("Content-Type", "ETag", "Retry-After", "Location");

    private final Calls calls;

    Passing(Calls calls) {
        this.calls = calls;
    }

    public Told graph(Tenant tenant, Question question) {
        return pass(tenant, Service.GRAPH, question);
    }

    public Told partnerCenter(Tenant tenant, Question question) {
        return pass(tenant, Service.PARTNER_CENTER, question);
    }

    private Told pass(Tenant tenant, Service service, Question question) {
        String base = service.base(tenant);
        Call call = new Call(question.method(), base + question.path(), question.body(), question.headers());
        Answer answer = calls.send(tenant, service, call, Patience.CALLER);
        // The caller is signed in and permitted here. What is missing is the hub's, and its operator's to mend.
        Refusal.unless(
                answer.status() != 401 && answer.status() != 403,
                Refusal.Reason.PROVIDER_CANNOT,
                "The hub's application may not do this in the Microsoft tenant");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : BROUGHT_BACK) {
            String value = answer.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Told(answer.status(), answer.body(), headers, base);
    }
}
