package org.priceunits.cli.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.cms.PublishedFile;
import org.priceunits.cms.Reading;
import org.priceunits.cms.RejectedLine;
import org.priceunits.fhir.out.LoadProvenanceWriter;

/**
 * Loads files into one target. Each is compared with what the target will hold after those before
 * it; as many as the target takes are written at once. What is said of a file is said when it is
 * written.
 */
public final class LoadRun {
  /** Reading, comparing with what is held, and writing. */
  private static final int STEPS_OF_A_FILE = 3;

  private final PrintWriter out;
  private final ProgressBar bar;
  private final boolean dryRun;
  private final PendingTarget pending;
  private final List<String> unsaid = new ArrayList<>();
  private int unwritten;
  private int written;

  /**
   * @param out where the summary of each file goes
   * @param terminal where the progress bar is drawn; a writer to nowhere where there is none
   * @param files how many files there are
   * @param dryRun whether nothing is written
   */
  public LoadRun(
      LoadTarget target, PrintWriter out, PrintWriter terminal, int files, boolean dryRun) {
    this.out = out;
    this.bar = new ProgressBar(terminal, files * STEPS_OF_A_FILE);
    this.dryRun = dryRun;
    this.pending = new PendingTarget(new Reported(target));
  }

  /**
   * A file on disk.
   *
   * @param member how it is found in a zip
   * @param posted the day on which it was posted; null where it is not dated so
   * @param load what is made of it
   */
  public record Source(
      Path path, Predicate<String> member, @Nullable LocalDate posted, FileLoad load) {}

  /** How a file ended, from best to worst. */
  public enum Result {
    LOADED,
    WITHOUT_SOME_LINES,
    REFUSED
  }

  /**
   * All of them, in this order.
   *
   * @return the worst that happened to one
   * @throws IOException when a file cannot be read or the target refuses a write; what was said to
   *     be written is
   */
  public Result load(List<Source> files) throws IOException {
    Result worst = Result.LOADED;
    for (Source file : files) {
      Result result = load(file);
      worst = result.compareTo(worst) > 0 ? result : worst;
    }
    pending.flush();
    say();
    out.println(written + (dryRun ? " resources would be written" : " resources written"));
    return worst;
  }

  private Result load(Source source) throws IOException {
    String name = source.path().getFileName().toString();
    bar.next(name + ": reading");
    Reading<PublishedFile> opened =
        PublishedFile.of(name, Files.readAllBytes(source.path()), source.member());
    if (!(opened instanceof Reading.Read<PublishedFile> read)) {
      return refused(name, ((Reading.WrongFile<PublishedFile>) opened).reason());
    }
    PublishedFile file = read.records().get(0);
    bar.next(name + ": comparing with what is held");
    LoadPlan plan = source.load().plan(file, pending);
    if (!(plan instanceof LoadPlan.Changes changes)) {
      return refused(name, ((LoadPlan.Refused) plan).reason());
    }
    if (!changes.changed().isEmpty()) {
      pending.write(withOrigin(changes.changed(), file, source.posted()));
    }
    unwritten++;
    unsaid.addAll(summary(name, changes));
    return changes.rejected().isEmpty() ? Result.LOADED : Result.WITHOUT_SOME_LINES;
  }

  private static List<Resource> withOrigin(
      List<Resource> changed, PublishedFile file, @Nullable LocalDate posted) {
    List<Resource> resources = new ArrayList<>(changed);
    resources.add(
        new LoadProvenanceWriter()
            .write(file.name(), file.bytes(), posted, changed, Clock.systemUTC().instant()));
    return resources;
  }

  private static List<String> summary(String name, LoadPlan.Changes changes) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ":");
    changes.counts().forEach((what, count) -> lines.add("  " + what + ": " + count));
    for (RejectedLine line : changes.rejected()) {
      lines.add("  left out: " + name + ", line " + line.line() + ": " + line.reason());
    }
    return lines;
  }

  private Result refused(String name, String reason) {
    unsaid.add("  refused, nothing of " + name + " is loaded: " + reason);
    return Result.REFUSED;
  }

  private void say() {
    bar.close();
    unsaid.forEach(out::println);
    unsaid.clear();
  }

  /** The target, with a step of the bar for each file that is written and its summary after it. */
  private final class Reported implements LoadTarget {
    private final LoadTarget target;

    private Reported(LoadTarget target) {
      this.target = target;
    }

    @Override
    public <T extends Resource> List<T> all(Class<T> type) throws IOException {
      return target.all(type);
    }

    @Override
    public void write(List<Resource> resources) throws IOException {
      bar.next("writing " + resources.size() + " resources", unwritten);
      unwritten = 0;
      if (!dryRun) {
        target.write(resources);
      }
      written += resources.size();
      say();
    }

    @Override
    public long room() {
      return target.room();
    }

    @Override
    public long size(Resource resource) {
      return target.size(resource);
    }
  }
}
