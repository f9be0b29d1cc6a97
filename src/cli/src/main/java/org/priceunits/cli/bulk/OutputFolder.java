package org.priceunits.cli.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The output folder. All is written to a folder beside it, which takes its name at the end: an
 * interrupted run leaves nothing, not even its temporary files.
 */
final class OutputFolder implements Closeable {
  private static final int MOST_ATTEMPTS = 100;

  private final Path folder;
  private final Path partial;
  private final Thread removal = new Thread(this::interrupted, "price-units-bulk-removal");
  private final Object publication = new Object();
  private volatile boolean removing;

  /**
   * @throws IOException if the folder has files already
   */
  OutputFolder(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    if (Files.exists(this.folder) && !isEmptyFolder(this.folder)) {
      throw new IOException(
          "%s is there already, and not empty. Name another folder for the answers, or move it away."
              .formatted(folder));
    }
    Path parent = Files.createDirectories(this.folder.resolveSibling("."));
    this.partial = Files.createTempDirectory(parent.normalize(), ".price-units-");
    Files.createDirectory(temporary());
    Runtime.getRuntime().addShutdownHook(removal);
  }

  /** Ends the run from outside: from now on nothing is published. */
  void interrupted() {
    synchronized (publication) {
      removing = true;
    }
    remove();
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Returns a folder for temporary files, on the disk of the output. */
  Path temporary() {
    return partial.resolve("temporary");
  }

  /** Returns where a file of the output is written. */
  Path file(String name) {
    return partial.resolve(name);
  }

  /** Appends a temporary file to a file of the output, and removes it. */
  void append(Path part, String name) throws IOException {
    try (FileChannel from = FileChannel.open(part);
        FileChannel to =
            FileChannel.open(file(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long size = from.size();
      long done = 0;
      while (done < size) {
        done += from.transferTo(done, size - done, to);
      }
    }
    Files.delete(part);
  }

  /**
   * Gives the output its name.
   *
   * @throws IOException if the run was interrupted: a part of the files may be removed already
   */
  void publish() throws IOException {
    delete(temporary());
    synchronized (publication) {
      if (removing) {
        throw new IOException("The run was interrupted.");
      }
      Files.deleteIfExists(folder);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() {
    remove();
    if (!removing) {
      Runtime.getRuntime().removeShutdownHook(removal);
    }
  }

  /** Starts over while threads that are about to end still write. */
  private void remove() {
    IOException last = null;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        delete(partial);
        return;
      } catch (IOException e) {
        last = e;
      } catch (UncheckedIOException e) {
        last = e.getCause();
      }
    }
    throw new UncheckedIOException(Objects.requireNonNull(last));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> found = Files.walk(folder)) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
    }
  }
}
