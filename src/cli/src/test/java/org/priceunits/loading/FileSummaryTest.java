package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.priceunits.loading.cms.RejectedLine;

class FileSummaryTest {
  private static final List<String> MANY =
      IntStream.rangeClosed(10, 40).mapToObj(i -> "J00" + i).toList();

  private final FileSummary summary =
      new FileSummary(
          "a.csv",
          new LoadPlan.Changes(List.of(), named(), List.of(new RejectedLine(7, "It is damaged."))));

  private static Map<String, List<String>> named() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("codes added", MANY);
    named.put("codes ended", List.of("J9010", "Q9979"));
    named.put("codes changed", List.of());
    return named;
  }

  @Test
  void namesWhatIsFewAndWhichLinesAreLeftOut() {
    assertThat(summary.lines(false))
        .containsExactly(
            "a.csv:",
            "  codes added: 31",
            "  codes ended: 2 (J9010, Q9979)",
            "  codes changed: 0",
            "  left out: a.csv, line 7: It is damaged.");
  }

  @Test
  void namesEverythingWhereItIsAsked() {
    List<String> lines = summary.lines(true);
    assertThat(lines).contains("  codes added: 31", "  codes ended: 2 (J9010, Q9979)");
    List<String> names = lines.stream().filter(line -> line.startsWith("    ")).toList();
    assertThat(names).allMatch(line -> line.length() <= 110).hasSizeGreaterThan(1);
    assertThat(names.stream().flatMap(line -> List.of(line.strip().split(", ?")).stream()).toList())
        .isEqualTo(MANY);
  }
}
