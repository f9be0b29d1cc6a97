package org.priceunits.loading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.fda.NdcDirectory;
import org.priceunits.loading.fda.NdcFiles;
import org.priceunits.loading.fda.NdcListing;
import org.priceunits.loading.write.ListingWriter;

/**
 * Loads the FDA's NDC Directory: what it says of the packages that the target holds. Packages that
 * it no longer lists keep what an earlier directory said.
 */
public final class NdcLoad implements FileLoad {
  private final Path path;

  /**
   * @param path the zip, or one of its two tables with the other one beside it
   */
  public NdcLoad(Path path) {
    this.path = path;
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    NdcFiles tables = new NdcFiles(path);
    Optional<LocalDate> inName = FileDay.of(path);
    Optional<LocalDate> listed = inName.isPresent() ? inName : tables.written();
    if (listed.isEmpty()) {
      return new LoadPlan.Refused(
          "The day of the directory is not known. Put it into the name, as in product-2025-07-11.txt, or load the FDA's zip.");
    }
    Map<Ndc, MedicationKnowledge> held = new LinkedHashMap<>();
    for (MedicationKnowledge product : target.all(MedicationKnowledge.class)) {
      Packages.ndc(product).ifPresent(ndc -> held.put(ndc, product));
    }
    Reading<NdcListing> reading = NdcDirectory.read(tables, held.keySet());
    if (!(reading instanceof Reading.Read<NdcListing> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<NdcListing>) reading).reason());
    }
    ListingWriter writer = new ListingWriter(listed.get());
    Map<Ndc, NdcListing> listings = new LinkedHashMap<>();
    for (NdcListing listing : read.records()) {
      listings.merge(listing.ndc(), listing, NdcLoad::closer);
    }
    Map<Ndc, MedicationKnowledge> written = new LinkedHashMap<>();
    listings.forEach(
        (ndc, listing) ->
            Optional.ofNullable(held.get(ndc))
                .ifPresent(product -> written.put(ndc, writer.write(product, listing))));
    List<MedicationKnowledge> changed =
        new Differences(List.copyOf(held.values())).changed(List.copyOf(written.values()));
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("packages with a new listing", Packages.ndcs(changed));
    List<MedicationKnowledge> without = new ArrayList<>(held.values());
    without.removeIf(product -> Packages.ndc(product).filter(written::containsKey).isPresent());
    named.put("packages that the directory does not list", Packages.ndcs(without));
    return new LoadPlan.Changes(List.copyOf(changed), named, read.rejected());
  }

  /**
   * A package can be listed by itself and within others: its own listing applies, otherwise the
   * first.
   */
  private static NdcListing closer(NdcListing first, NdcListing next) {
    return !first.outer().isEmpty() && next.outer().isEmpty() ? next : first;
  }
}
