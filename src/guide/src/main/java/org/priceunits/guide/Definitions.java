package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.convertors.loaders.loaderR5.R4ToR5Loader;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.context.SimpleWorkerContext.SimpleWorkerContextBuilder;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.hl7.fhir.utilities.npm.NpmPackage.PackageResourceInformation;
import org.jspecify.annotations.Nullable;

/**
 * R4's types and the guide's own definitions, in the form that HL7's library works with (its R5
 * model). Profiles and extensions have snapshots.
 */
final class Definitions {
  private final SimpleWorkerContext context;
  private final Destinations destinations;
  private final Map<Artifact, CanonicalResource> own = new LinkedHashMap<>();

  private Definitions(SimpleWorkerContext context) {
    this.context = context;
    this.destinations = new Destinations(context);
  }

  /**
   * Reads R4's types, adds the artifacts that have a canonical and makes the snapshots.
   *
   * @param r4Core the package {@code hl7.fhir.r4.core}, unpacked
   */
  static Definitions read(Path r4Core, List<Artifact> artifacts) throws IOException {
    SimpleWorkerContext context =
        new SimpleWorkerContextBuilder()
            .fromPackage(NpmPackage.fromFolder(r4Core.toString()), new Types(), false);
    context.setNoTerminologyServer(true);
    context.setCanRunWithoutTerminology(true);
    context.setExpansionParameters(new Parameters());
    Definitions definitions = new Definitions(context);
    for (Artifact artifact : artifacts) {
      if (artifact.resource() instanceof MetadataResource) {
        definitions.add(artifact);
      }
    }
    for (CanonicalResource resource : definitions.own.values()) {
      if (resource instanceof StructureDefinition profile) {
        definitions.destinations.generateSnapshot(profile);
      }
    }
    return definitions;
  }

  private void add(Artifact artifact) {
    CanonicalResource resource =
        (CanonicalResource) VersionConvertorFactory_40_50.convertResource(artifact.resource());
    // HAPI's parser puts the type before the id, and the library would make anchors of that.
    resource.setId(artifact.id());
    resource.setWebPath(artifact.page());
    own.put(artifact, resource);
    if (!supplement(resource)) {
      context.cacheResource(resource);
    }
  }

  /** The library would add supplements to every mention of a code, which no page asks for. */
  private static boolean supplement(CanonicalResource resource) {
    return resource instanceof CodeSystem codes
        && codes.getContent() == CodeSystemContentMode.SUPPLEMENT;
  }

  SimpleWorkerContext context() {
    return context;
  }

  Destinations destinations() {
    return destinations;
  }

  /** The artifact in the library's model; null for one that has no canonical. */
  @Nullable CanonicalResource of(Artifact artifact) {
    return own.get(artifact);
  }

  /**
   * Of R4's definitions only those of the types: their ids have no hyphen, as profiles and
   * extensions have. Reading all takes four times as long, and nothing else is looked at.
   */
  private static final class Types extends R4ToR5Loader {
    Types() {
      super(Set.of("StructureDefinition"), new Specification(), "4.0.1");
    }

    @Override
    public boolean wantLoad(NpmPackage core, PackageResourceInformation resource) {
      return resource.getResourceType().equals("StructureDefinition")
          && !resource.getId().contains("-");
    }
  }
}
