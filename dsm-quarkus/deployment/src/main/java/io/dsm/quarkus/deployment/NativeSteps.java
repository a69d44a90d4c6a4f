// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/**
 * What a native image must know in advance: services, value types and classes of the application
 * that are created by name, and what the network library looks up in itself. Nobody has compiled
 * such an image yet: the registrations are tested, the image is not.
 */
class NativeSteps {

  @BuildStep
  void services(BuildProducer<ServiceProviderBuildItem> services) {
    for (String service : NativeServices.ALL) {
      Set<String> providers = NativeServices.providersOf(service, BuildLoader.current());
      if (!providers.isEmpty()) {
        services.produce(new ServiceProviderBuildItem(service, providers));
      }
    }
  }

  /** Records, enums and sealed types are taken apart and put together by reflection. */
  @BuildStep
  void values(SitesBuildItem sites, BuildProducer<ReflectiveClassBuildItem> classes) {
    classes.produce(
        ReflectiveClassBuildItem.builder(
                ValueTypes.of(sites.declarations().all(), BuildLoader.current()))
            .constructors()
            .methods()
            .fields()
            .reason("values of DSM collections")
            .build());
  }

  /** Codecs and CRDT definitions may be named in the configuration. */
  @BuildStep
  void parts(CombinedIndexBuildItem combined, BuildProducer<ReflectiveClassBuildItem> classes) {
    IndexView index = combined.getIndex();
    List<String> names =
        Stream.of(ValueCodec.class, CrdtDefinition.class)
            .map(index::getAllKnownImplementations)
            .flatMap(Collection::stream)
            .map(ClassInfo::name)
            .map(Object::toString)
            .toList();
    classes.produce(
        ReflectiveClassBuildItem.builder(names)
            .constructors()
            .reason("codecs and CRDT definitions of DSM")
            .build());
  }

  @BuildStep
  void network(
      BuildProducer<ReflectiveClassBuildItem> classes,
      BuildProducer<NativeImageResourceBuildItem> resources,
      BuildProducer<RuntimeInitializedPackageBuildItem> packages) {
    classes.produce(
        ReflectiveClassBuildItem.builder(NativeNetwork.classes(BuildLoader.current()))
            .constructors()
            .methods()
            .fields()
            .reason("protocols and headers of the network library of DSM")
            .build());
    resources.produce(new NativeImageResourceBuildItem(NativeNetwork.RESOURCES));
    // It looks at network interfaces and random numbers when its classes are initialised.
    packages.produce(new RuntimeInitializedPackageBuildItem(NativeNetwork.PACKAGE));
    packages.produce(new RuntimeInitializedPackageBuildItem("io.dsm.transport.jgroups"));
  }
}
