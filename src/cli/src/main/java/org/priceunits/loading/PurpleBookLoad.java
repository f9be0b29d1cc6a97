package org.priceunits.loading;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.fda.LicensedPresentation;
import org.priceunits.loading.fda.PurpleBookFile;
import org.priceunits.loading.write.LicenceWriter;

/** Loads what the FDA's Purple Book says of the biologics among the packages that are held. */
public final class PurpleBookLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Optional<LocalDate> edition = FileDay.of(file.name());
    if (edition.isEmpty()) {
      return new LoadPlan.Refused(
          "The month of this edition is not known. Put it into the name, as in purple-book-2025-05.tsv.");
    }
    Reading<LicensedPresentation> reading = PurpleBookFile.read(file.bytes());
    if (!(reading instanceof Reading.Read<LicensedPresentation> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<LicensedPresentation>) reading).reason());
    }
    List<MedicationKnowledge> held = target.all(MedicationKnowledge.class);
    LicenceWriter writer =
        new LicenceWriter(read.records(), edition.get().toString().substring(0, 7));
    List<MedicationKnowledge> changed =
        new Differences(held)
            .changed(
                held.stream()
                    .filter(p -> Packages.ndc(p).isPresent() && !p.getSynonym().isEmpty())
                    .map(writer::write)
                    .toList());
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("packages of licensed presentations", Packages.ndcs(changed));
    return new LoadPlan.Changes(List.copyOf(changed), named, read.rejected());
  }
}
