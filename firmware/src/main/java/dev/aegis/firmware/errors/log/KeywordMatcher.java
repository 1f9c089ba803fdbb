package dev.aegis.firmware.errors.log;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Finds which rules have a keyword in a line, in one pass over the line (Aho and Corasick, 1975). Nearly all lines of
/// a log have none, and a search for each of sixty words in turn would be most of the work.
final class KeywordMatcher {
    private static final int LETTERS = 128;
    private static final int MOST_RULES = Long.SIZE;
    private static final int NOWHERE = -1;

    private final int[][] next;
    private final long[] found;
    private int states;

    /// @param keywords of each rule; at most 64 rules, and keywords in ASCII
    KeywordMatcher(List<List<String>> keywords) {
        if (keywords.size() > MOST_RULES) {
            throw new IllegalArgumentException(keywords.size() + " rules, at most " + MOST_RULES + " fit into a long");
        }
        int most = 1
                + keywords.stream()
                        .flatMap(List::stream)
                        .mapToInt(String::length)
                        .sum();
        next = new int[most][];
        found = new long[most];
        state();
        for (int rule = 0; rule < keywords.size(); rule++) {
            if (keywords.get(rule).isEmpty()) {
                throw new IllegalArgumentException("rule " + rule + " has no keyword");
            }
            for (String keyword : keywords.get(rule)) {
                int end = path(keyword);
                found[end] |= 1L << rule;
            }
        }
        link();
    }

    /// Returns a bit for each rule that has a keyword in the line.
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
        next[states] = row;
        return states++;
    }

    /// Adds the states of a keyword and returns the last one.
    private int path(String keyword) {
        if (keyword.isEmpty() || !keyword.chars().allMatch(letter -> letter < LETTERS)) {
            throw new IllegalArgumentException("a keyword must be ASCII and not empty: '" + keyword + "'");
        }
        int state = 0;
        for (int i = 0; i < keyword.length(); i++) {
            char letter = keyword.charAt(i);
            if (next[state][letter] == NOWHERE) {
                int added = state();
                next[state][letter] = added;
            }
            state = next[state][letter];
        }
        return state;
    }

    /// Completes each state with the transitions for letters that do not continue its keyword: they lead to the longest
    /// other keyword that has begun by then.
    private void link() {
        Queue<Integer> waiting = new ArrayDeque<>();
        int[] fallback = new int[states];
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
