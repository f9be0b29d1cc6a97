package org.priceunits.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Helm's own lint of the chart, and what it renders with the settings that an operator chooses. */
class ChartTest {
  private static final Path CHART = Path.of("docker/helm/price-units").toAbsolutePath();
  private static final Map<String, String> ON_POSTGRES =
      Map.of(
          "database.url", "jdbc:postgresql://db:5432/price-units",
          "security.issuer", "https://issuer.example.org",
          "security.audience", "price-units");

  @Test
  void helmFindsNothingToSay() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void nodesOnPostgresAreADeploymentWithABudgetForDrains() {
    List<Map<String, Object>> rendered = render(ON_POSTGRES);
    assertThat(kinds(rendered))
        .containsExactlyInAnyOrder("Deployment", "Service", "PodDisruptionBudget");
    assertThat(environment(rendered))
        .containsEntry("SPRING_PROFILES_ACTIVE", "postgres")
        .containsEntry(
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", "https://issuer.example.org")
        .doesNotContainKey("PRICE_UNITS_SECURITY_OPEN_TO_NETWORK");
  }

  @Test
  void oneNodeWithoutPostgresKeepsItsDataOnAVolume() {
    List<Map<String, Object>> rendered =
        render(Map.of("replicas", "1", "security.openToNetwork", "true"));
    assertThat(kinds(rendered)).containsExactlyInAnyOrder("StatefulSet", "Service");
    assertThat(environment(rendered)).containsEntry("PRICE_UNITS_SECURITY_OPEN_TO_NETWORK", "true");
  }

  @Test
  void theServerMayWriteOnlyToItsVolumes() {
    Map<String, Object> container = container(render(ON_POSTGRES));
    assertThat(container.get("securityContext"))
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
  }

  @Test
  void refusesWhatWouldNotRun() {
    assertThatThrownBy(() -> render(Map.of("security.openToNetwork", "true")))
        .hasMessageContaining("More than one node needs PostgreSQL");
    assertThatThrownBy(() -> render(Map.of("replicas", "1")))
        .hasMessageContaining("Set security.issuer");
    assertThatThrownBy(
            () -> render(Map.of("replicas", "1", "security.issuer", "https://issuer.example.org")))
        .hasMessageContaining("Set security.audience");
  }

  private static List<Map<String, Object>> render(Map<String, String> settings) {
    TemplateCommand template = new Helm(CHART).template().withName("trial");
    settings.forEach(template::set);
    return StreamSupport.stream(new Yaml().loadAll(template.call()).spliterator(), false)
        .map(ChartTest::object)
        .toList();
  }

  private static List<Object> kinds(List<Map<String, Object>> rendered) {
    return rendered.stream().map(resource -> resource.get("kind")).toList();
  }

  private static Map<String, Object> environment(List<Map<String, Object>> rendered) {
    Map<String, Object> values = new HashMap<>();
    for (Object entry : (List<?>) container(rendered).get("env")) {
      Map<String, Object> variable = object(entry);
      values.put((String) variable.get("name"), variable.get("value"));
    }
    return values;
  }

  private static Map<String, Object> container(List<Map<String, Object>> rendered) {
    Map<String, Object> pod =
        rendered.stream()
            .filter(resource -> object(resource.get("spec")).containsKey("template"))
            .map(resource -> object(object(resource.get("spec")).get("template")))
            .map(templated -> object(templated.get("spec")))
            .findFirst()
            .orElseThrow();
    return object(((List<?>) pod.get("containers")).get(0));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
