package org.priceunits.server.compatibility;

import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FunctionDetails;
import org.hl7.fhir.r4.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r4.fhirpath.TypeDetails;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.fhirpath.FHIRPathConstantEvaluationMode;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the paths of search parameters. A path resolves a reference only to ask its target's
 * type, so an empty resource of that type is enough.
 */
final class SearchPaths extends SearchParamExtractorR4 {
  private final Map<String, ExpressionNode> parsed = new ConcurrentHashMap<>();
  private @Nullable FHIRPathEngine engine;

  @Override
  public void initFhirPath() {
    engine = PathEngine.of(getContext());
    engine.setHostServices(new Targets());
  }

  @Override
  public IValueExtractor getPathValueExtractor(IBase resource, String path) {
    FHIRPathEngine paths = engine;
    if (paths == null) {
      throw new IllegalStateException("The search parameters are not read yet.");
    }
    return () -> paths.evaluate((Base) resource, parsed.computeIfAbsent(path, paths::parse));
  }

  /** The types of references; paths of search parameters ask for nothing else. */
  private final class Targets implements IHostApplicationServices {
    private final Map<String, Base> stubs = new ConcurrentHashMap<>();

    @Override
    public @Nullable Base resolveReference(
        FHIRPathEngine paths,
        Object about,
        @Nullable String url,
        @Nullable Identifier identifier,
        @Nullable Base from) {
      String type = url == null ? null : new IdType(url).getResourceType();
      return type == null || !getContext().getResourceTypes().contains(type)
          ? null
          : stubs.computeIfAbsent(
              type, known -> (Base) getContext().getResourceDefinition(known).newInstance());
    }

    @Override
    public List<Base> resolveConstant(
        FHIRPathEngine paths, Object about, String name, FHIRPathConstantEvaluationMode mode) {
      return List.of();
    }

    @Override
    public @Nullable TypeDetails resolveConstantType(
        FHIRPathEngine paths, Object about, String name, FHIRPathConstantEvaluationMode mode) {
      return null;
    }

    @Override
    public boolean log(String argument, List<Base> focus) {
      return false;
    }

    @Override
    public @Nullable FunctionDetails resolveFunction(FHIRPathEngine paths, String name) {
      return null;
    }

    @Override
    public @Nullable TypeDetails checkFunction(
        FHIRPathEngine paths,
        Object about,
        String name,
        TypeDetails focus,
        List<TypeDetails> parameters) {
      return null;
    }

    @Override
    public @Nullable List<Base> executeFunction(
        FHIRPathEngine paths,
        Object about,
        List<Base> focus,
        String name,
        List<List<Base>> parameters) {
      return null;
    }

    @Override
    public boolean conformsToProfile(FHIRPathEngine paths, Object about, Base item, String url) {
      return false;
    }

    @Override
    public @Nullable ValueSet resolveValueSet(FHIRPathEngine paths, Object about, String url) {
      return null;
    }

    @Override
    public boolean paramIsType(String name, int index) {
      return false;
    }
  }
}
