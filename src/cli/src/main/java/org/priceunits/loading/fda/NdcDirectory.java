package org.priceunits.loading.fda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.RejectedLine;

/**
 * Reads the FDA's NDC Directory: {@code product.txt} and {@code package.txt}, tab-separated in
 * windows-1252, without quotes, joined by PRODUCTID. The columns are found by name, so that the
 * files from 2015 on, which have fewer, are read too. Only the packages that are asked for are
 * kept.
 */
public final class NdcDirectory {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String ID = "PRODUCTID";
  private static final String NDC = "NDCPACKAGECODE";
  private static final String DESCRIPTION = "PACKAGEDESCRIPTION";
  private static final String FORM = "DOSAGEFORMNAME";

  private final Set<Ndc> wanted;
  private final List<RejectedLine> rejected = new ArrayList<>();
  private final Map<String, List<Packed>> byProduct = new LinkedHashMap<>();
  private final List<NdcListing> listings = new ArrayList<>();

  private NdcDirectory(Set<Ndc> wanted) {
    this.wanted = wanted;
  }

  /** The two tables of one directory. */
  public interface Tables {
    /** Opens product.txt. */
    InputStream products() throws IOException;

    /** Opens package.txt. */
    InputStream packages() throws IOException;
  }

  /** A package that is asked for, and those that contain it. */
  private record Packed(Ndc ndc, List<Ndc> outer, Map<String, String> row) {}

  /**
   * Returns the listings of the packages that are asked for, in the order of the files. A package
   * inside another one, such as a vial in its carton, is found by the description of the carton.
   *
   * @throws IOException if a table cannot be read
   */
  public static Reading<NdcListing> read(Tables tables, Set<Ndc> wanted) throws IOException {
    NdcDirectory directory = new NdcDirectory(wanted);
    Optional<String> fault =
        rows(tables.packages(), List.of(ID, NDC, DESCRIPTION), directory::packed)
            .map(missing -> "package.txt of the NDC Directory has no column " + missing + ".");
    if (fault.isEmpty()) {
      fault =
          rows(tables.products(), List.of(ID, FORM, "ACTIVE_INGRED_UNIT"), directory::listed)
              .map(missing -> "product.txt of the NDC Directory has no column " + missing + ".");
    }
    return fault.isPresent()
        ? new Reading.WrongFile<>(fault.get())
        : new Reading.Read<>(directory.listings, directory.rejected);
  }

  private void packed(int line, Map<String, String> row) {
    PackageDescription description = new PackageDescription(cell(row, DESCRIPTION));
    Optional<Ndc> own = Ndc.of(cell(row, NDC));
    if (own.isEmpty()) {
      rejected.add(
          new RejectedLine(
              line, "'" + cell(row, NDC) + "' is not an NDC of three parts (package.txt)."));
      return;
    }
    // The product of the row is the kit, not one of its parts.
    List<Ndc> levels =
        description.ofParts() ? new ArrayList<>(1) : new ArrayList<>(description.packages());
    if (!levels.contains(own.get())) {
      levels.add(0, own.get());
    }
    for (int i = 0; i < levels.size(); i++) {
      if (wanted.contains(levels.get(i))) {
        byProduct
            .computeIfAbsent(cell(row, ID), any -> new ArrayList<>(1))
            .add(new Packed(levels.get(i), levels.subList(0, i), row));
      }
    }
  }

  private void listed(int line, Map<String, String> row) {
    for (Packed packed : byProduct.getOrDefault(cell(row, ID), List.of())) {
      boolean kit = cell(row, FORM).equalsIgnoreCase("KIT");
      listings.add(
          new NdcListing(
              packed.ndc(),
              (cell(row, "PROPRIETARYNAME") + " " + cell(row, "PROPRIETARYNAMESUFFIX")).strip(),
              cell(row, FORM),
              Arrays.stream(cell(row, "ROUTENAME").split(";"))
                  .map(String::strip)
                  .filter(route -> !route.isEmpty())
                  .toList(),
              cell(row, "APPLICATIONNUMBER"),
              kit
                  ? Optional.empty()
                  : ListedStrengths.read(
                      cell(row, "ACTIVE_NUMERATOR_STRENGTH"), cell(row, "ACTIVE_INGRED_UNIT")),
              new PackageDescription(cell(packed.row(), DESCRIPTION)).container(),
              new PackageDescription(cell(packed.row(), DESCRIPTION)).holder(),
              packed.outer(),
              day(packed.row(), row, "STARTMARKETINGDATE"),
              day(packed.row(), row, "ENDMARKETINGDATE")));
    }
  }

  /** Returns a date of the package, which files until about 2019 have of the product alone. */
  private static @Nullable LocalDate day(
      Map<String, String> pack, Map<String, String> product, String column) {
    String text = pack.containsKey(column) ? cell(pack, column) : cell(product, column);
    try {
      return text.isEmpty() ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Reads the rows below the header; returns the first column that is missing. */
  private static Optional<String> rows(
      InputStream table, Collection<String> required, BiConsumer<Integer, Map<String, String>> row)
      throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, WINDOWS))) {
      String header = lines.readLine();
      List<String> columns =
          header == null
              ? List.of()
              : Arrays.stream(header.split("\t", -1))
                  .map(column -> column.strip().toUpperCase(Locale.ROOT))
                  .toList();
      for (String column : required) {
        if (!columns.contains(column)) {
          return Optional.of(column);
        }
      }
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          row.accept(number, cells(columns, line.split("\t", -1)));
        }
      }
      return Optional.empty();
    }
  }

  private static Map<String, String> cells(List<String> columns, String[] values) {
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), values.length); i++) {
      cells.put(columns.get(i), values[i].strip());
    }
    return cells;
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
