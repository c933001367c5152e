package io.tenantry.signin;

import java.util.List;

/**
 * Other places where people of an organization can prove who they are. Whichever module talks to such places brings a bean; the
 * login page shows what it offers.
 */
public interface SignInOffers {
    /**
     * What the people of an organization are offered.
     *
     * @param organization its id, name or one of its domains; whatever a stranger wrote there
     */
    List<Offer> of(String organization);

    /**
     * One place.
     *
     * @param name what people know it by
     * @param path the hub's page that leads there; takes the parameter {@code continue}
     */
    record Offer(String name, String path) {}
}
