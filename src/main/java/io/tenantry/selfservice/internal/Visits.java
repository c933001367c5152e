package io.tenantry.selfservice.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.Onward;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Lets people onto their own pages, and onto those about how they sign in only while it is sure that it is they. */
@Component
class Visits {
    private static final String SIGN_IN = "redirect:/login?continue=" + Onward.ACCOUNT;
    private static final String ONCE_MORE = "redirect:/login?again&continue=" + Onward.SECOND_FACTOR;

    /** Whoever finds a browser open does not put his own telephone in the place of its owner's. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Sessions sessions;
    private final Callers callers;
    private final SecondFactors factors;
    private final InstantSource clock;

    Visits(Sessions sessions, Callers callers, SecondFactors factors, InstantSource clock) {
        this.sessions = sessions;
        this.callers = callers;
        this.factors = factors;
        this.clock = clock;
    }

    /** Somebody before a page of his own. */
    record Person(Visitor visitor, SignedIn signedIn, Caller caller) {
        Sessions.Current current() {
            return new Sessions.Current(signedIn.session(), null);
        }
    }

    /** A page for whoever is signed in; others are sent to sign in. */
    String by(Visitor visitor, Function<Person, String> page) {
        SignedIn signedIn = sessions.signedIn(visitor.request());
        if (signedIn == null) {
            return SIGN_IN;
        }
        Caller caller = callers.caller(signedIn.user(), "browser", Correlation.of(visitor.request()));
        return page.apply(new Person(visitor, signedIn, caller));
    }

    /** The same for whoever has just signed in, with his second factor if he has one; others are asked to do so once more. */
    String byProven(Visitor visitor, Function<Person, String> page) {
        return by(visitor, person -> isProven(person) ? page.apply(person) : ONCE_MORE);
    }

    /** Whether he has signed in a moment ago, with all he has. */
    boolean isProven(Person person) {
        SignedIn signedIn = person.signedIn();
        boolean fresh = signedIn.since().isAfter(clock.instant().minus(FRESH));
        return fresh && (!held(person).isAny() || signedIn.proof().isSeveral());
    }

    SecondFactors.Held held(Person person) {
        return factors.held(person.signedIn().organization(), person.signedIn().user());
    }
}
