package org.priceunits.loading;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.HcpcsRecordFile;
import org.priceunits.loading.cms.HcpcsWorkbook;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.codes.HostedCodes;
import org.priceunits.loading.write.CodeKnowledge;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.HcpcsCodeSystemWriter;
import org.priceunits.loading.write.HcpcsRelease;
import org.priceunits.loading.write.HcpcsReleases;
import org.priceunits.loading.write.SuccessorMapWriter;

/**
 * Loads a HCPCS release. Releases load in any order: each code keeps the data of the newest one
 * that lists it, and an older one adds codes and the dosages of earlier descriptors. A code that
 * the newest release no longer lists is kept, because a past date may need it. If the description
 * of a code is unchanged, the target's dosage is kept.
 */
public final class HcpcsLoad implements FileLoad {
  private static final String SOURCE = "CMS HCPCS Level II file ";

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
    Optional<ReleaseName> release = ReleaseName.of(file.name());
    if (release.isEmpty()) {
      return new LoadPlan.Refused(
          "The name "
              + file.name()
              + " does not say the release; CMS's own name does (HCPC2025_OCT_ANWEB.xlsx).");
    }
    Reading<HcpcsRecord> reading =
        file.name().toLowerCase(Locale.ROOT).endsWith(".xlsx")
            ? HcpcsWorkbook.read(file.bytes())
            : HcpcsRecordFile.read(file.bytes());
    return reading instanceof Reading.Read<HcpcsRecord> read
        ? changes(release.get(), read, target)
        : new LoadPlan.Refused(((Reading.WrongFile<HcpcsRecord>) reading).reason());
  }

  private LoadPlan changes(
      ReleaseName release, Reading.Read<HcpcsRecord> read, HeldResources target)
      throws IOException {
    Optional<CodeSystem> held = HeldCodes.system(target.all(CodeSystem.class));
    HeldCodes before = new HeldCodes(held.orElseGet(CodeSystem::new));
    HostedCodes codes = new HostedCodes(read.records(), dosages);
    CodeSystem alone =
        new HcpcsCodeSystemWriter(new KeepingDosages(codes, before))
            .write(
                read.records(),
                new HcpcsRelease(
                    release, "Every code and modifier: " + SOURCE + release.file() + ".", null));
    CodeSystem system =
        held.map(other -> new HcpcsReleases(other).with(alone, release)).orElse(alone);
    ConceptMap successors = successors(system);
    List<Resource> changed =
        new ArrayList<>(
            new Differences(held.map(List::of).orElse(List.of())).changed(List.of(system)));
    changed.addAll(new Differences(target.all(ConceptMap.class)).changed(List.of(successors)));
    return new LoadPlan.Changes(changed, named(system, before), read.rejected());
  }

  /** Writes the successors of all codes, those of older releases included. */
  private static ConceptMap successors(CodeSystem system) {
    HeldCodes codes = new HeldCodes(system);
    Function<String, String> files = HcpcsReleases.files(system);
    return new SuccessorMapWriter()
        .write(
            HostedCodes.successions(
                codes.records(),
                codes::dosage,
                code -> SOURCE + files.apply(code) + ": cross-reference"),
            new Edition(
                system.getVersion(),
                LocalDate.parse(system.getDateElement().getValueAsString()),
                "Ended codes and their successors: the cross-references of CMS's HCPCS Level II files, and successors with a source of their own."));
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

  /**
   * Keeps a settled dosage as long as the text and the class that it was read from are unchanged.
   */
  private record KeepingDosages(HostedCodes codes, HeldCodes before) implements CodeKnowledge {
    @Override
    public StatedDosage dosage(HcpcsRecord code) {
      HcpcsRecord known = before.records().get(code.code());
      return known != null
              && known.longDescription().equals(code.longDescription())
              && known.betos().equals(code.betos())
          ? before.dosage(code.code())
          : codes.dosage(code);
    }

    @Override
    public List<String> successors(HcpcsRecord code) {
      return codes.successors(code);
    }
  }
}
