package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Refusal;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCatalogueTest {
    private static final Map<String, String> CATEGORIES = Map.of("categories.yaml", """
            categories:
              - identifier: Top
                id: 00000000-0000-0000-0000-000000000001
                title: Top
              - identifier: Middle
                id: 00000000-0000-0000-0000-000000000002
                title: Middle
                within: Top
              - identifier: Inner
                id: 00000000-0000-0000-0000-000000000003
                title: Inner
                within: Middle
            """);

    private static final String BLOCK = """
            identifier: greet
            id: 00000000-0000-0000-0000-00000000000a
            version: 1
            title: Greet
            description: Gives a person another title.
            type: User
            category: Inner
            read: command.user.read
            write: command.user.write
            provider: command.user
            input:
              - identifier: title
                schema: {type: string, maxLength: 20}
                required: true
            output:
              - identifier: jobTitle
            steps:
              - do: user.change
                with: {jobTitle: "{{input.title}}"}
            """;

    private static BlockCatalogue of(String yaml) {
        return new BlockCatalogue(CATEGORIES, Map.of("greet.yaml", yaml));
    }

    @Test
    void theHubComesWithManyBlocksInThreeLevelsOfCategories() {
        BlockCatalogue catalogue = new BlockCatalogue();
        assertThat(catalogue.newest()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(catalogue.newest())
                .allSatisfy(block -> assertThat(block.category().depth())
                        .as(block.identifier())
                        .isEqualTo(2));
        assertThat(catalogue.newest()).extracting(CommandBlock::target).contains(TargetKind.values());
    }

    @ParameterizedTest
    @CsvSource({
        "267a964e-e99d-4d97-ba14-d2671a0ab199, tenantId identity",
        "2bfc081b-d4b8-4a16-9979-ae473c9949d6, tenantId identity forwardingAddress",
        "1639c9a8-ae6f-4a68-b61d-32d8596ae7c0, siteCollectionAdminUpn sharePointSiteUrl",
    })
    void blocksThatFlowsKnowKeepTheirIdsAndParameters(UUID id, String parameters) {
        CommandBlock block = Objects.requireNonNull(new BlockCatalogue().find(id));
        assertThat(parameters.split(" "))
                .allSatisfy(
                        name -> assertThat(block.input().find(name)).as(name).isNotNull());
    }

    @Test
    void olderVersionsStayBesideNewOnes() {
        BlockCatalogue catalogue = of(
                BLOCK + "---\n" + BLOCK.replace("version: 1", "version: 3").replace("maxLength: 20", "maxLength: 30"));
        UUID id = catalogue.newest().getFirst().id();
        assertThat(catalogue.newest()).hasSize(1);
        assertThat(Objects.requireNonNull(catalogue.find(id)).version()).isEqualTo(3);
        assertThat(Objects.requireNonNull(catalogue.find(id, 1)).version()).isEqualTo(1);
        assertThat(catalogue.find(id, 2)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: User | type: Person | line 6: The type is one of",
                "version: 1 | version: first | line 3: 'version' is a whole number",
                "category: Inner | category: Top | line 7: There is no category of the third level",
                "read: command.user.read | read: user.read | line 8: There is no permission for command blocks",
                "title: Greet | titel: Greet | line 1: 'title' is missing",
                "provider: command.user | provider: command.user\\nprovider: x | line 11: 'provider' is there twice",
                "type: string | type: txt | line 13: A type is one of",
                "maxLength: 20 | maxlength: 20 | line 13: Nothing here is called 'maxlength'",
                "- identifier: jobTitle | - identifier: mood | line 15: No step gives 'mood'",
                "do: user.change | do: user.greet | line 18: There is no operation called 'user.greet'",
                "do: user.change | do: group.delete | line 18: group.delete is for blocks of the type Group",
                "jobTitle: \" | mood: \" | line 19: user.change takes no 'mood'",
                "input.title | input.titel | line 19: Nothing is known as 'input.titel'",
                "input.title | group.name | line 19: Nothing is known as 'group.name'",
                "{{input.title}}\" | {{input.title\" | line 19: A placeholder is not closed",
                "{{input.title}}\" | {{input.title}} {{ input title }}\" | line 19: A placeholder is not closed",
                "- identifier: jobTitle | - identifier: jobTitle\\n    value: '{{input.title' | line 17: A placeholder is not closed",
                "- identifier: jobTitle | - identifier: jobTitle\\n    value: '{{input.titel}}' | line 17: Nothing is known",
                "required: true | default: 'I am {{user.upn' | line 14: A placeholder is not closed",
                "provider: command.user | provider: command.user\\ninverse: bye | line 11: There is no command block bye for the type User",
                "required: true | placeholders: {linked: [{identifier: bye, version: 1}]} | line 14: There is no bye version 1 to link to",
                "maxLength: 20 | maxLength: -1 | line 13: A length is not below zero",
                "maxLength: 20 | minLength: -1 | line 13: A length is not below zero",
                "maxLength: 20 | minLength: 5, maxLength: 4 | line 13: No text has at least 5 and at most 4 characters",
                "maxLength: 20 | minLength: 5000 | line 13: No text has at least 5000 and at most 4096 characters",
                "maxLength: 20 | minimum: 1 | line 13: The type string has no 'minimum'",
                "string, maxLength: 20 | boolean, maxLength: 20 | line 13: The type boolean has no 'maxLength'",
                "string, maxLength: 20 | integer, format: uuid | line 13: The type integer has no 'format'",
                "string, maxLength: 20 | array, enum: [a] | line 13: The type array has no 'enum'",
                "string, maxLength: 20 | integer, minimum: 5, maximum: 4 | line 13: No number is at least 5 and at most 4",
                "string, maxLength: 20 | integer, maximum: 4, enum: [3, 5] | line 13: '5' could not be chosen",
                "maxLength: 20 | maxLength: 2, enum: [a, bcd] | line 13: 'bcd' could not be chosen",
                "maxLength: 20 | enum: [] | line 13: An enum has at least one value",
                "maxLength: 20} | format: date-time}\\n    default: '+999999999-12-31T23:59:59Z' | line 14: The parameter 'title' is a date and time in UTC",
            })
    void aMistakeIsToldWithItsLine(String right, String wrong, String told) {
        String yaml = BLOCK.replace(right, wrong.replace("\\n", "\n"));
        assertThat(yaml).isNotEqualTo(BLOCK);
        assertThatThrownBy(() -> of(yaml)).isInstanceOf(Refusal.class).hasMessageContaining("greet.yaml, " + told);
    }

    /** Gives a person a password, and tells it where nobody sees it. */
    private static final String SECRET = BLOCK.replace("required: true", "sensitive: true")
            .replace("identifier: jobTitle", "identifier: told\n    sensitive: true\n    value: \"{{input.title}}\"")
            .replace("do: user.change", "do: user.password.set")
            .replace("jobTitle: \"", "password: \"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "told\\n    sensitive: true | told | line 17: 'input.title' is sensitive",
                "password: \" | mustChange: \" | line 21: 'input.title' is sensitive",
                "do: user.password.set | do: user.password.set\\n    target: '{{input.title}}' | line 21: 'input.title' is sensitive",
                "do: user.password.set | do: user.password.set\\n    when: input.title != null | line 21: A condition asks for nothing",
            })
    void whatIsSensitiveGoesOnlyWhereItIsKept(String right, String wrong, String told) {
        assertThat(of(SECRET).newest()).hasSize(1);
        String yaml = SECRET.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        assertThat(yaml).isNotEqualTo(SECRET);
        assertThatThrownBy(() -> of(yaml)).isInstanceOf(Refusal.class).hasMessageContaining("greet.yaml, " + told);
    }

    /** A block and another one, whose only parameter is called {@code was}, that undoes it. */
    private static String undone(String inverse) {
        return BLOCK.replace("input:\n", "inverse: " + inverse + "\ninput:\n")
                + "---\n"
                + BLOCK.replace("identifier: greet", "identifier: ungreet")
                        .replace("00000000000a", "00000000000b")
                        .replace("identifier: title", "identifier: was")
                        .replace("input.title", "input.was");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ungreet | ungreet needs 'was'",
                "{block: ungreet} | ungreet needs 'was'",
                "{block: nobody} | There is no command block nobody",
                "{block: ungreet, with: {title: Dr}} | ungreet takes no 'title'",
                "{block: ungreet, with: {was: '{{output.mood}}'}} | Nothing is known as 'output.mood'",
                "{block: ungreet, with: {was: '{{input.titel}}'}} | Nothing is known as 'input.titel'",
                "{block: ungreet, with: {was: '{{output.jobTitle'}} | A placeholder is not closed",
                "{block: ungreet, with: {was: 'Longer than twenty characters'}} | The parameter 'was' has at most 20",
            })
    void aMistakeInWhatUndoesABlockIsToldWithItsLine(String inverse, String told) {
        assertThat(of(undone("{block: ungreet, with: {was: '{{output.jobTitle}} {{input.title}}'}}"))
                        .newest())
                .hasSize(2);
        assertThatThrownBy(() -> of(undone(inverse)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("greet.yaml, line 11: " + told);
    }

    @Test
    void whatIsSensitiveIsNotUndoneByWhatTellsIt() {
        String ungreet = undone("")
                .split("---\n", -1)[1]
                .replace("identifier: was", "identifier: title")
                .replace("input.was", "input.title");
        String yaml = SECRET.replace("input:\n", "inverse: ungreet\ninput:\n") + "---\n" + ungreet;
        assertThatThrownBy(() -> of(yaml))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("greet.yaml, line 11: 'input.title' is sensitive");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> of("identifier: greet\ntitle: [open\nx: y"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("greet.yaml, line ")
                .hasMessageContaining("This is no YAML");
    }

    @Test
    void oneIdStandsForOneBlock() {
        assertThatThrownBy(() -> of(BLOCK + "---\n" + BLOCK)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> of(BLOCK + "---\n" + BLOCK.replace("greet", "hail")))
                .isInstanceOf(Refusal.class);
    }
}
