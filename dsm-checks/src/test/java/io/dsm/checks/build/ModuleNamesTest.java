// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import io.dsm.checks.repository.CompiledClasses;
import io.dsm.checks.repository.Repository;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every published jar has a module name that stays, and works as a module as far as it can. */
class ModuleNamesTest {

  private static final Pattern OFFERED =
      Pattern.compile("<groupId>io\\.dsm</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern OWN =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern AUTOMATIC =
      Pattern.compile("<Automatic-Module-Name>([^<]+)</Automatic-Module-Name>");

  /** Build steps index the first two; the tests of the last deploy its beans one by one. */
  private static final List<String> BEANS_FOUND_OTHERWISE =
      List.of("dsm-quarkus/runtime", "dsm-quarkus/deployment", "tck");

  private static final String SERVICES = "META-INF/services";
  private static final List<String> SCOPES =
      List.of(
          "jakarta.enterprise.context.ApplicationScoped", "jakarta.enterprise.context.Dependent");

  private final Repository repository = Repository.here();

  /** The folders of published artifacts, by artifact. */
  private Map<String, Path> published() throws IOException {
    Map<String, Path> folders = new HashMap<>();
    for (Path folder : repository.modules()) {
      first(OWN, folder.resolve("pom.xml")).ifPresent(name -> folders.put(name, folder));
    }
    Map<String, Path> published = new TreeMap<>();
    for (String artifact : all(OFFERED, repository.root().resolve("dsm-bom/pom.xml"))) {
      if (!artifact.equals("dsm-bom") && !artifact.equals("dsm-parent")) {
        assertThat(folders).as("folders of what the BOM offers").containsKey(artifact);
        published.put(artifact, folders.get(artifact));
      }
    }
    return published;
  }

  @Test
  void everyPublishedJarHasANameOfItsOwn() throws IOException {
    Map<String, String> names = names();
    assertThat(names).hasSizeGreaterThanOrEqualTo(12);
    assertThat(names.values()).doesNotHaveDuplicates().allMatch(it -> it.startsWith("io.dsm."));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      // Folders while classes are only checked, jars when everything is built.
      String file = Path.of(entry).getFileName().toString();
      for (Map.Entry<String, String> each : names.entrySet()) {
        if (file.matches(Pattern.quote(each.getKey()) + "-\\d.*\\.jar")) {
          assertThat(ModuleFinder.of(Path.of(entry)).find(each.getValue())).as(file).isPresent();
        }
      }
    }
  }

  @Test
  void noPackageIsInTwoJars() throws IOException {
    Map<String, Set<String>> modulesOf = new TreeMap<>();
    Set<String> folders =
        published().values().stream().map(this::named).collect(Collectors.toSet());
    for (JavaClass type : CompiledClasses.product()) {
      String module = CompiledClasses.moduleOf(type);
      if (folders.contains(module) && !type.getPackageName().isEmpty()) {
        modulesOf.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>()).add(module);
      }
    }
    assertThat(modulesOf.values()).isNotEmpty().allMatch(it -> it.size() == 1);
  }

  @Test
  void whatAJarUsesOfANamedModuleIsExportedToIt() throws IOException {
    Map<String, String> nameOf = new HashMap<>();
    Map<String, ModuleDescriptor> descriptorOf = new HashMap<>();
    Map<String, String> names = names();
    for (Map.Entry<String, Path> each : published().entrySet()) {
      nameOf.put(named(each.getValue()), names.get(each.getKey()));
      descriptor(each.getValue()).ifPresent(it -> descriptorOf.put(named(each.getValue()), it));
    }
    List<String> closed =
        CompiledClasses.product().stream()
            .filter(type -> nameOf.containsKey(CompiledClasses.moduleOf(type)))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(it -> isClosed(it, nameOf, descriptorOf))
            .map(Dependency::getDescription)
            .distinct()
            .toList();
    assertThat(descriptorOf).isNotEmpty();
    assertThat(closed).isEmpty();
  }

  private static boolean isClosed(
      Dependency use, Map<String, String> nameOf, Map<String, ModuleDescriptor> descriptorOf) {
    JavaClass target = use.getTargetClass().getBaseComponentType();
    String from = CompiledClasses.moduleOf(use.getOriginClass());
    String to = CompiledClasses.moduleOf(target);
    ModuleDescriptor descriptor = descriptorOf.get(to);
    if (from.equals(to) || descriptor == null) {
      return false;
    }
    return descriptor.exports().stream()
        .filter(it -> it.source().equals(target.getPackageName()))
        .noneMatch(it -> !it.isQualified() || it.targets().contains(nameOf.get(from)));
  }

  @Test
  void modulesAndServiceFilesOfferTheSame() throws IOException {
    for (Path folder : published().values()) {
      Optional<ModuleDescriptor> descriptor = descriptor(folder);
      if (descriptor.isPresent()) {
        Map<String, Set<String>> provided =
            descriptor.get().provides().stream()
                .collect(Collectors.toMap(it -> it.service(), it -> new TreeSet<>(it.providers())));
        assertThat(services(folder)).as(named(folder)).isEqualTo(provided);
      }
    }
  }

  @Test
  void everyJarWithBeansIsABeanArchive() throws IOException {
    for (Path folder : published().values()) {
      boolean hasBeans =
          CompiledClasses.product(named(folder)).stream()
              .anyMatch(it -> SCOPES.stream().anyMatch(it::isAnnotatedWith));
      Path archive = folder.resolve("target/classes/META-INF/beans.xml");
      if (hasBeans && !BEANS_FOUND_OTHERWISE.contains(named(folder))) {
        assertThat(archive).content().contains("bean-discovery-mode=\"annotated\"");
      }
    }
  }

  private Map<String, String> names() throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (Map.Entry<String, Path> each : published().entrySet()) {
      Optional<String> declared = descriptor(each.getValue()).map(ModuleDescriptor::name);
      Optional<String> automatic = first(AUTOMATIC, each.getValue().resolve("pom.xml"));
      assertThat(declared.isPresent() != automatic.isPresent())
          .as(each.getKey() + " has either a module-info or an Automatic-Module-Name")
          .isTrue();
      names.put(each.getKey(), declared.or(() -> automatic).orElseThrow());
    }
    return names;
  }

  private static Optional<ModuleDescriptor> descriptor(Path folder) throws IOException {
    Path file = folder.resolve("target/classes/module-info.class");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return Optional.of(ModuleDescriptor.read(bytes));
    }
  }

  private static Map<String, Set<String>> services(Path folder) throws IOException {
    Map<String, Set<String>> services = new TreeMap<>();
    File[] files = folder.resolve("src/main/resources").resolve(SERVICES).toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      services.put(file.getName(), new TreeSet<>(Files.readAllLines(file.toPath())));
    }
    return services;
  }

  private String named(Path folder) {
    return repository.relative(folder).toString().replace(File.separatorChar, '/');
  }

  private static Optional<String> first(Pattern pattern, Path file) throws IOException {
    return all(pattern, file).stream().findFirst();
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(ModuleNamesTest::group).toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }
}
