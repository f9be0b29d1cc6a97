package org.priceunits.loading;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A progress bar on one line of a terminal, removed at the end. */
public final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter terminal;
  private int steps;
  private int done;
  private int written;

  /**
   * @param terminal displays the line; a null writer if there is no terminal
   * @param steps the total number of steps
   */
  public ProgressBar(PrintWriter terminal, int steps) {
    this.terminal = terminal;
    this.steps = steps;
  }

  /** Shows the next step and counts the previous ones as done. */
  public void next(String what) {
    show(what);
    over(1);
  }

  /** Shows the current step. */
  public void show(String what) {
    int filled = WIDTH * done / steps;
    draw(
        "[%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / steps, what));
  }

  /** Shows a step of work whose number of steps was not known before. */
  public void at(int step, int ofSteps, String what) {
    done = step;
    steps = ofSteps;
    show(what);
  }

  /** Shows a step of such work, with the time that the rest takes at the pace so far. */
  public void at(int step, int ofSteps, String what, Duration spent) {
    Duration left = spent.multipliedBy(ofSteps - step).dividedBy(Math.max(1, step));
    at(
        step,
        ofSteps,
        "%s, %s"
            .formatted(
                what,
                String.format(
                    Locale.ROOT, "%d:%02d left", left.toMinutes(), left.toSecondsPart())));
  }

  /** Counts steps as done. */
  public void over(int some) {
    done += some;
  }

  /** Clears the line, so that the next output starts on an empty one. */
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
