package org.priceunits.loading.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadProvenanceWriterTest {

  /** A crosswalk writes thousands of packages; servers bound the length of a list. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "500, 1", "501, 2", "6629, 14"})
  void theOriginOfManyResourcesIsWrittenInParts(int resources, int parts) {
    List<Resource> written =
        IntStream.range(0, resources)
            .<Resource>mapToObj(i -> (Resource) new MedicationKnowledge().setId("ndc-" + i))
            .toList();
    List<Provenance> origin =
        new LoadProvenanceWriter()
            .write("file.csv", new byte[] {1}, LocalDate.of(2025, 10, 1), written, Instant.EPOCH);
    assertThat(origin).hasSize(parts);
    assertThat(origin).extracting(Resource::getId).doesNotHaveDuplicates();
    assertThat(origin)
        .flatExtracting(Provenance::getTarget)
        .extracting(target -> target.getReference())
        .containsExactlyElementsOf(
            written.stream().map(one -> "MedicationKnowledge/" + one.getIdPart()).toList());
    assertThat(origin).allMatch(part -> part.getTarget().size() <= 500 && part.hasEntity());
  }
}
