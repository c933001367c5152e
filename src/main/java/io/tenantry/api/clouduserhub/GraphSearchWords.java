package io.tenantry.api.clouduserhub;

import java.util.Set;

/** The words of a {@code $search}, one after the other: connectives and parentheses outside of quotes, and texts. */
final class GraphSearchWords {
    private static final Set<String> CONNECTIVES = Set.of("AND", "OR", "NOT");

    private final String written;
    private int at;

    GraphSearchWords(String written) {
        this.written = written;
        skipBlanks();
    }

    boolean atEnd() {
        return at == written.length();
    }

    /** Whether another clause follows without a word that connects it. */
    boolean goesOn() {
        return !atEnd() && written.charAt(at) != ')' && !follows("OR");
    }

    /** Passes over the connective or parenthesis if it is what follows. */
    boolean take(String sign) {
        if (!follows(sign)) {
            return false;
        }
        at += sign.length();
        skipBlanks();
        return true;
    }

    /** The next text, without its quotes; inside of these a backslash stands before a quote or a backslash. */
    String text() {
        boolean quoted = false;
        int begin = at;
        StringBuilder text = new StringBuilder();
        while (!atEnd() && (quoted || !endsWord(written.charAt(at)))) {
            char here = written.charAt(at++);
            if (here == '"') {
                quoted = !quoted;
            } else if (here == '\\' && quoted && !atEnd() && isEscaped(written.charAt(at))) {
                text.append(written.charAt(at++));
            } else {
                text.append(here);
            }
        }
        GraphSearch.refuseUnless(!quoted, "has a text without its closing quote");
        boolean missing = at == begin || CONNECTIVES.contains(written.substring(begin, at));
        GraphSearch.refuseUnless(!missing, "lacks a text where one has to stand");
        skipBlanks();
        return text.toString().strip();
    }

    private boolean follows(String sign) {
        if (!written.startsWith(sign, at)) {
            return false;
        }
        int end = at + sign.length();
        return !CONNECTIVES.contains(sign)
                || end == written.length()
                || endsWord(written.charAt(end))
                || written.charAt(end) == '"';
    }

    private void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(written.charAt(at))) {
            at++;
        }
    }

    private static boolean isEscaped(char c) {
        return c == '"' || c == '\\';
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || c == '(' || c == ')';
    }
}
