package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.fda.DirectoryExtract;
import org.priceunits.loading.fda.NdcDirectory;
import org.priceunits.loading.fda.NdcListing;
import org.priceunits.loading.fda.PurpleBookFile;
import org.priceunits.loading.write.LicenceWriter;
import org.priceunits.loading.write.ListingWriter;

/** What the FDA's NDC Directory and Purple Book say of the shipped packages. */
final class ListedFacts {
  private final Map<String, NdcListing> listings = new HashMap<>();
  private final ListingWriter directory;
  private final LicenceWriter licences;

  private ListedFacts(List<NdcListing> listed, ListingWriter directory, LicenceWriter licences) {
    listed.forEach(listing -> listings.putIfAbsent(listing.ndc().value(), listing));
    this.directory = directory;
    this.licences = licences;
  }

  static ListedFacts of(Path folder, List<PackageRow> rows) throws IOException {
    SourceFile directory = SourceFile.only("fda-directory");
    SourceFile purpleBook = SourceFile.only("purple-book");
    Set<Ndc> wanted = new HashSet<>();
    rows.forEach(row -> Ndc.of(row.ndc()).ifPresent(wanted::add));
    List<NdcListing> listings =
        Readings.records(
            directory, NdcDirectory.read(new DirectoryExtract(directory.bytes(folder)), wanted));
    return new ListedFacts(
        listings,
        new ListingWriter(directory.postedOn()),
        new LicenceWriter(
            Readings.records(purpleBook, PurpleBookFile.read(purpleBook.bytes(folder))),
            purpleBook.posted()));
  }

  MedicationKnowledge added(MedicationKnowledge product) {
    NdcListing listing = listings.get(product.getCode().getCodingFirstRep().getCode());
    return licences.write(listing == null ? product : directory.write(product, listing));
  }
}
