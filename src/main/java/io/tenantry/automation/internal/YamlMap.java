package io.tenantry.automation.internal;

import io.tenantry.kernel.Refusal;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A map in a YAML file, whose mistakes are told with the file and the line they stand in. */
final class YamlMap {
    private static final int CHARACTERS_MAX = 200_000;

    private final String file;
    private final int line;
    private final boolean isKept;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private YamlMap(String file, MappingNode node, boolean isKept) {
        this.file = file;
        this.isKept = isKept;
        this.line = line(node);
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw mistake(file, line(tuple.getKeyNode()), "A name is expected here");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw mistake(file, line(key), "'" + key.getValue() + "' is there twice");
            }
            lines.put(key.getValue(), line(key));
        }
    }

    /** The documents of a file, each of which is a map. */
    static List<YamlMap> documents(String file, String text) {
        return documents(file, text, false);
    }

    /** The same of what was taken at some time before, perhaps under fewer rules. */
    static List<YamlMap> kept(String file, String text) {
        return documents(file, text, true);
    }

    private static List<YamlMap> documents(String file, String text, boolean isKept) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(CHARACTERS_MAX);
        List<YamlMap> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(new SafeConstructor(options)).composeAll(new StringReader(text))) {
                if (!(node instanceof MappingNode map)) {
                    throw mistake(file, line(node), "Names with values are expected here");
                }
                documents.add(new YamlMap(file, map, isKept));
            }
        } catch (MarkedYAMLException failure) {
            int line = failure.getProblemMark() == null
                    ? 1
                    : failure.getProblemMark().getLine() + 1;
            throw mistake(file, line, "This is no YAML: " + failure.getProblem());
        } catch (YAMLException failure) {
            throw mistake(file, 1, "This is no YAML that can be read");
        }
        return documents;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    String text(String key) {
        String text = textOr(key);
        if (text == null || text.isBlank()) {
            throw mistake(key, "'" + key + "' is missing");
        }
        return text;
    }

    @Nullable
    String textOr(String key) {
        read.add(key);
        Node node = values.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw mistake(key, "'" + key + "' is a text");
        }
        return scalar.getValue();
    }

    UUID id(String key) {
        String text = text(key);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException no) {
            throw mistake(key, "'" + key + "' is an id");
        }
    }

    boolean flag(String key, boolean otherwise) {
        String text = textOr(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw mistake(key, "'" + key + "' is true or false");
        }
        return text.equals("true");
    }

    int number(String key) {
        String text = text(key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException no) {
            throw mistake(key, "'" + key + "' is a whole number");
        }
    }

    @Nullable
    Integer numberOr(String key) {
        return textOr(key) == null ? null : (Integer) number(key);
    }

    /** A map within this one, or null when there is none. */
    @Nullable
    YamlMap map(String key) {
        read.add(key);
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof MappingNode map)) {
            throw mistake(key, "'" + key + "' has names and values");
        }
        return new YamlMap(file, map, isKept);
    }

    /** The maps of a list; none when there is no list. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            if (!(item instanceof MappingNode map)) {
                throw mistake(file, line(item), "Names with values are expected here");
            }
            maps.add(new YamlMap(file, map, isKept));
        }
        return maps;
    }

    /** The lists of texts of a list; a single text is a list of one. */
    List<List<String>> lists(String key) {
        List<List<String>> lists = new ArrayList<>();
        items(key).forEach(item -> lists.add(texts(item)));
        return lists;
    }

    List<String> texts(String key) {
        read.add(key);
        Node node = values.get(key);
        return node == null ? List.of() : texts(node);
    }

    /** All values as texts, flags, numbers or lists of texts. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, node) -> {
            read.add(key);
            plain.put(key, node instanceof SequenceNode ? texts(node) : scalar(key, node));
        });
        return plain;
    }

    /** The rest would be a mistake that nobody notices. */
    void refuseOthers() {
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                throw mistake(key, "Nothing here is called '" + key + "'");
            }
        }
    }

    /** Refuses what there was no rule against before. What was taken then goes on as it is. */
    void refuseFromNowOn(String key, String message) {
        if (!isKept) {
            throw mistake(key, message);
        }
    }

    Refusal mistake(String key, String message) {
        return mistake(file, lines.getOrDefault(key, line), message);
    }

    private List<Node> items(String key) {
        read.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw mistake(key, "'" + key + "' is a list");
        }
        return list.getValue();
    }

    private List<String> texts(Node node) {
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        if (!(node instanceof SequenceNode list)) {
            throw mistake(file, line(node), "A list of texts is expected here");
        }
        List<String> texts = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (!(item instanceof ScalarNode scalar)) {
                throw mistake(file, line(item), "A text is expected here");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    private Object scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw mistake(key, "'" + key + "' is a text, a number, a flag or a list of texts");
        }
        return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.valueOf(scalar.getValue()) : scalar.getValue();
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static Refusal mistake(String file, int line, String message) {
        return new Refusal(Refusal.Reason.MALFORMED, file + ", line " + line + ": " + message, file);
    }
}
