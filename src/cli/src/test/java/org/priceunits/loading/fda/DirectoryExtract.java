package org.priceunits.loading.fda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An extract of the NDC Directory that has product and package in one row, as the two tables that
 * the FDA publishes, in the layout of that year.
 */
public final class DirectoryExtract implements NdcDirectory.Tables {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final List<String> PRODUCT =
      List.of(
          "PROPRIETARYNAME",
          "NONPROPRIETARYNAME",
          "DOSAGEFORMNAME",
          "ROUTENAME",
          "APPLICATIONNUMBER",
          "LABELERNAME",
          "SUBSTANCENAME",
          "ACTIVE_NUMERATOR_STRENGTH",
          "ACTIVE_INGRED_UNIT");

  private final StringBuilder products = new StringBuilder("PRODUCTID\tPRODUCTNDC");
  private final StringBuilder packages =
      new StringBuilder("PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\r\n");

  /**
   * @param extract tab-separated, with NDC11 and the columns of the FDA
   */
  public DirectoryExtract(byte[] extract) {
    List<String> lines = new String(extract, StandardCharsets.UTF_8).lines().toList();
    List<String> columns = Arrays.asList(lines.get(0).split("\t", -1));
    PRODUCT.forEach(column -> products.append('\t').append(column));
    products.append("\r\n");
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = new ArrayList<>(Arrays.asList(lines.get(i).split("\t", -1)));
      String ndc = cells.get(columns.indexOf("NDC11"));
      String id = ndc.substring(0, 9) + "_" + i;
      products.append(id).append('\t').append(ndc, 0, 9);
      PRODUCT.forEach(c -> products.append('\t').append(cells.get(columns.indexOf(c))));
      products.append("\r\n");
      packages.append(id).append('\t').append(ndc, 0, 9).append('\t');
      packages.append(ndc, 0, 5).append('-').append(ndc, 5, 9).append('-').append(ndc, 9, 11);
      packages.append('\t').append(cells.get(columns.indexOf("PACKAGEDESCRIPTION"))).append("\r\n");
    }
  }

  @Override
  public InputStream products() {
    return new ByteArrayInputStream(products.toString().getBytes(WINDOWS));
  }

  @Override
  public InputStream packages() {
    return new ByteArrayInputStream(packages.toString().getBytes(WINDOWS));
  }

  /** Writes both tables into a folder; returns the one to load. */
  public Path write(Path folder, String day) throws IOException {
    Files.write(folder.resolve("package-" + day + ".txt"), packages().readAllBytes());
    Path file = folder.resolve("product-" + day + ".txt");
    Files.write(file, products().readAllBytes());
    return file;
  }
}
