package org.priceunits.guide;

import org.hl7.fhir.r5.conformance.profile.BindingResolution;
import org.hl7.fhir.r5.context.ContextUtilities;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.model.Element;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionBindingComponent;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * Resolves links of rendered definitions: to the guide's own pages, to the specification of FHIR
 * R4, or to nothing for definitions of other bodies.
 */
final class Destinations extends ContextUtilities {
  private final IWorkerContext definitions;

  Destinations(IWorkerContext definitions) {
    super(definitions);
    this.definitions = definitions;
  }

  @Override
  public boolean hasLinkFor(String type) {
    return getLinkFor("", type) != null;
  }

  @Override
  public @Nullable String getLinkFor(String specification, String type) {
    StructureDefinition definition = definitions.fetchTypeDefinition(type);
    return definition == null ? null : definition.getWebPath();
  }

  /** Returns the page of a profile, a bar and its title, as the library requires. */
  @Override
  public @Nullable String getLinkForProfile(@Nullable StructureDefinition from, String canonical) {
    StructureDefinition profile = definitions.fetchResource(StructureDefinition.class, canonical);
    return profile == null ? null : profile.getWebPath() + "|" + profile.present();
  }

  @Override
  public @Nullable String getLinkForUrl(String specification, String canonical) {
    Resource resource = definitions.fetchResource(Resource.class, canonical);
    return resource == null ? null : resource.getWebPath();
  }

  @Override
  public BindingResolution resolveBinding(
      StructureDefinition profile, ElementDefinitionBindingComponent binding, String path) {
    return resolveBinding(profile, binding.getValueSet(), path, null);
  }

  @Override
  public BindingResolution resolveBinding(
      StructureDefinition profile,
      @Nullable String canonical,
      String path,
      @Nullable Element element) {
    if (canonical == null) {
      return new BindingResolution("no value set", null);
    }
    ValueSet own = definitions.fetchResource(ValueSet.class, canonical);
    BindingResolution resolution =
        own == null
            ? new BindingResolution(
                canonical.replaceFirst(".*/", "").replaceFirst("\\|.*", ""),
                Specification.valueSetPage(canonical))
            : new BindingResolution(own.present(), own.getWebPath());
    resolution.uri = canonical;
    resolution.external = own == null;
    return resolution;
  }
}
