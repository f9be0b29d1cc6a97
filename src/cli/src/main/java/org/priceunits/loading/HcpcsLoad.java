package org.priceunits.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.HcpcsRecordFile;
import org.priceunits.loading.cms.HcpcsWorkbook;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.codes.HostedCodes;
import org.priceunits.loading.write.CodeKnowledge;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.HcpcsCodeSystemWriter;
import org.priceunits.loading.write.HcpcsRelease;
import org.priceunits.loading.write.SuccessorMapWriter;

/**
 * Loads a HCPCS release. A release older than the one that the target holds is refused. A code that
 * the file no longer lists is kept, because a past date may need it. If the description of a code
 * is unchanged, the target's dosage is kept.
 */
public final class HcpcsLoad implements FileLoad {
  private final Dosages dosages;

  public HcpcsLoad(Dosages dosages) {
    this.dosages = dosages;
  }

  @Override
  public boolean isOvertaken() {
    return true;
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Optional<Quarter> release = ReleaseName.quarter(file.name());
    if (release.isEmpty()) {
      return new LoadPlan.Refused(
          "The name "
              + file.name()
              + " does not say the release; CMS's own name does (HCPC2025_OCT_ANWEB.xlsx).");
    }
    String version = release.get().firstDay().toString().substring(0, 7);
    Optional<CodeSystem> held = HeldCodes.system(target.all(CodeSystem.class));
    if (held.isPresent() && held.get().getVersion().compareTo(version) > 0) {
      return new LoadPlan.Refused(
          "The target holds release "
              + held.get().getVersion()
              + ", which is newer than "
              + version
              + ".");
    }
    Reading<HcpcsRecord> reading =
        file.name().toLowerCase(Locale.ROOT).endsWith(".xlsx")
            ? HcpcsWorkbook.read(file.bytes())
            : HcpcsRecordFile.read(file.bytes());
    return reading instanceof Reading.Read<HcpcsRecord> read
        ? changes(file.name(), release.get(), version, read, held, target)
        : new LoadPlan.Refused(((Reading.WrongFile<HcpcsRecord>) reading).reason());
  }

  private LoadPlan changes(
      String name,
      Quarter release,
      String version,
      Reading.Read<HcpcsRecord> read,
      Optional<CodeSystem> held,
      HeldResources target)
      throws IOException {
    HeldCodes before = new HeldCodes(held.orElseGet(CodeSystem::new));
    HostedCodes codes = new HostedCodes(read.records(), dosages);
    String source = "CMS HCPCS Level II file " + name;
    CodeSystem system =
        new HcpcsCodeSystemWriter(new KeepingDosages(codes, before))
            .write(
                read.records(),
                new HcpcsRelease(
                    version, release.firstDay(), "Every code and modifier: " + source + ".", null));
    Map<String, List<String>> named = named(system, before);
    keepUnlisted(system, before);
    ConceptMap successors =
        new SuccessorMapWriter()
            .write(
                codes.successions(source + ": cross-reference"),
                new Edition(
                    version,
                    release.firstDay(),
                    "Ended codes and their successors: "
                        + source
                        + ", and successors with a source of their own."));
    List<Resource> changed =
        new ArrayList<>(
            new Differences(held.map(List::of).orElse(List.of())).changed(List.of(system)));
    changed.addAll(new Differences(target.all(ConceptMap.class)).changed(List.of(successors)));
    return new LoadPlan.Changes(changed, named, read.rejected());
  }

  private static Map<String, List<String>> named(CodeSystem system, HeldCodes before) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    List.of("codes added", "codes ended", "codes changed")
        .forEach(what -> named.put(what, new ArrayList<>()));
    for (ConceptDefinitionComponent concept : system.getConcept()) {
      ConceptDefinitionComponent known = before.concepts().get(concept.getCode());
      String what = null;
      if (known == null) {
        what = "codes added";
      } else if (isEnded(concept) && !isEnded(known)) {
        what = "codes ended";
      } else if (!known.equalsDeep(concept)) {
        what = "codes changed";
      }
      if (what != null) {
        named.computeIfAbsent(what, any -> new ArrayList<>()).add(concept.getCode());
      }
    }
    return named;
  }

  private static boolean isEnded(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .anyMatch(property -> property.getCode().equals("terminated"));
  }

  private static void keepUnlisted(CodeSystem system, HeldCodes before) {
    Map<String, ConceptDefinitionComponent> unlisted = new LinkedHashMap<>(before.concepts());
    system.getConcept().forEach(concept -> unlisted.remove(concept.getCode()));
    unlisted.values().forEach(concept -> system.addConcept(concept.copy()));
    system
        .getConcept()
        .sort(
            Comparator.comparing((ConceptDefinitionComponent concept) -> concept.getCode().length())
                .reversed()
                .thenComparing(ConceptDefinitionComponent::getCode));
    system.setCount(system.getConcept().size());
  }

  /** Keeps a settled dosage as long as the text that it was read from is unchanged. */
  private record KeepingDosages(HostedCodes codes, HeldCodes before) implements CodeKnowledge {
    @Override
    public StatedDosage dosage(HcpcsRecord code) {
      HcpcsRecord known = before.records().get(code.code());
      return known != null && known.longDescription().equals(code.longDescription())
          ? before.dosage(code.code())
          : codes.dosage(code);
    }

    @Override
    public List<String> successors(HcpcsRecord code) {
      return codes.successors(code);
    }
  }
}
