package org.priceunits.loading;

import java.io.PrintWriter;

/** One line on a terminal that fills step by step, and is gone at the end. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter terminal;
  private final int steps;
  private int done;
  private int written;

  /**
   * @param terminal where the line is drawn; a writer to nowhere where there is no terminal
   * @param steps how many there are in all
   */
  ProgressBar(PrintWriter terminal, int steps) {
    this.terminal = terminal;
    this.steps = steps;
  }

  /** Says what is done now, the next step; the steps before it are over. */
  void next(String what) {
    show(what);
    over(1);
  }

  /** Says what is done now. */
  void show(String what) {
    int filled = WIDTH * done / steps;
    draw(
        "[%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / steps, what));
  }

  /** Counts steps that are over. */
  void over(int some) {
    done += some;
  }

  /** Clears the line, so that what is printed next starts on an empty one. */
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
