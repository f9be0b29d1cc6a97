package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.Test;
import org.priceunits.server.knowledge.Knowledge;
import org.priceunits.server.knowledge.KnowledgeSnapshot;

class ManyAskWhileSnapshotsAreSwappedTest {
  private static final int ROUNDS = 25;
  private static final int CLIENTS = 4;

  @Test
  void everyAnswerIsOfOneSnapshotAndNoneIsOlderThanTheSwap() throws Exception {
    Knowledge knowledge = new Knowledge(snapshot(0));
    List<Callable<String>> tasks = new ArrayList<>();
    tasks.add(() -> swap(knowledge));
    for (int i = 0; i < CLIENTS; i++) {
      tasks.add(() -> ask(knowledge));
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<String> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo("right");
      }
    } finally {
      threads.shutdown();
    }
  }

  /** After each swap its own thread must see the new snapshot. */
  private static String swap(Knowledge knowledge) {
    for (int i = 1; i <= ROUNDS; i++) {
      knowledge.swap(snapshot(i));
      String seen = display(knowledge);
      if (!seen.equals("display " + i)) {
        return "old after swap " + i + ": " + seen;
      }
    }
    return "right";
  }

  /** Other threads must see correct answers that never go back in time. */
  private static String ask(Knowledge knowledge) {
    int last = 0;
    for (int i = 0; i < ROUNDS * 5; i++) {
      int seen = Integer.parseInt(display(knowledge).substring("display ".length()));
      Asked asked = new Asked(knowledge.current().terminology());
      String member =
          asked.output(
              "result",
              VALIDATE_IN_VALUE_SET,
              "url",
              Given.ALEMTUZUMAB,
              "system",
              Given.HCPCS,
              "code",
              "J0202");
      List<String> codes =
          asked.codes(
              "url",
              Given.ALEMTUZUMAB,
              "displayLanguage",
              "en",
              "count",
              String.valueOf(i % 3 + 1));
      if (seen < last || !"true".equals(member) || codes.isEmpty()) {
        return "wrong: " + seen + " after " + last + ", " + member + ", " + codes;
      }
      last = seen;
    }
    return "right";
  }

  private static String display(Knowledge knowledge) {
    return new Asked(knowledge.current().terminology())
        .output("display", LOOKUP, "system", Given.HCPCS, "code", "J0202");
  }

  private static KnowledgeSnapshot snapshot(int number) {
    CodeSystem system = Given.hcpcs();
    system.getConcept().get(1).setDisplay("display " + number);
    return KnowledgeSnapshot.of(List.of(system, Given.alemtuzumab()));
  }
}
