package org.priceunits.postman;

import java.util.List;

/**
 * Bulk Submit: open a submission, ask for its job, give it up. Which manifests a server takes is
 * its operator's choice, so none is named.
 */
final class SubmitRequests {
  private SubmitRequests() {}

  static List<Sent> all() {
    return List.of(
        open().answers("OperationOutcome").after(ask()).after(giveUp()).after(JobRequests.remove()),
        ask().before(open()).after(giveUp()).after(JobRequests.remove()),
        opened(Sent.get("The job waits until the submission is completed", JobRequests.JOB, 202))
            .after(giveUp())
            .after(JobRequests.remove()),
        opened(giveUp()).after(JobRequests.remove()),
        opened(Sent.get("The job of one that was given up says so", JobRequests.JOB, 410))
            .answers("OperationOutcome")
            .before(giveUp())
            .after(JobRequests.remove()));
  }

  private static Sent opened(Sent sent) {
    return sent.before(open()).before(ask());
  }

  private static Sent open() {
    return Sent.send("Open a submission", "POST", "$bulk-submit", body(status("in-progress")), 200);
  }

  private static Sent ask() {
    return Sent.send("Ask for its job", "POST", "$bulk-submit-status", body(""), 202)
        .header("Prefer", "respond-async");
  }

  private static Sent giveUp() {
    return Sent.send(
        "Give the submission up", "POST", "$bulk-submit", body(status("stopped")), 200);
  }

  private static String status(String code) {
    return """
    ,
        {"name": "submissionStatus", "valueCoding": {"system": "http://hl7.org/fhir/event-status", "code": "%s"}}\
    """
        .formatted(code);
  }

  private static String body(String further) {
    return """
    {
      "resourceType": "Parameters",
      "parameter": [
        {"name": "submitter", "valueIdentifier": {"system": "https://ehr.example.org/submitters", "value": "ehr-1"}},
        {"name": "submissionId", "valueString": "postman"}%s
      ]
    }\
    """
        .formatted(further);
  }
}
