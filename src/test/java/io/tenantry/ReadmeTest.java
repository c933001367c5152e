package io.tenantry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.Main;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import picocli.CommandLine;

/** Holds the documents against the program: the table of settings, and every command that somebody may copy. */
class ReadmeTest {
    /** Set by options of {@code serve}; the README says so below its table. */
    private static final List<String> OF_OPTIONS = List.of("tenantry.demo", "tenantry.data-directory");

    /** Done by the launcher, before there is a program. */
    private static final String TESTS = "test";

    private static final CommandLine ALL = Main.commandLine();
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern ONLY_QUOTED = Pattern.compile("`[^`]+`(, `[^`]+`)*");
    private static final Pattern CODE = Pattern.compile("```[a-z]*\n(.*?)```|`([^`]+)`", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");

    @Test
    void everySettingStandsInTheTableWithWhatIsUsual() throws Exception {
        Map<String, String> bound = new TreeMap<>();
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (BeanDefinition found : scan.findCandidateComponents("io.tenantry")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            collect(type, type.getAnnotation(ConfigurationProperties.class).value(), bound);
        }
        OF_OPTIONS.forEach(bound::remove);
        Map<String, String> told = new TreeMap<>();
        for (String row : Files.readAllLines(Path.of("README.md"))) {
            if (row.startsWith("| `tenantry.")) {
                String[] cells = row.split("\\|", -1);
                read(cells[1].strip(), cells[2].strip(), told);
            }
        }
        assertThat(told.keySet()).isEqualTo(bound.keySet());
        told.forEach((name, usual) -> {
            if (ONLY_QUOTED.matcher(usual).matches()) {
                assertThat(usual).as(name).isEqualTo("`" + bound.get(name) + "`");
            } else if (usual.equals("none")) {
                assertThat(bound.get(name)).as(name).isEmpty();
            }
        });
    }

    private static void collect(Class<?> type, String prefix, Map<String, String> bound) {
        RecordComponent[] components = type.getRecordComponents();
        Parameter[] parameters = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == components.length)
                .findFirst()
                .orElseThrow()
                .getParameters();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "."
                    + components[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            DefaultValue usual = parameters[i].getAnnotation(DefaultValue.class);
            if (components[i].getType().isRecord()) {
                collect(components[i].getType(), name, bound);
            } else {
                bound.put(name, usual == null ? "" : String.join(",", usual.value()));
            }
        }
    }

    /** A row of the table, which tells one setting, several with one default or one each, or all with a beginning. */
    private static void read(String names, String usual, Map<String, String> told) {
        List<String> all = quoted(names);
        List<String> defaults = quoted(usual);
        String first = all.getFirst();
        if (first.endsWith(".…")) {
            for (String each : defaults) {
                String[] member = each.split("=", 2);
                told.put(first.replace("…", member[0]), "`" + member[1] + "`");
            }
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i);
            told.put(
                    name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name,
                    ONLY_QUOTED.matcher(usual).matches()
                            ? "`" + defaults.get(Math.min(i, defaults.size() - 1)) + "`"
                            : usual);
        }
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyCommandInTheDocumentsIsThereWithItsOptions() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            for (MatchResult code :
                    CODE.matcher(Files.readString(document)).results().toList()) {
                String text = code.group(1) == null ? code.group(2).replace('\n', ' ') : code.group(1);
                for (String line : text.replace("\\\n", " ").split("\n", -1)) {
                    List<String> words = command(line);
                    if (!words.isEmpty()) {
                        seen++;
                        String problem = problem(words);
                        if (!problem.isEmpty()) {
                            wrong.add(document + ": " + problem + " in: " + line.strip());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).as("commands found in the documents").isGreaterThan(100);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> more = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), more)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** What follows the program's name where a line calls it, up to a comment or another program; else nothing. */
    private static List<String> command(String line) {
        List<String> words = WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .dropWhile(word -> word.matches("[A-Z_]+=.*"))
                .takeWhile(word -> !word.startsWith("#") && !word.matches("[&|;>].*"))
                .toList();
        return words.size() > 1 && words.getFirst().matches("(\\./)?tenantry")
                ? words.subList(1, words.size())
                : List.of();
    }

    private static String problem(List<String> words) {
        CommandLine command = ALL;
        int i = 0;
        while (i < words.size() && command.getSubcommands().get(words.get(i)) instanceof CommandLine next) {
            command = next;
            i++;
        }
        if (i == 0 && !words.getFirst().startsWith("-") && !words.getFirst().equals(TESTS)) {
            return "there is no command '" + words.getFirst() + "'";
        }
        boolean isGroup = !command.getSubcommands().isEmpty()
                && command.getCommandSpec().positionalParameters().isEmpty();
        if (i > 0 && i < words.size() && isGroup && words.get(i).matches("[a-z][a-z-]*")) {
            return "there is no command '" + words.get(i) + "'";
        }
        for (String word : words.subList(i, words.size())) {
            String option = word.split("=", 2)[0];
            if (option.matches("--?[a-z][a-z-]*") && command.getCommandSpec().findOption(option) == null) {
                return "there is no option " + option;
            }
        }
        return "";
    }
}
