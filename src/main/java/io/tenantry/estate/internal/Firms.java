package io.tenantry.estate.internal;

import io.tenantry.estate.EstateSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes an estate's organizations: first the partner, then its resellers, then the customers of both. */
final class Firms {
    private final EstateSize size;
    private final UUID rootId;
    private final Instant now;
    private final int resellers;

    Firms(EstateSize size, UUID rootId, Instant now) {
        this.size = size;
        this.rootId = rootId;
        this.now = now;
        resellers = Math.max(1, size.organizations() / 100);
    }

    List<Firm> make() {
        int[] people = people();
        List<Firm> firms = new ArrayList<>(size.organizations());
        Set<String> domains = new HashSet<>();
        long groupsLeft = size.groups() - 2L * size.organizations();
        for (int number = 0; number < size.organizations(); number++) {
            double share = (double) people[number] / size.users();
            int groups = 2 + (int) (groupsLeft * share);
            long memberships = Math.round(size.memberships() * share);
            firms.add(make(number, people[number], groups, memberships, firms, domains));
        }
        return firms;
    }

    private Firm make(int number, int people, int groups, long memberships, List<Firm> before, Set<String> domains) {
        Dice dice = new Dice(size.seed(), "organization", number, 0);
        Instant created = now.minus(Duration.ofDays(1_100 - Math.min(number, 300)));
        String kind = number == 0 ? "partner" : number <= resellers ? "reseller" : "customer";
        UUID parent = number == 0 ? rootId : before.getFirst().id();
        if (kind.equals("customer") && number != resellers + 1 && dice.percent(40)) {
            parent = before.get(1 + dice.nextInt(resellers)).id();
        }
        UUID id = dice.id(created);
        UUID tenant = kind.equals("customer") ? dice.foreignId() : null;
        String name = name(dice, kind, domains);
        List<String> tags = kind.equals("customer") ? List.of(dice.of(Words.of("company.tags"))) : List.of();
        String locale = dice.of(Words.of("locales"));
        int largestGroup = number == resellers + 1 ? size.largestGroup() : 0;
        return new Firm(
                number,
                id,
                parent,
                kind,
                name,
                Words.ascii(name) + ".example",
                tenant,
                locale,
                tags,
                created,
                people,
                groups,
                memberships,
                largestGroup);
    }

    private static String name(Dice dice, String kind, Set<String> taken) {
        while (true) {
            String first = dice.of(Words.of("company.first"));
            String name = switch (kind) {
                case "partner" -> first + " Cloud Services";
                case "reseller" -> first + " IT Partners";
                default -> first + " " + dice.of(Words.of("company.second"));
            };
            if (taken.add(name)) {
                return name;
            }
        }
    }

    /** The first customer is the largest; the others fall off as companies do; everyone has at least four people. */
    private int[] people() {
        int count = size.organizations();
        int[] people = new int[count];
        int first = resellers + 1;
        int left = size.users() - size.largestOrganization() - 4 * (count - 1);
        double weights = 0;
        for (int number = 0; number < count; number++) {
            weights += number == first ? 0 : weight(number);
        }
        int given = 0;
        for (int number = 0; number < count; number++) {
            people[number] = number == first ? size.largestOrganization() : 4 + (int) (left * weight(number) / weights);
            given += people[number];
        }
        people[count - 1] += size.users() - given;
        return people;
    }

    private double weight(int number) {
        return number <= resellers ? 0.15 : 1 / Math.pow(number - resellers + 1, 0.7);
    }
}
