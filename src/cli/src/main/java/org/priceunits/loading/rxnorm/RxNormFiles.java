package org.priceunits.loading.rxnorm;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The tables of one release of RxNorm: in the zip of the NLM, or loose in one folder. They are read
 * line by line, since the largest has millions of lines.
 */
public final class RxNormFiles implements RxNorm.Tables {
  /** The table that names the sources; it is small, and stands for the release. */
  private static final String SOURCES = "rxnsab.rrf";

  /** The NLM writes month, day and year into the name: RxNorm_full_prescribe_11022026.zip. */
  private static final Pattern RELEASE =
      Pattern.compile("(?<!\\d)(\\d{2})(\\d{2})(20\\d{2})(?!\\d)");

  private final Path file;

  /**
   * @param file the zip, one of the loose tables, or their folder
   */
  public RxNormFiles(Path file) {
    this.file = file;
  }

  /** Returns true for the name in a zip of the table that stands for the release. */
  public static boolean isSources(String name) {
    return name.endsWith(SOURCES) && !name.contains("__macosx");
  }

  /**
   * Returns the file that stands for the release: the zip itself, or the loose table of sources.
   */
  public static Path standingFor(Path file) throws IOException {
    return isZip(file) ? file : loose(folder(file), SOURCES).orElse(file);
  }

  /** Returns the day of the release from the name of the zip or of the folders; empty if none. */
  public Optional<LocalDate> released() {
    for (Path part = file.toAbsolutePath(); part != null; part = part.getParent()) {
      Matcher matcher = RELEASE.matcher(String.valueOf(part.getFileName()));
      if (matcher.find()) {
        return day(matcher);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(Matcher name) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(name.group(3)),
              Integer.parseInt(name.group(1)),
              Integer.parseInt(name.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void lines(String table, Consumer<String> line) throws IOException {
    String name = table.toLowerCase(Locale.ROOT);
    if (!isZip(file)) {
      Path loose =
          loose(folder(file), name)
              .orElseThrow(
                  () -> new FileNotFoundException(folder(file) + " has no " + table + "."));
      try (InputStream in = Files.newInputStream(loose)) {
        read(in, line);
      }
      return;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(e -> isTable(e.getName().toLowerCase(Locale.ROOT), name))
              .findFirst()
              .orElseThrow(() -> new FileNotFoundException(file + " has no " + table + "."));
      try (InputStream in = zip.getInputStream(entry)) {
        read(in, line);
      }
    }
  }

  /** The full zip repeats the tables of its prescribable part in a folder of their own. */
  private static boolean isTable(String entry, String table) {
    return entry.endsWith(table) && !entry.contains("__macosx") && !entry.contains("prescribe/");
  }

  private static void read(InputStream in, Consumer<String> line) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String next = lines.readLine(); next != null; next = lines.readLine()) {
      line.accept(next);
    }
  }

  private static Path folder(Path file) {
    return Files.isDirectory(file) ? file : file.toAbsolutePath().resolveSibling("");
  }

  private static Optional<Path> loose(Path folder, String table) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT).equals(table))
          .findFirst();
    }
  }

  private static boolean isZip(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}
