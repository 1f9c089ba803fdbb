"""Draws a table with a heading, for people."""

from __future__ import annotations


def draw(title: str, heading: list[str], rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in [heading, *rows]) for i in range(len(heading))]

    def line(left: str, fill: str, cross: str, right: str) -> str:
        return left + cross.join(fill * (width + 2) for width in widths) + right

    def cells(row: list[str], bar: str) -> str:
        texts = [row[0].ljust(widths[0])] + [text.rjust(width) for text, width in zip(row[1:], widths[1:])]
        return bar + bar.join(f" {text} " for text in texts) + bar

    top = line("┏", "━", "┳", "┓")
    lines = [title.center(len(top)).rstrip(), top, cells(heading, "┃"), line("┡", "━", "╇", "┩")]
    lines += [cells(row, "│") for row in rows]
    lines.append(line("└", "─", "┴", "┘"))
    return "\n".join(lines)
