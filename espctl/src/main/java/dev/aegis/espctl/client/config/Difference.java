package dev.aegis.espctl.client.config;

import java.util.ArrayList;
import java.util.List;

/// What changed between two texts, as `diff -u` shows it, in one piece.
public final class Difference {
    private static final int AROUND = 3;

    private Difference() {}

    public static List<String> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> shown = new ArrayList<>();
        old.subList(Math.max(0, head - AROUND), head).forEach(line -> shown.add("  " + line));
        old.subList(head, old.size() - tail).forEach(line -> shown.add("- " + line));
        now.subList(head, now.size() - tail).forEach(line -> shown.add("+ " + line));
        int end = old.size() - tail;
        old.subList(end, Math.min(old.size(), end + AROUND)).forEach(line -> shown.add("  " + line));
        return shown;
    }
}
