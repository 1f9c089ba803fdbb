package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.Cell;
import java.util.ArrayList;
import java.util.List;

/// The live table of several builds on a terminal: a line for each, overwritten at every change.
final class BuildGrid {
    private static final String ERASE = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final Screen screen;
    private final List<String> labels;
    private final List<String> states = new ArrayList<>();
    private final int width;
    private boolean drawn;

    BuildGrid(Screen screen, List<Cell> cells) {
        this.screen = screen;
        this.labels = cells.stream().map(Cell::label).toList();
        this.width = labels.stream().mapToInt(String::length).max().orElse(0);
        labels.forEach(label -> states.add("starting"));
        draw();
    }

    synchronized void set(String label, String state) {
        states.set(labels.indexOf(label), state);
        draw();
    }

    private void draw() {
        StringBuilder text = new StringBuilder();
        if (drawn) {
            text.append("\u001b[").append(labels.size()).append('A');
        }
        drawn = true;
        text.append(NO_WRAP);
        for (int i = 0; i < labels.size(); i++) {
            text.append(ERASE)
                    .append(("%-" + width + "s  ").formatted(labels.get(i)))
                    .append(states.get(i))
                    .append('\n');
        }
        screen.status(text.append(WRAP).toString());
    }

    /// Removes the table, before the one with the results is printed.
    synchronized void end() {
        if (drawn) {
            screen.status(("\u001b[1A" + ERASE).repeat(labels.size()));
            drawn = false;
        }
    }
}
