package org.priceunits.postman;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.ShippedKnowledge;
import org.priceunits.examples.Example;
import org.priceunits.examples.Example.Operation;

/** The instance form of {@code $to-x12}: a Claim that is stored. */
final class StoredClaimRequests {
  private static final String CLAIM = "Claim/postman-claim";

  private StoredClaimRequests() {}

  /** Makes it of the first example that writes the lines of one claim alone. */
  static Sent toX12(List<Example> examples) {
    Claim claim =
        examples.stream()
            .filter(example -> example.operation() == Operation.TO_X12)
            .map(Example::request)
            .filter(Parameters.class::isInstance)
            .map(request -> (Parameters) request)
            .filter(request -> request.hasParameter("scope"))
            .map(request -> (Claim) request.getParameter("claim").getResource())
            .findFirst()
            .orElseThrow()
            .copy();
    claim.setId("postman-claim");
    // An identifier is on one live claim only, and a tester may have stored the example's.
    claim.setIdentifier(null).addIdentifier().setSystem("urn:postman").setValue("postman-claim");
    String body =
        ShippedKnowledge.FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(claim);
    return Sent.get("The lines of a stored claim", CLAIM + "/$to-x12?scope=lines", 200)
        .answers("Parameters")
        .with("text", "application/EDI-X12")
        .before(Sent.send("Store the claim", "PUT", CLAIM, body, 201))
        .after(Sent.send("Delete the claim", "DELETE", CLAIM, "", 200))
        .described(
            "The instance form: `POST` or `GET` with inputs in the query. `data` is the lines in"
                + " base64. A whole file also needs submitter, receiver and the like: see the"
                + " requests before.");
  }
}
