package org.priceunits.cli.load;

import java.io.PrintWriter;

/** One line on a terminal that fills step by step, and is gone at the end. */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;

  private final PrintWriter terminal;
  private final int steps;
  private int done;
  private int written;

  /**
   * @param terminal where the line is drawn; a writer to nowhere where there is no terminal
   * @param steps how many there are in all
   * @param done how many of them are over
   */
  public ProgressBar(PrintWriter terminal, int steps, int done) {
    this.terminal = terminal;
    this.steps = steps;
    this.done = done;
  }

  /** Says what is done now; the step before it is over. */
  public void next(String what) {
    int filled = WIDTH * done / steps;
    String line =
        "[%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / steps, what);
    draw(line);
    done++;
  }

  /** Clears the line, so that what is printed next starts on an empty one. */
  @Override
  public void close() {
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
