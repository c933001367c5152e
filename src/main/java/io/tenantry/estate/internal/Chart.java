package io.tenantry.estate.internal;

import java.util.Arrays;
import java.util.List;

/**
 * Who works where and for whom. People are numbered; number 0 leads the company. The others are dealt out over the departments in
 * rounds, and within a department each leads up to eight others, so that everybody's place follows from his number alone.
 */
final class Chart {
    private static final List<String> DEPARTMENTS = Words.of("departments");
    /** How many people of each round go to each department, in the order of the list of departments. */
    private static final int[] SHARES = {1, 2, 2, 3, 6, 2, 6, 4, 8, 4, 1, 2, 2, 1, 2};

    private static final int LED = 8;
    private static final int[] ROUND = round();
    private static final int[] ORDINALS = ordinals();

    private Chart() {}

    static int departments() {
        return DEPARTMENTS.size();
    }

    static String department(int department) {
        return DEPARTMENTS.get(department);
    }

    static int departmentOf(int person) {
        return person == 0 ? 0 : ROUND[(person - 1) % ROUND.length];
    }

    /** The number of a person's manager, or -1 for the one who leads the company. */
    static int managerOf(int person) {
        if (person == 0) {
            return -1;
        }
        int place = placeOf(person);
        return place == 0 ? 0 : personAt(departmentOf(person), (place - 1) / LED);
    }

    static String titleOf(int person, int people, Dice dice) {
        int department = departmentOf(person);
        List<String> titles = Words.of(DEPARTMENTS.get(department) + ".titles");
        if (person == 0) {
            return titles.getFirst();
        }
        int place = placeOf(person);
        if (place == 0 && department != 0) {
            return titles.getFirst();
        }
        boolean leads = personAt(department, place * LED + 1) < people;
        return leads ? titles.get(1) : titles.get(1 + dice.nextInt(titles.size() - 1));
    }

    /** The number of the person at a place of a department; it may be more than the company has people. */
    static int personAt(int department, int place) {
        int slot = place % SHARES[department];
        int round = place / SHARES[department];
        for (int i = 0; i < ROUND.length; i++) {
            if (ROUND[i] == department && ORDINALS[i] == slot) {
                return 1 + round * ROUND.length + i;
            }
        }
        throw new IllegalStateException("Every department has its share of a round");
    }

    private static int placeOf(int person) {
        int slot = (person - 1) % ROUND.length;
        return (person - 1) / ROUND.length * SHARES[ROUND[slot]] + ORDINALS[slot];
    }

    /** Deals one after another to the departments that are owed most, so that even a small company has several. */
    private static int[] round() {
        int[] round = new int[Arrays.stream(SHARES).sum()];
        int[] dealt = new int[SHARES.length];
        for (int i = 0; i < round.length; i++) {
            int owed = 0;
            for (int d = 1; d < SHARES.length; d++) {
                if ((double) (dealt[d] + 1) / SHARES[d] < (double) (dealt[owed] + 1) / SHARES[owed]) {
                    owed = d;
                }
            }
            dealt[owed]++;
            round[i] = owed;
        }
        return round;
    }

    private static int[] ordinals() {
        int[] dealt = new int[SHARES.length];
        return Arrays.stream(ROUND).map(department -> dealt[department]++).toArray();
    }
}
