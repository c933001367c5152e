package io.tenantry.credentials.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many guesses somebody needs who knows how people think: the cheapest way to put a password together from common words,
 * names, keyboard rows, years, repetitions, and what is left letter by letter. All in powers of ten.
 */
@Component
public class GuessEstimate {
    private static final int LOOKED_AT = 128;
    private static final int RUN_MIN = 3;
    private static final int YEAR_LENGTH = 4;

    /** A word of a short list; in disguise somewhat more. */
    private static final double WORD = 2.7;

    private static final double DISGUISE = 0.4;
    private static final double NAME = 1;
    private static final double YEAR = 2;
    private static final double DIGIT = 1;
    private static final double SIGN = 1.5;
    private static final double LETTER = 1.4;

    /** Letters after letters make words, more often than not. */
    private static final double FURTHER_LETTER = 0.75;

    private final CommonWords common;

    GuessEstimate(CommonWords common) {
        this.common = common;
    }

    public record Estimate(double guessesLog10, List<String> reasons) {
        public Estimate {
            reasons = List.copyOf(reasons);
        }
    }

    /** A stretch of the password that costs less than its letters. */
    private record Piece(int from, int to, double cost, String why) {}

    public Estimate of(String password, Collection<String> context) {
        String plain = CommonWords.plain(password);
        String text = plain.length() > LOOKED_AT ? plain.substring(0, LOOKED_AT) : plain;
        List<Piece> pieces = new ArrayList<>();
        List<String> words = common.wordsAnd(context);
        addWords(pieces, text, words, context);
        addRuns(pieces, text);
        addYears(pieces, text);
        addRepetitions(pieces, text);
        return cheapest(text, pieces);
    }

    private static Estimate cheapest(String text, List<Piece> pieces) {
        double[] cost = new double[text.length() + 1];
        @Nullable Piece[] last = new @Nullable Piece[text.length() + 1];
        for (int end = 1; end <= text.length(); end++) {
            cost[end] = cost[end - 1] + alone(text, end - 1);
            for (Piece piece : pieces) {
                if (piece.to() == end && cost[piece.from()] + piece.cost() < cost[end]) {
                    cost[end] = cost[piece.from()] + piece.cost();
                    last[end] = piece;
                }
            }
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (int at = text.length(); at > 0; ) {
            Piece piece = last[at];
            if (piece != null) {
                reasons.add(piece.why());
            }
            at = piece == null ? at - 1 : piece.from();
        }
        return new Estimate(cost[text.length()], List.copyOf(reasons).reversed());
    }

    private static double alone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isDigit(c)) {
            return DIGIT;
        }
        if (!Character.isLetter(c)) {
            return SIGN;
        }
        return at > 0 && Character.isLetter(text.charAt(at - 1)) ? FURTHER_LETTER : LETTER;
    }

    private static void addWords(List<Piece> pieces, String text, List<String> words, Collection<String> context) {
        String open = CommonWords.unmasked(text);
        Set<String> names = new LinkedHashSet<>();
        context.forEach(known -> names.add(CommonWords.plain(known)));
        for (String word : words) {
            boolean name = names.stream().anyMatch(known -> known.contains(word));
            double cost = name ? NAME : WORD;
            String why =
                    name ? "It contains '" + word + "', a part of the account's names" : "'" + word + "' is common";
            add(pieces, text, word, cost, why);
            if (!open.equals(text)) {
                add(pieces, open, word, cost + DISGUISE, why + ", in disguise too");
            }
        }
    }

    private static void add(List<Piece> pieces, String text, String word, double cost, String why) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            pieces.add(new Piece(at, at + word.length(), cost, why));
        }
    }

    private static void addRuns(List<Piece> pieces, String text) {
        for (int from = 0; from + RUN_MIN <= text.length(); from++) {
            for (int to = from + RUN_MIN; to <= text.length() && CommonWords.isRun(text.substring(from, to)); to++) {
                String run = text.substring(from, to);
                pieces.add(
                        new Piece(from, to, 1 + Math.log10(run.length()), "'" + run + "' stands so on the keyboard"));
            }
        }
    }

    private static void addYears(List<Piece> pieces, String text) {
        for (int from = 0; from + YEAR_LENGTH <= text.length(); from++) {
            String year = text.substring(from, from + YEAR_LENGTH);
            if (year.matches("(?:19|20)[0-9]{2}")) {
                pieces.add(new Piece(from, from + YEAR_LENGTH, YEAR, "'" + year + "' is a year"));
            }
        }
    }

    /** The same again and again costs once, and how often. */
    private static void addRepetitions(List<Piece> pieces, String text) {
        for (int from = 0; from < text.length(); from++) {
            for (int length = 1; from + 2 * length <= text.length(); length++) {
                String block = text.substring(from, from + length);
                int times = 1;
                while (text.startsWith(block, from + times * length)) {
                    times++;
                }
                if (times * length >= RUN_MIN && times > 1) {
                    double once = cheapest(block, List.of()).guessesLog10();
                    int end = from + times * length;
                    pieces.add(new Piece(from, end, once + Math.log10(times), "'" + block + "' comes again and again"));
                }
            }
        }
    }
}
