package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallRefusedException;

/** The records of a body that is a FHIR resource, as lines: each is named by its place. */
final class BodyRecords {
  private static final String URN = "urn:uuid:";

  private BodyRecords() {}

  /**
   * Adds the inputs of a body that are no records.
   *
   * @throws CallRefusedException for a body that is no call of {@code $price-units}
   */
  static void inputs(@Nullable Resource body, JobInputs inputs) {
    if (body instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        ParametersParameterComponent parameter = parameters.getParameter().get(i);
        if (!isRecord(parameter)) {
          inputs.add(parameter, place(i));
        } else if (!parameter.hasResource()) {
          throw JobInputs.refusal(
              "%s is a resource. Send one.".formatted(parameter.getName()), place(i));
        }
      }
    } else if (body != null
        && !(body instanceof Bundle)
        && !(body instanceof MedicationAdministration)) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          body.fhirType(),
          "Send Parameters, a MedicationAdministration, a Bundle with some, or NDJSON.");
    }
  }

  private static boolean isRecord(ParametersParameterComponent parameter) {
    return "administration".equals(parameter.getName()) || "resource".equals(parameter.getName());
  }

  private static String place(int index) {
    return "Parameters.parameter[" + index + "]";
  }

  /** Gives the records to a job. */
  static void give(@Nullable Resource body, Intake intake) throws IOException {
    if (body instanceof Parameters parameters) {
      int line = 0;
      for (ParametersParameterComponent parameter : parameters.getParameter()) {
        line++;
        if (parameter.getResource() instanceof Bundle bundle) {
          give(bundle, "Parameters", line, intake);
        } else if (parameter.hasResource()) {
          give(parameter.getResource(), "Parameters", line, intake);
        }
      }
    } else if (body instanceof Bundle bundle) {
      int line = 0;
      for (BundleEntryComponent entry : bundle.getEntry()) {
        give(entry, "Bundle", ++line, intake);
      }
    } else if (body != null) {
      give(body, body.fhirType(), 1, intake);
    }
  }

  private static void give(Bundle bundle, String file, int line, Intake intake) throws IOException {
    for (BundleEntryComponent entry : bundle.getEntry()) {
      give(entry, file, line, intake);
    }
  }

  /** An entry that is named by a UUID alone keeps that name as its id. */
  private static void give(BundleEntryComponent entry, String file, int line, Intake intake)
      throws IOException {
    Resource resource = entry.getResource();
    if (resource != null) {
      String url = entry.getFullUrl();
      if (url != null && url.startsWith(URN) && !resource.getIdElement().hasIdPart()) {
        resource.setId(url.substring(URN.length()));
      }
      give(resource, file, line, intake);
    }
  }

  private static void give(Resource resource, String file, int line, Intake intake)
      throws IOException {
    String text = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    intake.record(file, line, text.getBytes(StandardCharsets.UTF_8));
  }
}
