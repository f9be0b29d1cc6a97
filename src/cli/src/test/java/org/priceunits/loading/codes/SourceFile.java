package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A source file of the shipped content.
 *
 * @param path path below the folder of source files
 * @param posted the day CMS posted it; empty if the file has no such day
 * @param publishedName the name under which it was published
 */
record SourceFile(String kind, String path, String posted, String publishedName) {

  static List<SourceFile> all(String kind) {
    return Supplement.table("sources.csv").stream()
        .map(SourceFile::of)
        .filter(source -> source.kind.equals(kind))
        .toList();
  }

  static SourceFile only(String kind) {
    return all(kind).get(0);
  }

  private static SourceFile of(Map<String, String> row) {
    return new SourceFile(
        Supplement.cell(row, "kind"),
        Supplement.cell(row, "path"),
        Supplement.cell(row, "posted"),
        Supplement.cell(row, "published-name"));
  }

  byte[] bytes(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve(path));
  }

  LocalDate postedOn() {
    return LocalDate.parse(posted);
  }
}
