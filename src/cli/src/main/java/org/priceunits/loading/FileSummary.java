package org.priceunits.loading;

import java.util.ArrayList;
import java.util.List;
import org.priceunits.loading.cms.RejectedLine;

/** Summarizes the effect of loading a file, in lines for people. */
record FileSummary(String fileName, LoadPlan.Changes changes) {
  /** The number of names listed after a count. */
  private static final int FEW = 5;

  private static final int WIDTH = 100;

  /**
   * Returns the counts of what was done, and the rejected lines of the file.
   *
   * @param everyName true if all names are listed, not only short lists
   */
  List<String> lines(boolean everyName) {
    List<String> lines = new ArrayList<>();
    lines.add(fileName + ":");
    changes
        .named()
        .forEach(
            (what, names) -> {
              String few = names.isEmpty() || names.size() > FEW ? "" : " (" + joined(names) + ")";
              lines.add("  " + what + ": " + names.size() + few);
              if (everyName && names.size() > FEW) {
                lines.addAll(wrapped(names));
              }
            });
    for (RejectedLine line : changes.rejected()) {
      lines.add("  left out: " + fileName + ", line " + line.line() + ": " + line.reason());
    }
    return lines;
  }

  private static String joined(List<String> names) {
    return String.join(", ", names);
  }

  private static List<String> wrapped(List<String> names) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String name : names) {
      if (line.length() + name.length() > WIDTH) {
        lines.add(line.append(',').toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "    " : ", ").append(name);
    }
    lines.add(line.toString());
    return lines;
  }
}
