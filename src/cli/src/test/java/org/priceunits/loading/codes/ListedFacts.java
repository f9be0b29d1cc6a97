package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.TabTable;
import org.priceunits.loading.fda.DirectoryExtract;
import org.priceunits.loading.fda.NdcDirectory;
import org.priceunits.loading.fda.NdcListing;
import org.priceunits.loading.fda.PurpleBookFile;
import org.priceunits.loading.write.LicenceWriter;
import org.priceunits.loading.write.ListingWriter;

/** What the FDA's NDC Directory and Purple Book say of packages. */
final class ListedFacts {
  /** A name as the directory of 2018 has it: Alimta (Pemetrexed disodium) 1 VIAL in 1 CARTON. */
  private static final Pattern NAME =
      Pattern.compile("(?<brand>[^(]+) \\(.*?\\) (?<description>\\.?\\d.*)");

  private final Map<String, NdcListing> listings = new HashMap<>();
  private final Map<String, NdcListing> names = new HashMap<>();
  private final ListingWriter directory;
  private final ListingWriter ofNames;
  private final LicenceWriter licences;

  private ListedFacts(Path folder, Set<Ndc> wanted, boolean withNames) throws IOException {
    SourceFile extract = SourceFile.only("fda-directory");
    SourceFile named = SourceFile.only("fda-names");
    SourceFile purpleBook = SourceFile.only("purple-book");
    read(extract, extract.bytes(folder), wanted, listings);
    if (withNames) {
      read(named, layout(named.bytes(folder)), wanted, names);
    }
    directory = new ListingWriter(extract.postedOn());
    ofNames = new ListingWriter(named.postedOn());
    licences =
        new LicenceWriter(
            Readings.records(purpleBook, PurpleBookFile.read(purpleBook.bytes(folder))),
            purpleBook.posted());
  }

  static ListedFacts of(Path folder, List<PackageRow> rows) throws IOException {
    Set<Ndc> wanted = new HashSet<>();
    rows.forEach(row -> Ndc.of(row.ndc()).ifPresent(wanted::add));
    return new ListedFacts(folder, wanted, false);
  }

  /** Also with the wording of a later directory, where the whole one does not list a package. */
  static ListedFacts of(Path folder, Collection<MedicationKnowledge> packages) throws IOException {
    Set<Ndc> wanted = new HashSet<>();
    packages.forEach(product -> Ndc.of(ndc(product)).ifPresent(wanted::add));
    return new ListedFacts(folder, wanted, true);
  }

  private static void read(
      SourceFile source, byte[] extract, Set<Ndc> wanted, Map<String, NdcListing> into)
      throws IOException {
    Readings.records(source, NdcDirectory.read(new DirectoryExtract(extract), wanted))
        .forEach(listing -> into.putIfAbsent(listing.ndc().value(), listing));
  }

  /** Returns names and descriptions in the columns of the directory; the others are empty. */
  private static byte[] layout(byte[] named) {
    StringBuilder extract =
        new StringBuilder("NDC11\tPROPRIETARYNAME\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\tROUTENAME")
            .append("\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\tACTIVE_NUMERATOR_STRENGTH")
            .append("\tACTIVE_INGRED_UNIT\tPACKAGEDESCRIPTION\n");
    for (TabTable.Row row : TabTable.of(named).rows()) {
      Matcher name = NAME.matcher(row.cell("NDC_NAME"));
      if (name.matches()) {
        extract.append(row.cell("NDC11")).append('\t').append(name.group("brand"));
        extract.append("\t".repeat(9)).append(name.group("description")).append('\n');
      }
    }
    return extract.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String ndc(MedicationKnowledge product) {
    return product.getCode().getCodingFirstRep().getCode();
  }

  MedicationKnowledge added(MedicationKnowledge product) {
    NdcListing listing = listings.get(ndc(product));
    NdcListing name = names.get(ndc(product));
    MedicationKnowledge listed =
        listing != null
            ? directory.write(product, listing)
            : name == null ? product : ofNames.write(product, name);
    return licences.write(listed);
  }
}
