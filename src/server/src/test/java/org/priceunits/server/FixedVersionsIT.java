package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares what the jar holds, as its list of contents tells, with the versions that may not come
 * back. The build writes the list unless it is offline; {@code .ci/run} fails if the jar lacks it.
 */
class FixedVersionsIT {
  private static final String CONTENTS = "/META-INF/sbom/application.cdx.json";

  private record Component(String name, String version) {}

  @ParameterizedTest
  @CsvFileSource(resources = "fixed-versions.csv")
  void noVersionComesBack(String component, String first, String reason) throws IOException {
    List<Component> shipped =
        components().stream().filter(c -> c.name().startsWith(component)).toList();
    assertThat(shipped).as("%s is shipped", component).isNotEmpty();
    assertThat(shipped.stream().filter(c -> isBefore(c.version(), first))).as(reason).isEmpty();
  }

  @Test
  void allModulesOfOneLibraryHaveOneVersion() throws IOException {
    assertThat(
            components().stream()
                .filter(c -> c.name().startsWith("ca.uhn.hapi.fhir:org.hl7.fhir."))
                .map(Component::version)
                .distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "6.7.9, 6.10.3, true",
    "6.10.3, 6.10.3, false",
    "6.10.10, 6.10.3, false",
    "3.1.2.RELEASE, 3.1.7, true",
    "3.1.7.RELEASE, 3.1.7, false",
    "2.20.0, 2.21, true",
    "2.21, 2.21, false"
  })
  void versionsAreComparedByTheirNumbers(String version, String first, boolean before) {
    if (before) {
      assertTrue(isBefore(version, first));
    } else {
      assertFalse(isBefore(version, first));
    }
  }

  private static boolean isBefore(String version, String first) {
    return Version.parse(version.replace(".RELEASE", "")).compareTo(Version.parse(first)) < 0;
  }

  private static List<Component> components() throws IOException {
    try (InputStream contents = FixedVersionsIT.class.getResourceAsStream(CONTENTS)) {
      assumeThat(contents).as("a build with -o writes no list").isNotNull();
      List<Component> components = new ArrayList<>();
      for (JsonNode component : new ObjectMapper().readTree(contents).path("components")) {
        components.add(
            new Component(
                component.path("group").asText() + ":" + component.path("name").asText(),
                component.path("version").asText()));
      }
      return components;
    }
  }
}
