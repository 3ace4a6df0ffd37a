package org.timeball.daemon.ctl;

import java.util.List;

/// What is written about one thing: a line of a table, or a form of many lines.
///
/// @param form for people, with `%s` for each cell in order
/// @param cells the data
record Sheet(String form, List<Cell> cells) {
    Sheet {
        cells = List.copyOf(cells);
    }

    static Sheet of(String form, Cell... cells) {
        return new Sheet(form, List.of(cells));
    }

    String text() {
        return form.formatted(cells.stream().map(Cell::text).toArray());
    }

    String csv() {
        return String.join(",", cells.stream().map(Cell::csv).toList());
    }
}
