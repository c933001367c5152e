package io.tenantry.imports.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * A user export as the Entra admin center writes it, for any number of people, the same for the same seed: mostly members, some
 * guests with their long names, gaps where directories have gaps, streets with commas and line breaks.
 */
final class EntraExportFile {
    static final String DOMAIN = "contoso.example";

    private static final String HEADER =
            "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,"
                    + "accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,"
                    + "mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,"
                    + "creationType,directorySynced,invitationState,identityIssuer,createdDateTime";
    private static final List<String> GIVEN = List.of(
            "Ada", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Grace", "Hiro", "Ines", "Jürgen", "Kwame", "Łucja",
            "Mei", "Noor", "Oisín", "Priya", "Quentin", "Rosa", "Søren", "Tomás", "Uma", "Vera", "Wim", "Ximena",
            "Yusuf", "Zoë");
    private static final List<String> SURNAMES = List.of(
            "Andersson",
            "Brown",
            "Çelik",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Hoffmann",
            "Ivanova",
            "Jansen",
            "Kowalski",
            "Lovelace",
            "Müller",
            "Nakamura",
            "O'Brien",
            "Patel",
            "Quispe",
            "Rossi",
            "Silva",
            "Tanaka",
            "Usman",
            "van der Berg",
            "Weiß",
            "Xu",
            "Yılmaz",
            "Zimmermann");
    private static final List<String> DEPARTMENTS = List.of(
            "Sales",
            "Finance",
            "Research",
            "Human Resources",
            "IT",
            "Legal",
            "Production",
            "Marketing, EMEA",
            "Support",
            "");
    private static final List<String> TITLES = List.of(
            "Engineer",
            "Senior Engineer",
            "Accountant",
            "Manager",
            "Head of \"Special\" Projects",
            "Clerk",
            "Analyst",
            "");
    private static final List<String> CITIES = List.of("London", "Zürich", "Malmö", "São Paulo", "Osaka", "Gdańsk", "");

    private final Random random;

    private EntraExportFile(long seed) {
        random = new Random(seed);
    }

    static void write(Path path, int people, long seed) throws IOException {
        EntraExportFile file = new EntraExportFile(seed);
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            CsvText text = new CsvText(out, ',', "\r\n");
            out.write(HEADER + "\r\n");
            for (int number = 0; number < people; number++) {
                file.person(text, number);
            }
        }
    }

    private void person(CsvText text, int number) throws IOException {
        String given = pick(GIVEN);
        String surname = pick(SURNAMES);
        boolean guest = random.nextInt(20) == 0;
        String name = (ascii(given) + "." + ascii(surname) + number).toLowerCase(Locale.ROOT);
        String upn = guest ? name + "_mail.example#EXT#@" + DOMAIN : name + "@" + DOMAIN;
        String mail = guest ? name + "@mail.example" : upn;
        String street = random.nextInt(300) + (random.nextInt(10) == 0 ? " High Street,\nFloor 2" : " High Street");
        String created =
                "%d/%d/2021 1:25:%02d PM".formatted(1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(60));
        String id = new UUID(
                        (random.nextLong() & ~0xF000L) | 0x4000L,
                        (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE)
                .toString();
        String[] cells = {
            upn,
            given + " " + surname,
            surname,
            random.nextInt(10) == 0 ? "" : mail,
            given,
            id,
            guest ? "Guest" : "Member",
            pick(TITLES),
            pick(DEPARTMENTS),
            random.nextInt(12) == 0 ? "False" : "True",
            guest ? "" : "GB",
            guest ? "" : street,
            "",
            guest ? "" : "United Kingdom",
            "Building " + random.nextInt(9),
            pick(CITIES),
            guest ? "" : "SW1Y " + random.nextInt(10) + "JH",
            guest ? "" : "+44 20 7946 " + (1000 + random.nextInt(9000)),
            random.nextInt(3) == 0 ? "" : "+44 7700 9" + (10000 + random.nextInt(90000)),
            "",
            "",
            "",
            "",
            "Contoso",
            guest ? "Invitation" : "",
            random.nextBoolean() ? "True" : "",
            guest ? "Accepted" : "",
            DOMAIN,
            created
        };
        for (String cell : cells) {
            text.cell(cell, false);
        }
        text.endRecord();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^A-Za-z]", "");
    }
}
