package org.priceunits.loading.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A file as CMS publishes it: by itself, or one of several in a zip.
 *
 * @param name name of the file, inside the zip if there is one
 */
public record PublishedFile(String name, byte[] bytes) {

  /** No CMS file is near this size; reading of a zip that unpacks to more is stopped. */
  private static final int LIMIT = 64 * 1024 * 1024;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private static final String WORKBOOK = ".xlsx";

  /**
   * Returns the only member of a zip with a matching name, or the file itself if it is not a zip.
   * An xlsx is technically a zip, but is returned as it is; it is also preferred if a zip holds one
   * table in two formats.
   */
  public static Reading<PublishedFile> of(String name, byte[] file, Predicate<String> wanted) {
    boolean zip =
        file.length > ZIP.length && Arrays.equals(file, 0, ZIP.length, ZIP, 0, ZIP.length);
    if (!zip || isWorkbook(name)) {
      return new Reading.Read<>(List.of(new PublishedFile(name, file)), List.of());
    }
    return member(name, new ByteArrayInputStream(file), wanted);
  }

  /** Reads a file from disk, and of a zip the wanted member alone: a zip may be of any size. */
  public static Reading<PublishedFile> in(Path path, Predicate<String> wanted) throws IOException {
    String name = String.valueOf(path.getFileName());
    return name.toLowerCase(Locale.ROOT).endsWith(".zip")
        ? member(name, Files.newInputStream(path), wanted)
        : of(name, Files.readAllBytes(path), wanted);
  }

  private static Reading<PublishedFile> member(
      String name, InputStream zip, Predicate<String> wanted) {
    try (ZipInputStream in = new ZipInputStream(zip)) {
      List<PublishedFile> members = members(in, wanted);
      return members.size() == 1
          ? new Reading.Read<>(members, List.of())
          : new Reading.WrongFile<>(
              name
                  + " holds "
                  + members.size()
                  + " files that could be meant; unpack it and name one.");
    } catch (IOException e) {
      return new Reading.WrongFile<>(name + " is no readable zip: " + e.getMessage());
    }
  }

  private static List<PublishedFile> members(ZipInputStream in, Predicate<String> wanted)
      throws IOException {
    List<PublishedFile> members = new ArrayList<>();
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      String name = entry.getName().toLowerCase(Locale.ROOT);
      if (!entry.isDirectory() && !isOfTheArchiver(name) && wanted.test(name)) {
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
          throw new IOException(entry.getName() + " is larger than any file of CMS's.");
        }
        members.add(new PublishedFile(entry.getName(), bytes));
      }
    }
    return withoutOtherFormats(members);
  }

  /** A Mac adds a shadow of every file, with its name and other content. */
  private static boolean isOfTheArchiver(String name) {
    return name.startsWith("__macosx/")
        || name.substring(name.lastIndexOf('/') + 1).startsWith("._");
  }

  private static List<PublishedFile> withoutOtherFormats(List<PublishedFile> members) {
    List<String> workbooks =
        members.stream()
            .map(PublishedFile::name)
            .filter(PublishedFile::isWorkbook)
            .map(PublishedFile::stem)
            .toList();
    return members.stream()
        .filter(member -> isWorkbook(member.name()) || !workbooks.contains(stem(member.name())))
        .toList();
  }

  private static boolean isWorkbook(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(WORKBOOK);
  }

  private static String stem(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }
}
