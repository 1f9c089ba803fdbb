package dev.aegis.espctl.edit;

import java.util.ArrayList;
import java.util.List;

/// The difference between two texts in the form of `diff -u`, as one hunk.
public final class Difference {
    private static final int AROUND = 3;
    private static final int LONGEST = 120;
    private static final int KEPT = 40;

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
        if (old.size() - tail - head == 1 && now.size() - tail - head == 1) {
            return line(old.get(head), now.get(head));
        }
        List<String> shown = new ArrayList<>();
        old.subList(Math.max(0, head - AROUND), head).forEach(line -> shown.add("  " + line));
        old.subList(head, old.size() - tail).forEach(line -> shown.add("- " + line));
        now.subList(head, now.size() - tail).forEach(line -> shown.add("+ " + line));
        int end = old.size() - tail;
        old.subList(end, Math.min(old.size(), end + AROUND)).forEach(line -> shown.add("  " + line));
        return shown;
    }

    /// Shortens the line of a file that has only one: it is long, and may hold secrets of other programs.
    private static List<String> line(String old, String now) {
        int most = Math.min(old.length(), now.length());
        int head = 0;
        while (head < most && old.charAt(head) == now.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.charAt(old.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
            tail++;
        }
        return List.of("- " + cut(old, head, tail), "+ " + cut(now, head, tail));
    }

    private static String cut(String line, int head, int tail) {
        if (line.length() <= LONGEST) {
            return line;
        }
        int from = head <= KEPT ? 0 : head - KEPT;
        int to = tail <= KEPT ? line.length() : line.length() - tail + KEPT;
        return (from > 0 ? "..." : "") + line.substring(from, to) + (to < line.length() ? "..." : "");
    }
}
