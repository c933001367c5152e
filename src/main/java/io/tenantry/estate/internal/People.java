package io.tenantry.estate.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the people of generated organizations and writes them. */
final class People {
    private static final String COLUMNS =
            "organization_id, id, object_id, user_type, upn, former_upns, display_name, given_name, surname, mail, mail_nickname,"
                    + " proxy_addresses, business_phones, mobile_phone, job_title, department, company_name, employee_id,"
                    + " employee_type, office_location, street_address, city, postal_code, country, usage_location,"
                    + " preferred_language, manager_id, account_enabled, inactive_reason, is_hybrid, created_at, deleted_at,"
                    + " valid_from";
    private static final Map<String, String> DIALLING_CODES = Map.ofEntries(
            Map.entry("US", "+1"),
            Map.entry("GB", "+44"),
            Map.entry("DE", "+49"),
            Map.entry("FR", "+33"),
            Map.entry("ES", "+34"),
            Map.entry("IT", "+39"),
            Map.entry("NL", "+31"),
            Map.entry("PL", "+48"),
            Map.entry("SE", "+46"),
            Map.entry("PT", "+351"),
            Map.entry("TR", "+90"),
            Map.entry("CZ", "+420"));

    private final long seed;
    private final Instant now;

    People(long seed, Instant now) {
        this.seed = seed;
        this.now = now;
    }

    /** The id of a person, without making him. */
    UUID idOf(Firm firm, int person) {
        return new Dice(seed, "user", firm.number(), person).id(firm.joined(person, now));
    }

    int write(Connection connection, Firm firm) throws SQLException {
        Map<String, Integer> namesakes = new HashMap<>();
        try (Copy copy = new Copy(connection, "users", COLUMNS)) {
            for (int person = 0; person < firm.people(); person++) {
                write(copy, firm, person, namesakes);
            }
            return copy.rows();
        }
    }

    private void write(Copy copy, Firm firm, int person, Map<String, Integer> namesakes) throws SQLException {
        Dice dice = new Dice(seed, "user", firm.number(), person);
        Instant joined = firm.joined(person, now);
        UUID id = dice.id(joined);
        String locale = dice.percent(80) ? firm.locale() : dice.of(Words.of("locales"));
        Name name = name(dice, locale, firm, person, namesakes);
        String country = locale.substring(3);
        int manager = Chart.managerOf(person);
        boolean deleted = person > 0 && dice.percent(1);
        boolean enabled = !deleted && (person == 0 || !dice.percent(5));
        boolean atDesk = dice.percent(70);
        copy.row(
                firm.id(),
                id,
                dice.foreignId(),
                name.guest() ? "Guest" : "Member",
                name.upn(),
                name.formerUpns(),
                name.given() + " " + name.surname(),
                name.given(),
                name.surname(),
                name.mail(),
                name.nickname(),
                name.guest() ? List.of() : proxyAddresses(name, firm),
                atDesk ? List.of(phone(dice, country)) : List.of(),
                dice.percent(60) ? phone(dice, country) : null,
                Chart.titleOf(person, firm.people(), dice),
                Chart.department(Chart.departmentOf(person)),
                firm.name(),
                name.guest() ? null : "E" + (100_000 + person),
                name.guest() ? "Contractor" : dice.percent(90) ? "Employee" : "Trainee",
                atDesk ? "Room " + (1 + dice.nextInt(4)) + "." + (10 + dice.nextInt(80)) : null,
                dice.of(Words.of(locale + ".streets")) + " " + (1 + dice.nextInt(180)),
                dice.of(Words.of(locale + ".cities")),
                Integer.toString(10_000 + dice.nextInt(89_999)),
                country,
                country,
                locale,
                manager < 0 ? null : idOf(firm, manager),
                enabled,
                enabled ? null : dice.of(Words.of("inactive.reasons")),
                firm.people() > 100 && dice.percent(40),
                joined,
                deleted ? now.minus(Duration.ofHours(1 + dice.nextInt(28 * 24))) : null,
                joined);
    }

    private static Name name(Dice dice, String locale, Firm firm, int person, Map<String, Integer> namesakes) {
        String given = dice.of(Words.of(locale + ".given"));
        String surname = dice.of(Words.of(locale + ".surnames"));
        if (dice.percent(6)) {
            surname = surname + "-" + dice.of(Words.of(locale + ".surnames"));
        }
        String plain = Words.ascii(given) + "." + Words.ascii(surname);
        int namesake = namesakes.merge(plain, 1, Integer::sum);
        String nickname = namesake == 1 ? plain : plain + namesake;
        if (person > 0 && dice.percent(3)) {
            String mail = nickname + "@" + Words.ascii(dice.of(Words.of("company.first"))) + "-partners.example";
            String upn = mail.replace('@', '_') + "#EXT#@" + firm.domain();
            return new Name(given, surname, nickname, upn, mail, true, List.of());
        }
        String upn = nickname + "@" + firm.domain();
        List<String> former = dice.percent(3)
                ? List.of(Words.ascii(given) + "." + Words.ascii(dice.of(Words.of(locale + ".surnames"))) + person + "@"
                        + firm.domain())
                : List.of();
        return new Name(given, surname, nickname, upn, dice.percent(95) ? upn : null, false, former);
    }

    private static List<String> proxyAddresses(Name name, Firm firm) {
        String mail = name.mail();
        String alias = "smtp:" + Words.ascii(name.given()).charAt(0)
                + name.nickname().substring(name.nickname().indexOf('.')) + "@" + firm.domain();
        return mail == null ? List.of() : List.of("SMTP:" + mail, alias.toLowerCase(Locale.ROOT));
    }

    /** Numbers of the kind 555 01xx are nobody's in North America; the others follow the same pattern. */
    private static String phone(Dice dice, String country) {
        return String.format(
                Locale.ROOT,
                "%s %d 555 %04d",
                DIALLING_CODES.get(country),
                200 + dice.nextInt(700),
                country.equals("US") ? 100 + dice.nextInt(100) : dice.nextInt(10_000));
    }

    /** What a person is called, and where mail finds him. */
    private record Name(
            String given,
            String surname,
            String nickname,
            String upn,
            @Nullable String mail,
            boolean guest,
            List<String> formerUpns) {}
}
