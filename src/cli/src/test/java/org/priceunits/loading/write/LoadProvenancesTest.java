package org.priceunits.loading.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class LoadProvenancesTest {
  private static final byte[] FILE = "file".getBytes(StandardCharsets.UTF_8);

  @Test
  void aProvenanceNamesNoMoreResourcesThanAServerTakes() {
    assertThat(targets(0)).isEmpty();
    assertThat(targets(1)).containsExactly(1);
    assertThat(targets(1000)).containsExactly(1000);
    assertThat(targets(1001)).containsExactly(1000, 1);
    assertThat(targets(6629)).containsExactly(1000, 1000, 1000, 1000, 1000, 1000, 629);
  }

  @Test
  void aFileLoadedAgainGivesTheSameIdsAndEveryResourceIsNamedOnce() {
    List<Provenance> first = provenances(2500);

    assertThat(first.stream().map(Provenance::getIdPart).distinct()).hasSize(3);
    assertThat(provenances(2500).stream().map(Provenance::getIdPart))
        .containsExactlyElementsOf(first.stream().map(Provenance::getIdPart).toList());
    assertThat(
            first.stream()
                .flatMap(each -> each.getTarget().stream())
                .map(target -> target.getReference())
                .distinct())
        .hasSize(2500);
  }

  private static List<Integer> targets(int resources) {
    return provenances(resources).stream().map(each -> each.getTarget().size()).toList();
  }

  private static List<Provenance> provenances(int resources) {
    List<Resource> written =
        IntStream.range(0, resources)
            .mapToObj(i -> (Resource) new MedicationKnowledge().setId("ndc-" + i))
            .toList();
    return new LoadProvenanceWriter()
        .write("crosswalk.csv", FILE, LocalDate.of(2025, 6, 23), written, Instant.EPOCH);
  }
}
