package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.LatestVersion;

class SharedLinesTest {
  /** A line is {@code content version day}, a dash for what it does not state. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a 9 -; b 10 -; b; false",
        "b 9 -; a 10 -; a; false",
        "a 2 1; b 1 2; a; false",
        "a - 1; b - 2; b; false",
        "a 9 1; b - 2; b; false",
        "a x 1; b y 2; b; false",
        "a - -; b - -; ; true",
        "a 9 -; b - -; ; true",
        "a 9 1; b - -; ; true",
        "a 9 -; b 9 -; ; true",
        "a 9 -; a 9 -; a; false",
        "a 9 1; a - -; a; false",
        "a - -; a - -; a; false",
      })
  void theLatestOfTwoLinesCountsAsInACall(
      String one, String other, String content, boolean undecided) {
    for (List<String> lines : List.of(List.of(one, other), List.of(other, one))) {
      LatestVersion latest = latest(merged(lines.stream().map(SharedLinesTest::line).toList()));

      assertThat(latest.undecided()).isEqualTo(undecided);
      if (!undecided) {
        assertThat(content(latest.resource())).isEqualTo(content);
      }
    }
  }

  @Property(tries = 300)
  void theOrderOfTheLinesAndWhatIsPutTogetherFirstDoNotMatter(@ForAll Random random) {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(12); i++) {
      String version = random.nextInt(4) == 0 ? "-" : String.valueOf(1 + random.nextInt(3));
      String day = random.nextInt(4) == 0 ? "-" : String.valueOf(1 + random.nextInt(3));
      lines.add(line("abc".charAt(random.nextInt(3)) + " " + version + " " + day));
    }
    LatestVersion expected =
        LatestVersion.of(lines.stream().map(SharedLinesTest::resource).toList());
    byte[] kept = merged(lines);
    Collections.shuffle(lines, random);
    int cut = random.nextInt(lines.size() - 1) + 1;
    byte[] otherwise =
        SharedLines.merged(merged(lines.subList(0, cut)), merged(lines.subList(cut, lines.size())));

    for (byte[] some : List.of(kept, otherwise)) {
      assertThat(latest(some).undecided()).isEqualTo(expected.undecided());
      if (!expected.undecided()) {
        assertThat(content(latest(some).resource())).isEqualTo(content(expected.resource()));
        assertThat(latest(some).resource().getMeta().getLastUpdatedElement().getValueAsString())
            .isEqualTo(
                latest(kept).resource().getMeta().getLastUpdatedElement().getValueAsString());
      }
    }
  }

  @Test
  void fewOfManyLinesAreKept() {
    List<byte[]> lines =
        Stream.iterate(0, i -> i + 1)
            .limit(500)
            .map(i -> line(i + " " + i + " " + (1 + i % 28)))
            .toList();

    byte[] kept = merged(lines);

    assertThat(new String(kept, StandardCharsets.UTF_8).lines().count()).isLessThan(9);
    assertThat(content(latest(kept).resource())).isEqualTo("499");
  }

  @Test
  void aLineThatIsNoResourceStandsForNothingBesideOneThatIs() {
    byte[] bad =
        "{\"resourceType\":\"Medication\",\"id\":\"m1\",\"status\":\"eaten\"}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] good = line("a - -");

    assertThat(SharedLines.merged(bad, good)).isEqualTo(good);
    assertThat(SharedLines.merged(good, bad)).isEqualTo(good);
    assertThat(SharedLines.merged(bad, bad)).isEqualTo(bad);
    assertThat(SharedLines.latest(new String(bad, StandardCharsets.UTF_8))).isEmpty();
  }

  private static byte[] merged(List<byte[]> lines) {
    return lines.stream().reduce(SharedLines::merged).orElseThrow();
  }

  private static LatestVersion latest(byte[] kept) {
    return SharedLines.latest(new String(kept, StandardCharsets.UTF_8)).orElseThrow();
  }

  private static Resource resource(byte[] line) {
    return latest(line).resource();
  }

  private static String content(Resource resource) {
    return ((Medication) resource).getCode().getText();
  }

  private static byte[] line(String text) {
    List<String> parts = Arrays.asList(text.strip().split(" "));
    Medication medication = new Medication();
    medication.setId("m1");
    medication.getCode().setText(parts.get(0));
    if (!parts.get(1).equals("-")) {
      medication.getMeta().setVersionId(parts.get(1));
    }
    if (!parts.get(2).equals("-")) {
      medication
          .getMeta()
          .getLastUpdatedElement()
          .setValueAsString("2025-01-%02dT00:00:00Z".formatted(Integer.parseInt(parts.get(2))));
    }
    return ShippedKnowledge.FHIR
        .newJsonParser()
        .encodeResourceToString(medication)
        .getBytes(StandardCharsets.UTF_8);
  }
}
