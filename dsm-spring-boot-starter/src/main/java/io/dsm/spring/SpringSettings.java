// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.config.Keys;
import io.dsm.core.runtime.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The environment of a Spring application as the source of settings the checks know how to read:
 * names are bound relaxed as everywhere in Spring Boot, lists may be written as lists, and the
 * entries of {@code dsm.collections} appear under the names of the collections.
 */
final class SpringSettings implements Config {

  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("dsm");
  private static final ConfigurationPropertyName LIST =
      ConfigurationPropertyName.of(ListedCollections.KEY);

  private final ConfigurableEnvironment environment;
  private final ListedCollections listed;
  private final boolean alwaysEnabled;

  SpringSettings(ConfigurableEnvironment environment, ListedCollections listed) {
    this(environment, listed, false);
  }

  private SpringSettings(
      ConfigurableEnvironment environment, ListedCollections listed, boolean alwaysEnabled) {
    this.environment = environment;
    this.listed = listed;
    this.alwaysEnabled = alwaysEnabled;
  }

  /** The same settings, but for {@code dsm.enabled}. */
  SpringSettings enabled() {
    return new SpringSettings(environment, listed, true);
  }

  private record Found(String getName, @Nullable String getValue, @Nullable String getSourceName)
      implements ConfigValue {
    @Override
    public @Nullable String getRawValue() {
      return getValue;
    }

    @Override
    public int getSourceOrdinal() {
      return 0;
    }
  }

  @Override
  public ConfigValue getConfigValue(String key) {
    ListedCollections.Option option = listed.options().get(key);
    if (option != null) {
      return new Found(key, environment.resolvePlaceholders(option.value()), option.written());
    }
    if (alwaysEnabled && key.equals("dsm.enabled")) {
      return new Found(key, "true", "the starter");
    }
    if (!ConfigurationPropertyName.isValid(key)) {
      return new Found(key, null, null);
    }
    ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
    return property(name)
        .map(found -> new Found(key, text(found), source(found)))
        .or(() -> elements(key, name))
        .orElseGet(() -> new Found(key, null, null));
  }

  private Optional<ConfigurationProperty> property(ConfigurationPropertyName name) {
    return sources()
        .map(it -> it.getConfigurationProperty(name))
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** A list written as a list is read as if written with commas. */
  private Optional<Found> elements(String key, ConfigurationPropertyName name) {
    List<String> texts = new ArrayList<>();
    Optional<ConfigurationProperty> element = property(name.append("[0]"));
    Optional<String> source = element.map(SpringSettings::source);
    while (element.isPresent()) {
      texts.add(text(element.get()));
      element = property(name.append("[" + texts.size() + "]"));
    }
    return source.map(it -> new Found(key, String.join(",", texts), it));
  }

  private String text(ConfigurationProperty property) {
    return environment.resolvePlaceholders(String.valueOf(property.getValue()));
  }

  private static String source(ConfigurationProperty property) {
    return property.getOrigin() != null
        ? property.getOrigin().toString()
        : String.valueOf(property.getSource());
  }

  private Stream<ConfigurationPropertySource> sources() {
    List<ConfigurationPropertySource> all = new ArrayList<>();
    ConfigurationPropertySources.from(environment.getPropertySources()).forEach(all::add);
    return all.stream();
  }

  /**
   * Every key below {@code dsm} but those from environment variables: a variable does not tell dots
   * from hyphens, so it cannot be judged.
   */
  @Override
  public Iterable<String> getPropertyNames() {
    Set<String> names = new LinkedHashSet<>(listed.options().keySet());
    sources()
        .filter(it -> !(it.getUnderlyingSource() instanceof SystemEnvironmentPropertySource))
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .flatMap(it -> ((IterableConfigurationPropertySource) it).stream())
        .filter(name -> ROOT.isAncestorOf(name))
        .filter(name -> !LIST.equals(name) && !LIST.isAncestorOf(name) && !isElement(name))
        .map(SpringSettings::asWeWriteIt)
        .forEach(names::add);
    return names;
  }

  private static boolean isElement(ConfigurationPropertyName name) {
    return LIST.isAncestorOf(name) || LIST.equals(withoutIndex(name));
  }

  private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
    return name.isLastElementIndexed() ? name.chop(name.getNumberOfElements() - 1) : name;
  }

  /** {@code dsm.clusterId} is {@code dsm.cluster-id}. */
  private static String asWeWriteIt(ConfigurationPropertyName indexed) {
    ConfigurationPropertyName name = withoutIndex(indexed);
    return Stream.concat(
            Keys.node().stream().map(key -> key.name()),
            Setting.keys().stream().map(key -> "dsm." + key))
        .filter(known -> ConfigurationPropertyName.of(known).equals(name))
        .findFirst()
        .orElseGet(name::toString);
  }

  @Override
  public <T> T getValue(String key, Class<T> type) {
    return getOptionalValue(key, type).orElseThrow(() -> new NoSuchElementException(key));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
    String text = getConfigValue(key).getValue();
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(environment.getConversionService().convert(text, type));
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return List.of();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException(
        "the Spring environment is no " + type.getName() + "; ask Spring for it instead");
  }
}
