package org.priceunits.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that a job reads, in parts.
 *
 * @param parts in the order of the files, and of the bytes of a file
 * @param names of the files, by their positions
 * @param bytes what the files hold, about; a gzip file counts as what it unpacks to
 */
record Inputs(List<InputPart> parts, List<String> names, long bytes) {
  /** A gzip file of NDJSON holds about this many times its size. */
  private static final int GZIP_FACTOR = 10;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** A file with its name for messages. */
  private record Found(String name, FileStatus status) {}

  /**
   * Lists the files of the inputs.
   *
   * @param inputs files, or folders of which every {@code .ndjson} and {@code .ndjson.gz} file
   *     counts, in folders below too; on any file system that Hadoop knows
   * @param size of a part in bytes; a gzip file cannot be parted
   * @throws IOException if an input does not exist, or a folder has no such file
   */
  static Inputs of(List<String> inputs, Configuration hadoop, long size) throws IOException {
    List<InputPart> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    long bytes = 0;
    for (String input : inputs) {
      Path path = new Path(input);
      FileSystem files = path.getFileSystem(hadoop);
      for (Found file : found(path, files)) {
        boolean gzip =
            file.status().getLen() > size
                ? isGzip(file.status(), files)
                : file.name().endsWith(".gz");
        bytes += file.status().getLen() * (gzip ? GZIP_FACTOR : 1);
        parts.addAll(parts(names.size(), file, gzip ? Long.MAX_VALUE : size));
        names.add(file.name());
      }
    }
    return new Inputs(parts, names, bytes);
  }

  private static List<Found> found(Path path, FileSystem files) throws IOException {
    FileStatus input;
    try {
      input = files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new IOException("The file %s is not there.".formatted(path), e);
    }
    if (!input.isDirectory()) {
      return List.of(new Found(path.getName(), input));
    }
    List<Found> found = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      if (file.getPath().getName().matches(".*\\.ndjson(\\.gz)?")) {
        String name = input.getPath().toUri().relativize(file.getPath().toUri()).getPath();
        found.add(new Found(name, file));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          "%s has no .ndjson or .ndjson.gz file. Name the folder of the export.".formatted(path));
    }
    found.sort(Comparator.comparing(Found::name));
    return found;
  }

  private static boolean isGzip(FileStatus file, FileSystem files) throws IOException {
    try (FSDataInputStream in = files.open(file.getPath())) {
      return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    }
  }

  private static List<InputPart> parts(int position, Found file, long size) {
    String address = file.status().getPath().toUri().toString();
    long length = file.status().getLen();
    List<InputPart> parts = new ArrayList<>();
    for (long from = 0; from == 0 || from < length; from += size) {
      boolean last = length - from <= size;
      long to = last ? Long.MAX_VALUE : from + size;
      parts.add(new InputPart(position, file.name(), address, from, to, from == 0 ? 0 : 1));
      if (last) {
        break;
      }
    }
    return parts;
  }
}
