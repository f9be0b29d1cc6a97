package org.priceunits.postman;

import java.util.List;
import org.priceunits.examples.Example;

/** The asynchronous form of {@code $price-units}: start a job, look at it, remove it. */
final class JobRequests {
  /** Inputs about one drug or patient, which a job does not take. */
  private static final List<String> OF_ONE =
      List.of("\"billingCode\"", "\"coverage\"", "\"statement\"", "\"asTransaction\"");

  /** The job that a request before has started. */
  static final String JOB = "$price-units-job/{{job}}";

  private JobRequests() {}

  /** Makes them of the first example that is priced from its body alone. */
  static List<Sent> of(List<Example> examples) {
    Sent first =
        ExampleRequests.of(
                examples.stream()
                    .filter(example -> example.operation() == Example.Operation.PRICE_UNITS)
                    .filter(example -> example.stored().isEmpty() && example.status() == 200)
                    .toList())
            .stream()
            .filter(sent -> OF_ONE.stream().noneMatch(sent.body()::contains))
            .findFirst()
            .orElseThrow();
    return List.of(
        Sent.send("Start a job", "POST", first.path(), first.body(), 202)
            .header("Prefer", "respond-async"),
        Sent.get("Look at the job: 202 while it works, then 200 with the manifest", JOB, 200)
            .whateverStatus(),
        Sent.send("Cancel the job, or remove it with its files", "DELETE", JOB, "", 202),
        Sent.get("The job is gone", JOB, 404).with("resourceType", "OperationOutcome"));
  }
}
