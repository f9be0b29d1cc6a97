package org.priceunits.server.browser;

import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.List;
import org.hl7.fhir.r4.model.OperationDefinition;

/**
 * Adds the text of our OperationDefinitions, and bodies that can be sent as they are, to HAPI's
 * OpenAPI document and page.
 */
@Interceptor
final class OperationsDocument extends OpenApiInterceptor {
  private final List<OperationDefinitions> operations;

  OperationsDocument(List<OperationDefinitions> operations) {
    this.operations = operations;
    setUseResourcePages(true);
  }

  @Override
  protected OpenAPI generateOpenApi(ServletRequestDetails request) {
    OpenAPI document = super.generateOpenApi(request);
    for (OperationDefinitions operation : operations) {
      PathItem path = document.getPaths().get(operation.path());
      if (path != null && path.getPost() != null) {
        describe(path.getPost(), operation);
      }
    }
    return document;
  }

  private static void describe(Operation post, OperationDefinitions operation) {
    OperationDefinition definition = operation.definition();
    post.setSummary(definition.getTitle());
    StringBuilder words = new StringBuilder(definition.getDescription());
    for (OperationDefinition.OperationDefinitionParameterComponent parameter :
        definition.getParameter()) {
      words
          .append("\n\n- `")
          .append(parameter.getName())
          .append("` (")
          .append(parameter.getUse().toCode())
          .append(", ")
          .append(parameter.getMin())
          .append("..")
          .append(parameter.getMax())
          .append("): ")
          .append(parameter.getDocumentation());
    }
    post.setDescription(words.toString());
    for (MediaType body : post.getRequestBody().getContent().values()) {
      body.setExample(operation.example());
    }
  }
}
