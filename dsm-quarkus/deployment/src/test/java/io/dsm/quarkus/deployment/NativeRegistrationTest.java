// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.TypeName;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No image is compiled here; what it would be told is compared with what the modules ask for. */
class NativeRegistrationTest {

  private final NativeSteps steps = new NativeSteps();

  enum Colour {
    RED
  }

  sealed interface Target permits Host, Pool {}

  record Host(String name) implements Target {}

  record Pool(List<Member> members) implements Target {}

  record Member(Colour colour, int[] ports) {}

  record Claim(Map<String, Target> targets, Weight[] weights) {}

  record Weight(double value) {}

  @Test
  void everyServiceTheModulesUseIsRegisteredWithEveryProviderTheyOffer() {
    List<ServiceProviderBuildItem> services = new ArrayList<>();
    steps.services(services::add);
    Map<String, List<String>> registered =
        services.stream()
            .collect(
                Collectors.toMap(item -> item.serviceDescriptorFile(), item -> item.providers()));
    Set<String> used = new TreeSet<>();
    int offered = 0;
    for (ModuleReference module : modules()) {
      module.descriptor().uses().stream().filter(it -> it.startsWith("io.dsm.")).forEach(used::add);
      for (ModuleDescriptor.Provides provision : module.descriptor().provides()) {
        if (!provision.service().startsWith("io.dsm.")) {
          continue;
        }
        offered++;
        assertThat(registered.get(NativeServices.FOLDER + provision.service()))
            .as(module.descriptor().name() + " provides " + provision.service())
            .containsAll(provision.providers());
      }
    }
    assertThat(offered).isGreaterThanOrEqualTo(3);
    assertThat(used).isNotEmpty();
    assertThat(NativeServices.ALL).containsAll(used);
  }

  @Test
  void everyPartOfAValueIsRegistered() {
    TypeName claim = ReflectedTypes.nameOf(Claim.class);
    Site site = new Site(Kind.LEASE, "shards", handle(Kind.LEASE, claim), false, "here");
    List<ReflectiveClassBuildItem> classes = new ArrayList<>();
    steps.values(new SitesBuildItem(List.of(site)), classes::add);
    assertThat(names(classes))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    Claim.class,
                    Target.class,
                    Host.class,
                    Pool.class,
                    Member.class,
                    Colour.class,
                    Weight.class)
                .map(Class::getName)
                .toList());
    assertThat(classes)
        .allMatch(item -> item.isConstructors() && item.isMethods() && item.isFields());
  }

  @Test
  void theNetworkLibraryFindsItsProtocolsHeadersAndRegistries() throws IOException {
    List<ReflectiveClassBuildItem> classes = new ArrayList<>();
    List<NativeImageResourceBuildItem> resources = new ArrayList<>();
    steps.network(classes::add, resources::add, _ -> {});
    assertThat(names(classes))
        .hasSizeGreaterThan(100)
        .containsAll(NativeNetwork.OURS)
        .contains(
            "org.jgroups.protocols.TCP",
            "org.jgroups.protocols.TP",
            "org.jgroups.stack.Protocol",
            "org.jgroups.protocols.FD_ALL3",
            "org.jgroups.protocols.pbcast.GMS",
            "org.jgroups.protocols.UNICAST4",
            "org.jgroups.protocols.NAKACK4",
            "org.jgroups.util.ThreadPool");
    for (NativeImageResourceBuildItem item : resources) {
      for (String name : item.getResources()) {
        assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
      }
    }
  }

  private static TypeName handle(Kind kind, TypeName value) {
    return new TypeName.Generic(kind.handle().getName(), List.of(value));
  }

  private static List<String> names(List<ReflectiveClassBuildItem> classes) {
    return classes.stream().flatMap(item -> item.getClassNames().stream()).toList();
  }

  private static List<ModuleReference> modules() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(it -> it.toString().contains("dsm-"))
        .flatMap(it -> ModuleFinder.of(it).findAll().stream())
        .toList();
  }
}
