package org.priceunits.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The output and the error stream of the command that this is mixed in. */
@Command
final class Terminal {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  PrintWriter out() {
    return commandLine().getOut();
  }

  PrintWriter err() {
    return commandLine().getErr();
  }

  /** Writes a line to the error stream. */
  void say(String text) {
    err().println(text);
  }

  /**
   * Returns where a progress bar is drawn: the error stream, or nowhere.
   *
   * @param wanted absent if the user does not say; then it is drawn on a terminal only
   */
  PrintWriter progressBar(@Nullable Boolean wanted) {
    boolean drawn = wanted == null ? System.console() != null : wanted;
    return drawn ? err() : new PrintWriter(Writer.nullWriter());
  }

  /** Returns the error that ends the command, with where its options are explained. */
  ParameterException wrongUse(String text) {
    return new ParameterException(commandLine(), text);
  }

  private CommandLine commandLine() {
    if (command == null) {
      throw new IllegalStateException("The command was not started by picocli.");
    }
    return command.commandLine();
  }
}
