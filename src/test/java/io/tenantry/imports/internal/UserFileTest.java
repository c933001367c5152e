package io.tenantry.imports.internal;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.imports.ImportFormat;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
    private static final String TEMPLATE_HEADER =
            "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,"
                    + "Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],"
                    + "Job title [jobTitle],Department [department],Usage location [usageLocation],"
                    + "Street address [streetAddress],State or province [state],Country or region [country],"
                    + "Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],"
                    + "Office phone [telephoneNumber],Mobile phone [mobile]";

    @TempDir
    Path folder;

    @Test
    void readsTheUserExportOfEntra() throws IOException {
        UserFile file = file("""
                userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,\
                usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,\
                alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,\
                creationType,directorySynced,invitationState,identityIssuer,createdDateTime
                ada@contoso.com,Ada Lovelace,Lovelace,ada.l@contoso.com,Ada,7CC0C81B-f2a2-489a-8243-eda96da4214d,Member,\
                Engineer,Research,True,GB,12 St James's Square,,United Kingdom,4.02,London,SW1Y 4JH,+44 20 7946 0001,,\
                ada@example.org,,,,Contoso,,,,contoso.com,8/19/2021 1:25:31 PM
                """);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ENTRA_EXPORT);
        assertThat(file.layout().notApplied())
                .containsExactly(
                        "ageGroup",
                        "consentProvidedForMinor",
                        "legalAgeGroupClassification",
                        "creationType",
                        "directorySynced",
                        "invitationState",
                        "identityIssuer",
                        "createdDateTime");
        assertThat(values(file).getFirst())
                .containsEntry(ImportField.OBJECT_ID, "7cc0c81b-f2a2-489a-8243-eda96da4214d")
                .containsEntry(ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com")
                .containsEntry(ImportField.OFFICE_LOCATION, "4.02")
                .containsEntry(ImportField.BUSINESS_PHONES, "+44 20 7946 0001")
                .containsEntry(ImportField.OTHER_MAILS, "ada@example.org")
                .containsEntry(ImportField.ACCOUNT_ENABLED, "true")
                .doesNotContainKeys(ImportField.STATE, ImportField.MOBILE_PHONE);
    }

    @Test
    void readsTheOlderExportOfEntraWithItsOtherHeadings() throws IOException {
        UserFile file = file("""
                userPrincipalName,objectId,userType,accountEnabled,physicalDeliveryOfficeName,mobile
                ada@contoso.com,7cc0c81b-f2a2-489a-8243-eda96da4214d,Guest,False,4.02,+44 7700 900123
                """);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ENTRA_EXPORT);
        assertThat(values(file).getFirst())
                .containsEntry(ImportField.USER_TYPE, "Guest")
                .containsEntry(ImportField.OFFICE_LOCATION, "4.02")
                .containsEntry(ImportField.MOBILE_PHONE, "+44 7700 900123");
    }

    @Test
    void readsTheBulkCreateTemplateAndItsInvertedQuestion() throws IOException {
        UserFile file = file("version:v1.0,,,,,,,,,,,,,,,,\r\n" + TEMPLATE_HEADER + "\r\n"
                + "Example: Chris Green,chris@contoso.com,myPassword1234,No,,,,,,,,,,,,,\r\n"
                + "Ada Lovelace,ada@contoso.com,Correct-Horse-9,No,Ada,Lovelace,Engineer,,GB,,,,,London,,,\r\n"
                + "Bob Byte,bob@contoso.com,Correct-Horse-9,Yes,,,,,,,,,,,,,\r\n");
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ENTRA_BULK_CREATE);
        assertThat(file.layout().notApplied()).isEmpty();
        List<ImportRow> rows = rows(file);
        assertThat(rows.getFirst()).isInstanceOf(ImportRow.Ignored.class);
        assertThat(((ImportRow.Usable) rows.get(1)).values())
                .containsEntry(ImportField.ACCOUNT_ENABLED, "true")
                .containsEntry(ImportField.PASSWORD, "Correct-Horse-9")
                .containsEntry(ImportField.CITY, "London");
        assertThat(((ImportRow.Usable) rows.get(2)).values()).containsEntry(ImportField.ACCOUNT_ENABLED, "false");
        assertThat(rows.get(2).toString()).doesNotContain("Correct-Horse-9");
    }

    @Test
    void readsTheNewerTemplateThatHasNoVersionLine() throws IOException {
        UserFile file = file(TEMPLATE_HEADER + "\nAda Lovelace,ada@contoso.com,Correct-Horse-9,No,,,,,,,,,,,,,\n");
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ENTRA_BULK_CREATE);
        assertThat(values(file).getFirst()).containsEntry(ImportField.DISPLAY_NAME, "Ada Lovelace");
    }

    @Test
    void readsTheTemplateOfTheAdminCenterFromASpreadsheetWithSemicolons() throws IOException {
        UserFile file = file("""
                sep=;
                Username;First name;Last name;Display name;Job title;Department;Office number;Office phone;Mobile phone;\
                Fax;Alternate email address;Address;City;State or province;ZIP or postal code;Country or region
                ada@contoso.com;Ada;Lovelace;Ada Lovelace;Engineer;Research;4.02;+44 20 7946 0001;;020 1;\
                a@example.org;"1, Square
                Floor 2";London;;SW1Y;United Kingdom
                """);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ADMIN_CENTER_TEMPLATE);
        assertThat(file.layout().notApplied()).isEmpty();
        assertThat(values(file).getFirst())
                .containsEntry(ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com")
                .containsEntry(ImportField.STREET_ADDRESS, "1, Square\nFloor 2")
                .containsEntry(ImportField.FAX_NUMBER, "020 1")
                .containsEntry(ImportField.COUNTRY, "United Kingdom");
    }

    @Test
    void readsManagersAndPasswordsOfAnAdminCenterTemplateThatHasThem() throws IOException {
        UserFile file = file("""
                Username,First name,Last name,Display name,Password,Block sign in,Manager
                ada@contoso.com,Ada,Lovelace,Ada Lovelace,Correct-Horse-9,Yes,Bob@Contoso.com
                """);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ADMIN_CENTER_TEMPLATE);
        assertThat(values(file).getFirst())
                .containsEntry(ImportField.PASSWORD, "Correct-Horse-9")
                .containsEntry(ImportField.ACCOUNT_ENABLED, "false")
                .containsEntry(ImportField.MANAGER, "Bob@Contoso.com");
    }

    @Test
    void readsTheExportOfTheAdminCenterWithItsProxyAddresses() throws IOException {
        UserFile file = file("""
                Block credential,City,Country/Region,Display name,First name,Last name,Licenses,Mobile Phone,Object Id,\
                Office,Phone number,Postal code,Proxy addresses,Title,Usage location,User principal name
                True,London,United Kingdom,Ada Lovelace,Ada,Lovelace,Microsoft 365 E3+Visio,,\
                7cc0c81b-f2a2-489a-8243-eda96da4214d,4.02,020 1,SW1Y,SMTP:ada@contoso.com+smtp:a.l+x@contoso.com,\
                Engineer,gb,ada@contoso.com
                """);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ADMIN_CENTER_EXPORT);
        assertThat(file.layout().notApplied()).containsExactly("Licenses");
        assertThat(values(file).getFirst())
                .containsEntry(ImportField.ACCOUNT_ENABLED, "false")
                .containsEntry(ImportField.PROXY_ADDRESSES, "SMTP:ada@contoso.com\nsmtp:a.l+x@contoso.com")
                .containsEntry(ImportField.USAGE_LOCATION, "GB")
                .containsEntry(ImportField.JOB_TITLE, "Engineer");
    }

    @Test
    void readsAnyFileWhoseColumnsTheCallerNames() throws IOException {
        Path path = write("E-Mail;Name;Title;Notes\nada@contoso.com;Ada Lovelace;Engineer;likes numbers\n", UTF_8);
        UserFile file = UserFile.open(
                path, ColumnMapping.parse("E-Mail=mail,e-mail=userPrincipalName,Name=displayName,Title=", false));
        assertThat(file.layout().format()).isEqualTo(ImportFormat.PLAIN);
        assertThat(file.layout().notApplied()).containsExactly("Title", "Notes");
        assertThat(values(file).getFirst())
                .isEqualTo(Map.of(
                        ImportField.MAIL, "ada@contoso.com",
                        ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com",
                        ImportField.DISPLAY_NAME, "Ada Lovelace"));
    }

    @Test
    void readsEveryEncodingThatSpreadsheetsSave() throws IOException {
        String text = "upn\tdisplayName\r\nzoe@contoso.com\tZoë Müller – €\r\n";
        Charset windows = Charset.forName("windows-1252");
        for (Path path : List.of(
                write(text, UTF_8),
                write("\uFEFF" + text, UTF_8),
                write("\uFEFF" + text, UTF_16LE),
                write("\uFEFF" + text, UTF_16BE),
                write(text, windows))) {
            UserFile file = UserFile.open(path, ColumnMapping.NONE);
            assertThat(values(file).getFirst()).containsEntry(ImportField.DISPLAY_NAME, "Zoë Müller – €");
        }
    }

    @Test
    void namesEveryFaultOfARowByItsColumn() throws IOException {
        UserFile file = file("userPrincipalName,accountEnabled,usageLocation,department,id\n"
                + "ada.contoso.com,perhaps,Germany," + "x".repeat(65) + ",17\n"
                + ",,,,\n"
                + ",true,,,\n"
                + "ada@contoso.com,,,,,beyond\n");
        List<ImportRow> rows = rows(file);
        assertThat(problems(rows.getFirst()))
                .containsExactly(
                        "column 1 (userPrincipalName) must look like name@domain",
                        "column 2 (accountEnabled) must be yes or no",
                        "column 3 (usageLocation) has at most 2 characters",
                        "column 4 (department) has at most 64 characters",
                        "column 5 (id) must be an object id");
        assertThat(rows.get(1)).isInstanceOf(ImportRow.Ignored.class);
        assertThat(problems(rows.get(2)))
                .containsExactly("column 1 (userPrincipalName) is empty, and so we cannot tell who this is");
        assertThat(problems(rows.get(3)).getFirst()).startsWith("The row has 6 cells; the header has 5");
    }

    @Test
    void blanksCountOnlyInsideQuotes() throws IOException {
        assertThat(values(file("upn,displayName,city\n ada@contoso.com , Ada ,\" London\"\n"))
                        .getFirst())
                .containsEntry(ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com")
                .containsEntry(ImportField.DISPLAY_NAME, "Ada")
                .containsEntry(ImportField.CITY, " London");
    }

    @Test
    void itsOwnNameWinsOverAnotherNameForTheSameField() throws IOException {
        UserFile file = file("upn,Title,Job title\nada@contoso.com,Dr,Engineer\n");
        assertThat(file.layout().notApplied()).containsExactly("Title");
        assertThat(values(file).getFirst()).containsEntry(ImportField.JOB_TITLE, "Engineer");
    }

    @Test
    void tellsOfARowWhoseLanguageZoneOrAddressesAreNone() throws IOException {
        UserFile file = file("""
                upn,preferredLanguage,timeZone,otherMails
                ada@contoso.com,de_CH,Europe/Zurich,a@example.org;b@example.org
                bob@contoso.com,Swiss German,Mars/Olympus,smtp:bob
                """);
        List<ImportRow> rows = rows(file);
        assertThat(((ImportRow.Usable) rows.getFirst()).values())
                .containsEntry(ImportField.PREFERRED_LANGUAGE, "de_CH");
        assertThat(((ImportRow.Faulty) rows.getLast()).problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("must be a language tag such as de-CH"))
                .anyMatch(problem -> problem.contains("must be a time zone such as Europe/Zurich"))
                .anyMatch(problem -> problem.contains("must be mail addresses"));
    }

    @Test
    void refusesWhatCannotBeReadWithItsPlace() throws IOException {
        assertRefused("", "The file has no header line");
        assertRefused("name,city\nAda,London\n", "No column holds the user principal name");
        assertRefused("upn,city,City\n", "Line 1, column 3: \"City\" already stands in column 2");
        assertRefused("upn,city\na@b.de,x\nb@b.de,\"open\nc@b.de,y\n", "Line 3, column 2: the quote that opens");
        assertRefused("upn,city\nb@b.de,\"x\"y\n", "Line 2, column 2: a quote stands where none may stand");
        assertRefused(
                "upn,city\nb@b.de," + "x".repeat(32_769) + "\n", "Line 2, column 2: the value is longer than 32768");
        assertRefused("upn," + "x,".repeat(200) + "\n", "Line 1 has more than 200 columns");
        assertRefused("upn\na@b.de\n\0\nb@b.de\n", "Line 3, column 1: this is not text");
        assertRefused("upn,c\0ty\na@b.de,x\n", "This is not text");
        assertRefused("PK\003\004rest", "This is a workbook");
    }

    @Test
    void refusesAMappingThatFitsNothing() throws IOException {
        Path path = write("E-Mail,Name\n", UTF_8);
        assertMappingRefused(path, "Mail=mail", "the columns are: E-Mail, Name");
        assertMappingRefused(path, "Name=shoeSize", "names \"shoeSize\"; the fields are id, userPrincipalName");
        assertMappingRefused(path, "Name", "has no '='");
        assertMappingRefused(path, "E-Mail=upn,Name=userPrincipalName", "fills userPrincipalName twice");
    }

    private static void assertMappingRefused(Path path, String mapping, String message) {
        assertThatThrownBy(() -> UserFile.open(path, ColumnMapping.parse(mapping, false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }

    private void assertRefused(String text, String message) throws IOException {
        Path path = write(text, UTF_8);
        assertThatThrownBy(() -> rows(UserFile.open(path, ColumnMapping.NONE)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }

    private UserFile file(String text) throws IOException {
        return UserFile.open(write(text, UTF_8), ColumnMapping.NONE);
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(Files.createTempFile(folder, "users", ".csv"), text.getBytes(charset));
    }

    private static List<ImportRow> rows(UserFile file) throws IOException {
        List<ImportRow> all = new ArrayList<>();
        try (UserFile.Rows rows = file.rows()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private static List<Map<ImportField, String>> values(UserFile file) throws IOException {
        return rows(file).stream().map(row -> ((ImportRow.Usable) row).values()).toList();
    }

    private static List<String> problems(ImportRow row) {
        return ((ImportRow.Faulty) row).problems();
    }
}
