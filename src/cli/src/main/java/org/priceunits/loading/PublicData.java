package org.priceunits.loading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;

/**
 * What this program brings of public files beside what it prices with at once: every package of
 * CMS's crosswalks and every payment limit that was at hand, as resources that {@code load} made of
 * them. They are packed in parts, in the order in which they are loaded.
 */
public final class PublicData {
  /** The quarters of its payment limits, in words. */
  public static final String QUARTERS = "2024Q1 to 2025Q3";

  private static final String PACK = "/public-data.zip";

  private PublicData() {}

  /** Returns the parts as files to load. */
  public static List<FileToLoad> files() throws IOException {
    List<FileToLoad> files = new ArrayList<>();
    try (ZipInputStream zip = open()) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        String name = part.getName();
        files.add(
            new FileToLoad(
                Path.of(name),
                () -> new Reading.Read<>(List.of(read(name)), List.of()),
                FileDay.of(name).orElse(null),
                new PublicLoad()));
      }
    }
    return files;
  }

  private static PublishedFile read(String name) throws IOException {
    try (ZipInputStream zip = open()) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        if (part.getName().equals(name)) {
          return new PublishedFile(name, zip.readAllBytes());
        }
      }
    }
    throw new IllegalStateException(PACK + " has no part " + name + ".");
  }

  private static ZipInputStream open() {
    InputStream pack = PublicData.class.getResourceAsStream(PACK);
    if (pack == null) {
      throw new IllegalStateException(PACK + " is missing on the class path.");
    }
    return new ZipInputStream(pack);
  }
}
