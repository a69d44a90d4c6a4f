// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a module of their own, in another class loader. */
class ForeignModulesTest {
  @TempDir private static Path directory;
  private static ModuleLayer shop;

  @BeforeAll
  static void compileTheModule() throws Exception {
    Path sources = directory.resolve("src");
    List<Path> files =
        List.of(
            write(sources, "module-info", "module shop { exports shop.open; opens shop.ajar; }"),
            write(sources, "shop/open/Item", "package shop.open; public record Item(int n) {}"),
            write(sources, "shop/ajar/Item", "package shop.ajar; record Item(int n) {}"),
            write(sources, "shop/shut/Item", "package shop.shut; public record Item(int n) {}"),
            write(sources, "shop/shut/Size", "package shop.shut; enum Size { S, L }"));
    Path classes = directory.resolve("classes");
    String[] arguments =
        Stream.concat(Stream.of("-d", classes.toString()), files.stream().map(Path::toString))
            .toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
    shop = boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void aPublicRecordOfAnExportedPackageNeedsNothing() throws Exception {
    roundTrip(type("shop.open.Item"));
  }

  @Test
  void anyRecordOfAnOpenPackageWorks() throws Exception {
    roundTrip(type("shop.ajar.Item"));
  }

  @Test
  void aRecordOfAClosedPackageIsRejectedWithTheLineToAdd() throws Exception {
    Class<?> closed = type("shop.shut.Item");

    assertThatThrownBy(() -> Codecs.forType(closed, Optional.empty(), List.of()))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("shop.shut.Item")
        .hasMessageContaining("package shop.shut of shop")
        .hasMessageContaining("opens shop.shut to io.dsm.core;");
  }

  @Test
  void anEnumNeedsNothing() throws Exception {
    Class<?> closed = type("shop.shut.Size");
    ValueCodec<Object> codec = Codecs.forType(closed, Optional.empty(), List.of());
    Object large = closed.getEnumConstants()[1];

    assertThat(codec.decode(codec.encode(large))).isSameAs(large);
  }

  private static void roundTrip(Class<?> type) throws Exception {
    ValueCodec<Object> codec = Codecs.forType(type, Optional.empty(), List.of());
    Constructor<?> constructor = type.getDeclaredConstructor(int.class);
    constructor.setAccessible(true);
    Object item = constructor.newInstance(7);

    assertThat(codec.decode(codec.encode(item))).isEqualTo(item);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return shop.findLoader("shop").loadClass(name);
  }

  private static Path write(Path sources, String name, String text) throws Exception {
    Path file = sources.resolve(name + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
