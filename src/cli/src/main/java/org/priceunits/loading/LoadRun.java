package org.priceunits.loading;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.write.LoadProvenanceWriter;

/**
 * Loads files into one target. Each file is compared with what the target will hold after the
 * previous ones, and is written as a whole while the next ones are read. Files with few changes are
 * written together. The summary of a file is printed when it is written.
 */
public final class LoadRun {
  /** Reading, comparing with the held resources, and writing. */
  private static final int STEPS_OF_A_FILE = 3;

  /** A write is worth a transaction from this fraction of its room: a quarter. */
  private static final int PART = 4;

  private final LoadTarget target;
  private final KnownResources known;
  private final PrintWriter out;
  private final ProgressBar bar;
  private final boolean dryRun;
  private final WriteBehind writes;
  private final List<FileToLoad> sources;
  private final List<FileToLoad> unfinished;
  private final List<PlannedFile> pending = new ArrayList<>();
  private final Map<Resource, Long> sizes = new IdentityHashMap<>();

  /**
   * @param sources the files in the order of loading
   * @param out receives the summary of each file
   * @param terminal displays the progress bar; a null writer if there is no terminal
   * @param dryRun true if nothing is written
   */
  public LoadRun(
      LoadTarget target,
      List<FileToLoad> sources,
      PrintWriter out,
      PrintWriter terminal,
      boolean dryRun) {
    this.target = target;
    this.known = new KnownResources(target);
    this.sources = List.copyOf(sources);
    this.unfinished = new ArrayList<>(sources);
    this.out = out;
    this.bar = new ProgressBar(terminal, sources.size() * STEPS_OF_A_FILE);
    this.dryRun = dryRun;
    this.writes = new WriteBehind(dryRun ? any -> {} : target::write);
  }

  /** The result of a file, from best to worst. */
  public enum Result {
    LOADED,
    WITHOUT_SOME_LINES,
    REFUSED
  }

  /**
   * Loads all files.
   *
   * @return the worst result of a file
   * @throws IOException if a file cannot be read or the target refuses one; those before it are
   *     written, and all unwritten files are named
   */
  public Result load() throws IOException {
    Result worst = Result.LOADED;
    try {
      for (int i = 0; i < sources.size(); i++) {
        Result result = load(sources.get(i));
        worst = result.compareTo(worst) > 0 ? result : worst;
        if (!isOvertaken(i) && size(WriteBehind.merged(pending)) > target.room() / PART) {
          write();
        }
        say(writes.written());
      }
      finish();
    } catch (IOException | RuntimeException failure) {
      finish(failure);
      throw failure;
    }
    out.println(
        writes.resources() + (dryRun ? " resources would be written" : " resources written"));
    return worst;
  }

  /** Returns true if the next file writes most of this one's resources again. */
  private boolean isOvertaken(int source) {
    return source + 1 < sources.size()
        && sources.get(source).load().isOvertaken()
        && sources.get(source + 1).load().isOvertaken();
  }

  private void finish() throws IOException {
    write();
    if (!unfinished.isEmpty()) {
      bar.show("writing");
    }
    try {
      writes.await();
    } finally {
      bar.close();
      say(writes.written());
    }
  }

  /** Writes what was ready if a later file could not be read, and names the unwritten files. */
  private void finish(Exception failure) {
    try {
      finish();
    } catch (IOException | RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
    unfinished.forEach(source -> out.println("  not written: " + source.name()));
  }

  private Result load(FileToLoad source) throws IOException {
    String name = source.name();
    bar.next(name + ": reading");
    Reading<PublishedFile> opened = source.opening().open();
    if (!(opened instanceof Reading.Read<PublishedFile> read)) {
      return refused(source, ((Reading.WrongFile<PublishedFile>) opened).reason());
    }
    PublishedFile file = read.records().get(0);
    bar.next(name + ": comparing with what is held");
    LoadPlan plan = source.load().plan(file, known);
    if (!(plan instanceof LoadPlan.Changes changes)) {
      return refused(source, ((LoadPlan.Refused) plan).reason());
    }
    add(
        new PlannedFile(
            source,
            withOrigin(changes.changed(), file, source.posted()),
            new FileSummary(name, changes).lines(dryRun)));
    return changes.rejected().isEmpty() ? Result.LOADED : Result.WITHOUT_SOME_LINES;
  }

  private static List<Resource> withOrigin(
      List<Resource> changed, PublishedFile file, @Nullable LocalDate posted) {
    List<Resource> resources = new ArrayList<>(changed);
    if (!changed.isEmpty()) {
      resources.addAll(
          new LoadProvenanceWriter()
              .write(file.name(), file.bytes(), posted, changed, Clock.systemUTC().instant()));
    }
    return resources;
  }

  private Result refused(FileToLoad source, String reason) {
    bar.close();
    out.println("  refused, nothing of " + source.name() + " is loaded: " + reason);
    unfinished.remove(source);
    return Result.REFUSED;
  }

  private void add(PlannedFile file) {
    List<PlannedFile> together = new ArrayList<>(pending);
    together.add(file);
    if (size(WriteBehind.merged(together)) > target.room()) {
      write();
    }
    pending.add(file);
    known.plan(file.resources());
  }

  private long size(List<Resource> write) {
    return write.stream().mapToLong(each -> sizes.computeIfAbsent(each, target::size)).sum();
  }

  private void write() {
    if (!pending.isEmpty()) {
      writes.handOver(List.copyOf(pending));
      pending.clear();
      sizes.clear();
    }
  }

  private void say(List<PlannedFile> written) {
    for (PlannedFile file : written) {
      bar.close();
      bar.over(1);
      file.summary().forEach(out::println);
      unfinished.remove(file.source());
    }
  }
}
