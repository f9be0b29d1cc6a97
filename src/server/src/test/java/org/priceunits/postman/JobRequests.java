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
        start(first)
            .after(remove())
            .described(
                "`Prefer: respond-async` makes a job of the call. `Content-Location` is its"
                    + " address, kept here as `{{job}}`."),
        Sent.get("Look at the job", JOB, 200)
            .whateverStatus()
            .before(start(first))
            .after(remove())
            .described(
                "202 with `X-Progress` and `Retry-After` while it works; then 200 with the"
                    + " manifest: an address for each file of Claims and of OperationOutcomes."),
        Sent.send("Cancel the job, or remove it with its files", "DELETE", JOB, "", 202)
            .before(start(first)),
        Sent.get("The job is gone", JOB, 404)
            .answers("OperationOutcome")
            .before(start(first))
            .before(remove()));
  }

  private static Sent start(Sent first) {
    return Sent.send("Start a job", "POST", first.path(), first.body(), 202)
        .header("Prefer", "respond-async");
  }

  /** Removes the job that was started last. */
  static Sent remove() {
    return Sent.send("Remove the job", "DELETE", JOB, "", 202);
  }
}
