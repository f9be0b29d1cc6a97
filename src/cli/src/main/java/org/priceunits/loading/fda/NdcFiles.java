package org.priceunits.loading.fda;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The tables of the NDC Directory on disk: in {@code ndctext.zip}, or loose beside each other. */
public final class NdcFiles implements NdcDirectory.Tables {
  private static final String PRODUCTS = "product.txt";
  private static final String PACKAGES = "package.txt";

  private final Path file;

  /**
   * @param file the zip, or one of the two loose tables
   */
  public NdcFiles(Path file) {
    this.file = file;
  }

  /** Returns true for a table's name in a zip, which may have a folder before it. */
  public static boolean isPackages(String name) {
    return name.endsWith(PACKAGES) && !name.contains("__macosx");
  }

  @Override
  public InputStream products() throws IOException {
    return open(PRODUCTS);
  }

  @Override
  public InputStream packages() throws IOException {
    return open(PACKAGES);
  }

  /** Returns the day on which the FDA wrote the zip's tables; empty for loose ones. */
  public Optional<LocalDate> written() throws IOException {
    if (!isZip()) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return entry(zip, PACKAGES)
          .map(e -> e.getLastModifiedTime().toInstant().atZone(ZoneOffset.UTC).toLocalDate());
    }
  }

  private InputStream open(String table) throws IOException {
    if (!isZip()) {
      return Files.newInputStream(beside(table));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry =
          entry(zip, table).orElseThrow(() -> new FileNotFoundException(file + " has no " + table));
      try (InputStream in = zip.getInputStream(entry)) {
        return new ByteArrayInputStream(in.readAllBytes());
      }
    }
  }

  /** Returns the other table of a loose one: its name differs in one word alone. */
  private Path beside(String table) {
    String name = String.valueOf(file.getFileName());
    String other =
        table.equals(PRODUCTS)
            ? name.replace("package", "product")
            : name.replace("product", "package");
    return file.resolveSibling(other);
  }

  private boolean isZip() {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static Optional<? extends ZipEntry> entry(ZipFile zip, String table) {
    return zip.stream()
        .filter(e -> !e.getName().toLowerCase(Locale.ROOT).contains("__macosx"))
        .filter(e -> e.getName().toLowerCase(Locale.ROOT).endsWith(table))
        .findFirst();
  }
}
