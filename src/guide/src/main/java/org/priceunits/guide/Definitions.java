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
 * Loads R4's types and the guide's own definitions in the R5 model of HL7's library. Profiles and
 * extensions have snapshots.
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
   * Reads R4's types, adds the artifacts that have a canonical URL and creates the snapshots.
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
    // HAPI's parser puts the type before the id, and the library would turn that into anchors.
    resource.setId(artifact.id());
    resource.setWebPath(artifact.page());
    own.put(artifact, resource);
    if (!supplement(resource)) {
      context.cacheResource(resource);
    }
  }

  /**
   * Returns true for a supplement: the library would add it to every mention of a code, which no
   * page needs.
   */
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

  /** Returns the artifact in the library's model; null for one without a canonical URL. */
  @Nullable CanonicalResource of(Artifact artifact) {
    return own.get(artifact);
  }

  /**
   * Loads only the types among R4's definitions: their ids have no hyphen, unlike those of profiles
   * and extensions. Loading all takes four times as long, and nothing else is used.
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
