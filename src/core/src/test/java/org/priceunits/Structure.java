package org.priceunits;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Rules that the {@code ArchitectureTest} of every module states of its own packages. */
public final class Structure {
  public static final String ROOT = "org.priceunits.";
  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage(ROOT + ".");

  private Structure() {}

  /** Leaves out tests, those of other modules too, which come as a jar. */
  public static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  /**
   * The first package sees itself, the others that are named, and libraries.
   *
   * @param rooms packages below {@code org.priceunits}; {@code x..} includes what is below x
   */
  public static ArchRule sees(String... rooms) {
    String[] packages = Arrays.stream(rooms).map(room -> ROOT + room).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages).or(not(OURS)));
  }

  /** No packages that depend on each other. */
  public static ArchRule packagesHaveNoCycles() {
    return slices().matching("org.priceunits.(**)").should().beFreeOfCycles();
  }

  /** No classes that depend on each other; a nested class counts as part of its file. */
  public static ArchRule classesHaveNoCycles() {
    return slices().assignedFrom(FILES).should().beFreeOfCycles();
  }

  /** Java's own stream loses later members of gzip that arrives in parts. */
  public static ArchRule gzipIsReadWithAllItsMembers() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("GzipMembers")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(GZIPInputStream.class);
  }

  private static final SliceAssignment FILES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          JavaClass file = type;
          while (file.getEnclosingClass().isPresent()) {
            file = file.getEnclosingClass().get();
          }
          return file.getPackageName().startsWith("org.priceunits")
              ? SliceIdentifier.of(file.getName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "files";
        }
      };
}
