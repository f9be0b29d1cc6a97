package org.priceunits.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.ClaimPricer;

/**
 * The reference data of a job: what the jar brings, and an operator's files beside it. It is sent
 * to each node once, as files, and read there once.
 */
final class Knowledge implements Serializable {
  private static final long serialVersionUID = 1L;

  private final @Nullable LinkedHashMap<String, byte[]> files;
  private transient @Nullable ClaimPricer pricer;

  private Knowledge(@Nullable LinkedHashMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Reads the operator's files.
   *
   * @param folder as {@code load} makes it, on any file system that Hadoop knows; null if there is
   *     none
   */
  static Knowledge in(@Nullable String folder, Configuration hadoop) throws IOException {
    if (folder == null) {
      return new Knowledge(null);
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
    FileSystem system = path.getFileSystem(hadoop);
    if (!system.exists(path) || !system.getFileStatus(path).isDirectory()) {
      throw new IOException(folder + " is not a folder; load --to makes one.");
    }
    LinkedHashMap<String, byte[]> files = new LinkedHashMap<>();
    for (FileStatus file : system.listStatus(path)) {
      if (file.isFile() && file.getPath().getName().endsWith(".json")) {
        try (FSDataInputStream in = system.open(file.getPath())) {
          files.put(file.getPath().getName(), in.readAllBytes());
        }
      }
    }
    return new Knowledge(files);
  }

  /** Returns the pricer of this node. */
  synchronized ClaimPricer pricer() {
    if (pricer == null) {
      try {
        pricer = files == null ? ClaimPricer.withShippedKnowledge() : read(files);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pricer;
  }

  /** The library reads a folder. */
  private static ClaimPricer read(Map<String, byte[]> files) throws IOException {
    Path folder = Files.createTempDirectory("price-units-knowledge-");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return ClaimPricer.withKnowledgeIn(folder);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    }
  }
}
