package dev.aegis.firmware.errors;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Tells in one pass over a line which rules have a sign in it (Aho and Corasick, 1975). Nearly all of a log has none,
/// and to look for sixty words one after the other would be most of the work.
final class Signs {
    private static final int LETTERS = 128;
    private static final int NOWHERE = -1;

    private int[][] next = new int[0][];
    private long[] found = new long[0];

    /// @param signs of each rule; at most 64 rules, and signs of ASCII letters
    Signs(List<List<String>> signs) {
        state();
        for (int rule = 0; rule < signs.size(); rule++) {
            for (String sign : signs.get(rule)) {
                int end = path(sign);
                found[end] |= 1L << rule;
            }
        }
        link();
    }

    /// @return a bit for each rule that has a sign in the line
    long in(String line) {
        long rules = 0;
        int state = 0;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            state = letter < LETTERS ? next[state][letter] : 0;
            rules |= found[state];
        }
        return rules;
    }

    private int state() {
        int[] row = new int[LETTERS];
        Arrays.fill(row, NOWHERE);
        next = Arrays.copyOf(next, next.length + 1);
        found = Arrays.copyOf(found, next.length);
        next[next.length - 1] = row;
        return next.length - 1;
    }

    private int path(String sign) {
        int state = 0;
        for (int i = 0; i < sign.length(); i++) {
            char letter = sign.charAt(i);
            if (next[state][letter] == NOWHERE) {
                int added = state();
                next[state][letter] = added;
            }
            state = next[state][letter];
        }
        return state;
    }

    /// Where to go on when a sign breaks off: to the longest other sign that has begun by then.
    private void link() {
        Queue<Integer> waiting = new ArrayDeque<>();
        int[] fallback = new int[next.length];
        waiting.add(0);
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            int[] row = next[state];
            found[state] |= found[fallback[state]];
            for (int letter = 0; letter < LETTERS; letter++) {
                int otherwise = state == 0 ? 0 : next[fallback[state]][letter];
                if (row[letter] == NOWHERE) {
                    row[letter] = otherwise;
                } else {
                    fallback[row[letter]] = otherwise;
                    waiting.add(row[letter]);
                }
            }
        }
    }
}
