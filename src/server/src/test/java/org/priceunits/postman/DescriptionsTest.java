package org.priceunits.postman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.examples.Example;
import org.priceunits.examples.Examples;

/** Each request of an example says first what this example comes to, then the rule. */
class DescriptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone-decides-the-day|The answer bills J9010 x 3 on 2015-12-31.|**R1,",
        "code-terminated|The answer bills nothing: J9010|**code-terminated,",
      })
  void theExampleIsExplainedBeforeTheRule(String id, String sentence, String rule) {
    List<Example> examples = Examples.all().stream().filter(e -> e.id().equals(id)).toList();

    String description = ExampleRequests.of(examples).get(0).description();

    assertThat(description).startsWith(sentence).contains("\n\n" + rule);
  }

  @Test
  void everyDescriptionBeginsWithASentenceOfItsOwnAndLinksTheGuideWhole() {
    assertThat(ExampleRequests.of(Examples.all()))
        .allSatisfy(
            sent ->
                assertThat(sent.description())
                    .startsWith("The ")
                    .contains("\n\n")
                    .containsPattern(
                        "<http://127\\.0\\.0\\.1:8080/ig/[A-Z][A-Za-z]+-[a-z0-9-]+\\.html>$"));
  }
}
