package io.tenantry.estate.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes the groups of generated organizations and who is in them: one of everybody that holds the groups of the departments, and
 * groups about topics, of very different sizes, some within each other.
 */
final class Teams {
    private static final String GROUPS =
            "organization_id, id, object_id, kind, display_name, description, mail, mail_nickname, mail_enabled, security_enabled,"
                    + " group_types, visibility, classification, created_at, renewed_at, valid_from";
    private static final String MEMBERSHIPS =
            "organization_id, group_id, member_id, id, member_kind, created_at, valid_from";

    private final long seed;
    private final Instant now;
    private final People people;

    Teams(long seed, Instant now, People people) {
        this.seed = seed;
        this.now = now;
        this.people = people;
    }

    int writeGroups(Connection connection, Firm firm) throws SQLException {
        try (Copy copy = new Copy(connection, "groups", GROUPS)) {
            for (int group = 0; group < firm.groups(); group++) {
                writeGroup(copy, firm, group);
            }
            return copy.rows();
        }
    }

    int writeMemberships(Connection connection, Firm firm) throws SQLException {
        try (Copy copy = new Copy(connection, "memberships", MEMBERSHIPS)) {
            writeEverybody(copy, firm);
            writeDepartments(copy, firm);
            writeTopics(copy, firm);
            return copy.rows();
        }
    }

    private void writeGroup(Copy copy, Firm firm, int group) throws SQLException {
        Dice dice = new Dice(seed, "group", firm.number(), group);
        UUID id = dice.id(firm.joined(0, now));
        String kind = kindOf(group, dice);
        boolean unified = kind.equals("microsoft365");
        String name = nameOf(firm, group);
        String nickname = unified ? Words.ascii(name) : null;
        Instant created = firm.joined(0, now);
        copy.row(
                firm.id(),
                id,
                dice.foreignId(),
                kind,
                name,
                name + " of " + firm.name(),
                unified ? nickname + "@" + firm.domain() : null,
                nickname,
                unified,
                !unified,
                unified ? List.of("Unified") : List.of(),
                unified ? (dice.percent(70) ? "Private" : "Public") : null,
                unified ? dice.of(Words.of("group.classes")) : null,
                created,
                created.plus(Duration.ofDays(dice.nextInt(300))),
                created);
    }

    private static String kindOf(int group, Dice dice) {
        if (group == 0) {
            return "security";
        }
        if (group <= Chart.departments()) {
            return "microsoft365";
        }
        return dice.percent(45) ? "security" : dice.percent(65) ? "microsoft365" : "hub";
    }

    private static String nameOf(Firm firm, int group) {
        if (group == 0) {
            return "Everyone";
        }
        if (group <= Chart.departments()) {
            return Chart.department(group - 1);
        }
        int topic = group - Chart.departments() - 1;
        List<String> topics = Words.of("group.topics");
        List<String> cities = Words.of(firm.locale() + ".cities");
        String name = topics.get(topic % topics.size());
        int round = topic / topics.size();
        if (round == 0) {
            return name;
        }
        String placed = name + " " + cities.get((round - 1) % cities.size());
        return round <= cities.size() ? placed : placed + " " + (1 + (round - 1) / cities.size());
    }

    private void writeEverybody(Copy copy, Firm firm) throws SQLException {
        for (int group = 1; group < Math.min(firm.groups(), Chart.departments() + 1); group++) {
            writeNested(copy, firm, 0, group);
        }
    }

    private void writeDepartments(Copy copy, Firm firm) throws SQLException {
        for (int department = 0; department < Math.min(firm.groups() - 1, Chart.departments()); department++) {
            int place = 0;
            int person = Chart.personAt(department, 0);
            while (person < firm.people()) {
                writePerson(copy, firm, department + 1, person);
                place++;
                person = Chart.personAt(department, place);
            }
        }
    }

    private void writeTopics(Copy copy, Firm firm) throws SQLException {
        int first = Chart.departments() + 1;
        List<Integer> sizes = sizes(firm, firm.groups() - first);
        for (int topic = 0; topic < sizes.size(); topic++) {
            int group = first + topic;
            if (topic % 5 != 0) {
                writeNested(copy, firm, group - 1, group);
            }
            Dice dice = new Dice(seed, "members", firm.number(), group);
            int person = dice.nextInt(firm.people());
            int step = coprime(1 + dice.nextInt(firm.people()), firm.people());
            for (int i = 0; i < sizes.get(topic); i++) {
                writePerson(copy, firm, group, person);
                person = (int) (((long) person + step) % firm.people());
            }
        }
    }

    /** How many people each topic draws: the largest as asked, the others falling off, together what is left for them. */
    private static List<Integer> sizes(Firm firm, int topics) {
        List<Integer> sizes = new ArrayList<>();
        double weights = 0;
        for (int topic = firm.largestGroup() > 0 ? 1 : 0; topic < topics; topic++) {
            weights += 1 / Math.pow(topic + 1, 0.6);
        }
        long left = Math.max(0, firm.memberships() - firm.people() - firm.largestGroup());
        for (int topic = 0; topic < topics; topic++) {
            boolean asked = topic == 0 && firm.largestGroup() > 0;
            long drawn = asked ? firm.largestGroup() : Math.round(left / Math.pow(topic + 1, 0.6) / weights);
            int most = firm.largestGroup() > 0 ? firm.largestGroup() : firm.people();
            sizes.add(Math.clamp(drawn, 1, most));
        }
        return sizes;
    }

    private void writePerson(Copy copy, Firm firm, int group, int person) throws SQLException {
        Instant since = firm.joined(person, now);
        copy.row(
                firm.id(),
                idOf(firm, group),
                people.idOf(firm, person),
                new Dice(seed, "membership " + group, firm.number(), person).id(since),
                "user",
                since,
                since);
    }

    private void writeNested(Copy copy, Firm firm, int outer, int inner) throws SQLException {
        Instant since = firm.joined(0, now);
        copy.row(
                firm.id(),
                idOf(firm, outer),
                idOf(firm, inner),
                new Dice(seed, "nesting " + outer, firm.number(), inner).id(since),
                "group",
                since,
                since);
    }

    private UUID idOf(Firm firm, int group) {
        return new Dice(seed, "group", firm.number(), group).id(firm.joined(0, now));
    }

    /** The next number that shares no divisor with another, so that steps of it meet everybody before anybody twice. */
    private static int coprime(int step, int people) {
        int found = step;
        while (divisor(found, people) != 1) {
            found++;
        }
        return found;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
