package io.tenantry.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.DocumentedAnswers;
import io.tenantry.api.EveryCall;
import io.tenantry.api.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Answers are what the OpenAPI documents say they are: for things that are there, for things that are not, and for strangers. Every
 * other test asks the same of each answer it gets, see {@link DocumentedAnswers#check}.
 */
class DocumentedAnswersTest extends EveryCall {
    @Test
    void everyAnswerIsOneThatIsDocumented() {
        Set<String> problems = new TreeSet<>();
        List<Route> routes = routes();
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            for (Route route : routes) {
                if (route.method().equals(method) && !route.pattern().endsWith("/stream")) {
                    for (String as : List.of(administrator(), "nobody")) {
                        try {
                            send(route, path(route), as, body(route));
                        } catch (DocumentedAnswers.Undocumented undocumented) {
                            problems.addAll(undocumented.problems());
                        }
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }
}
