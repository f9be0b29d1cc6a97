package org.priceunits.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.RejectedLine;
import org.priceunits.loading.codes.SingleDosePolicy;

/**
 * Loads CMS's list of the codes whose drug comes in single-dose containers: a text with one code on
 * a line. An older list never replaces a newer one.
 */
public final class SingleDoseLoad implements FileLoad {

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Optional<LocalDate> day = FileDay.of(file.name());
    if (day.isEmpty()) {
      return new LoadPlan.Refused(
          "The day of the list is not known. Put it into the name, as in single-dose-codes-2025-06-20.txt.");
    }
    TreeSet<String> codes = new TreeSet<>();
    List<RejectedLine> rejected = new ArrayList<>();
    List<String> lines = new String(file.bytes(), StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String code = lines.get(i).strip();
      if (HcpcsCode.of(code).isPresent()) {
        codes.add(code);
      } else if (!code.isEmpty()) {
        rejected.add(new RejectedLine(i + 1, "'" + code + "' is not a HCPCS Level II code."));
      }
    }
    if (codes.isEmpty()) {
      return new LoadPlan.Refused("This is no list of codes: no line is a HCPCS Level II code.");
    }
    ValueSet set = SingleDosePolicy.list().write(codes, day.get());
    List<ValueSet> held =
        target.all(ValueSet.class).stream()
            .filter(other -> other.getIdPart().equals(set.getIdPart()))
            .toList();
    boolean newer =
        held.stream().anyMatch(other -> other.getVersion().compareTo(set.getVersion()) > 0);
    List<ValueSet> changed = newer ? List.of() : new Differences(held).changed(List.of(set));
    return new LoadPlan.Changes(
        List.copyOf(changed),
        Map.of("single-dose codes", changed.isEmpty() ? List.of() : List.copyOf(codes)),
        rejected);
  }
}
