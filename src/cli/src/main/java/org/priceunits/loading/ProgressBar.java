package org.priceunits.loading;

import java.io.PrintWriter;

/** A progress bar on one line of a terminal, removed at the end. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter terminal;
  private final int steps;
  private int done;
  private int written;

  /**
   * @param terminal displays the line; a null writer if there is no terminal
   * @param steps the total number of steps
   */
  ProgressBar(PrintWriter terminal, int steps) {
    this.terminal = terminal;
    this.steps = steps;
  }

  /** Shows the next step and counts the previous ones as done. */
  void next(String what) {
    show(what);
    over(1);
  }

  /** Shows the current step. */
  void show(String what) {
    int filled = WIDTH * done / steps;
    draw(
        "[%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / steps, what));
  }

  /** Counts steps as done. */
  void over(int some) {
    done += some;
  }

  /** Clears the line, so that the next output starts on an empty one. */
  void close() {
    draw("");
    terminal.print("\r");
    terminal.flush();
  }

  private void draw(String line) {
    terminal.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
    terminal.flush();
    written = line.length();
  }
}
