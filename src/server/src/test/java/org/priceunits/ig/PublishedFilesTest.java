package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.examples.Examples;
import org.priceunits.examples.Golden;

class PublishedFilesTest {
  /**
   * Extension of a guide that is not part of R4, by which HL7's terminology suite knows a server.
   */
  private static final String FEATURES =
      "http://hl7.org/fhir/uv/application-feature/StructureDefinition/feature";

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesButStructureDefinitions")
  void everyFileIsValidR4(PublishedFile file) {
    List<String> errors =
        file.parts()
            .flatMap(part -> errors(part).map(error -> part.getId() + " " + error))
            .filter(error -> !error.contains(FEATURES))
            .toList();

    assertThat(errors).isEmpty();
  }

  /** Uses one Bundle, because the validator rereads all of R4 for each resource it validates. */
  @Test
  void everyStructureDefinitionIsValidR4() {
    Bundle all = new Bundle();
    all.setType(BundleType.COLLECTION);
    PublishedFile.resources(StructureDefinition.class)
        .forEach(
            definition -> all.addEntry().setFullUrl(definition.getUrl()).setResource(definition));

    assertThat(OfflineValidator.shared().errors(all)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyFileIsNamedAfterItsContent(PublishedFile file) {
    String name = file.path().getFileName().toString();

    if (file.content() instanceof Bundle) {
      assertThat(name).startsWith("Bundle-");
    } else {
      assertThat(name)
          .isEqualTo(file.content().getIdElement().getValue().replace('/', '-') + ".json");
    }
  }

  @Test
  void everyCanonicalIsDefinedOnce() {
    assertThat(moreThanOnce(canonicals(), MetadataResource::getUrl)).isEmpty();
  }

  @Test
  void theGuideListsEveryFile() {
    List<ImplementationGuide> guides = PublishedFile.resources(ImplementationGuide.class);
    Map<Boolean, List<String>> listed =
        guides.stream()
            .flatMap(guide -> guide.getDefinition().getResource().stream())
            .collect(
                Collectors.partitioningBy(
                    PublishedFilesTest::isExample,
                    Collectors.mapping(
                        resource -> resource.getReference().getReference(), Collectors.toList())));
    List<String> others =
        files().stream()
            .filter(file -> !(file.content() instanceof ImplementationGuide))
            .map(file -> file.content().getIdElement().toUnqualifiedVersionless().getValue())
            .toList();

    assertThat(listed.get(false)).as("run ig/build.sh").containsExactlyInAnyOrderElementsOf(others);
    assertThat(listed.get(true))
        .as("run ig/build.sh")
        .containsExactlyInAnyOrderElementsOf(
            Examples.all().stream()
                .flatMap(e -> Stream.of(e.request(), Golden.response(e)))
                .map(r -> r.fhirType() + "/" + r.getIdPart())
                .toList());
  }

  private static boolean isExample(ImplementationGuideDefinitionResourceComponent resource) {
    return resource.getExample() instanceof BooleanType example && example.booleanValue();
  }

  @Test
  void everyIdIsUsedOnce() {
    assertThat(moreThanOnce(PublishedFile.resources(), Resource::getId)).isEmpty();
  }

  @Test
  void everyCanonicalIsActiveDatedVersionedAndSigned() {
    assertThat(canonicals())
        .allSatisfy(
            resource -> {
              assertThat(resource.getStatus().toCode()).isEqualTo("active");
              assertThat(resource.getDate()).isNotNull();
              assertThat(resource.getVersion()).isNotBlank();
              assertThat(resource.getPublisher()).isEqualTo("price-units");
            });
  }

  static List<PublishedFile> files() {
    return PublishedFile.all();
  }

  static Stream<PublishedFile> filesButStructureDefinitions() {
    return files().stream().filter(file -> !(file.content() instanceof StructureDefinition));
  }

  private static Stream<String> errors(Resource resource) {
    return OfflineValidator.shared().errors(resource, profiles(resource)).stream();
  }

  private static String[] profiles(Resource resource) {
    if (resource instanceof ChargeItemDefinition definition) {
      return new String[] {
        definition.hasCode() ? "charge-item-definition-fee" : "charge-item-definition-policy"
      };
    }
    return resource instanceof MedicationKnowledge ? new String[] {"drug-package"} : new String[0];
  }

  private static List<MetadataResource> canonicals() {
    return PublishedFile.resources(MetadataResource.class);
  }

  private static <T> List<String> moreThanOnce(List<T> items, Function<T, String> key) {
    return items.stream()
        .collect(Collectors.groupingBy(key, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
