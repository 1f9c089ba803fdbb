package dev.aegis.espctl.inspect;

import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import java.util.ArrayDeque;
import java.util.Deque;

/// A short log in full, or the beginning and the end of a long one.
final class LogExcerpt {
    private static final int BEGINNING = 256 * 1024;
    private static final int END = 768 * 1024;

    private final StringBuilder beginning = new StringBuilder();
    private final Deque<String> end = new ArrayDeque<>();
    private int endLength;
    private int leftOut;

    private LogExcerpt() {}

    static String of(TaskLog log) {
        LogExcerpt excerpt = new LogExcerpt();
        log.each(excerpt::take);
        return excerpt.text();
    }

    private void take(LogLine line) {
        String text = line.text() + "\n";
        if (end.isEmpty() && beginning.length() + text.length() <= BEGINNING) {
            beginning.append(text);
            return;
        }
        end.addLast(text);
        endLength += text.length();
        while (endLength > END) {
            endLength -= end.removeFirst().length();
            leftOut++;
        }
    }

    private String text() {
        if (leftOut > 0) {
            beginning.append("[").append(leftOut).append(" lines omitted]\n");
        }
        end.forEach(beginning::append);
        return beginning.toString();
    }
}
