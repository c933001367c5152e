package io.tenantry.federation.internal;

import io.tenantry.signin.SignInOffers;
import java.util.List;
import org.springframework.stereotype.Component;

/** An organization's providers on its people's login page. */
@Component
class OffersOfProviders implements SignInOffers {
    private final SourceRows sources;

    OffersOfProviders(SourceRows sources) {
        this.sources = sources;
    }

    @Override
    public List<Offer> of(String organization) {
        return sources.providersOf(organization).stream()
                .map(source -> new Offer(source.name(), "/login/with/" + source.id()))
                .toList();
    }
}
