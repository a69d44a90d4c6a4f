// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cdi.config.Keys;
import io.dsm.core.runtime.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** What the build wrote for IDEs. */
class MetadataTest {

  @Test
  void everySettingIsOfferedForCompletion() throws IOException {
    String text;
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(JsonParserFactory.getJsonParser().parseMap(text)).containsKey("properties");
    Keys.node().forEach(key -> assertThat(text).contains('"' + key.name() + '"', key.meaning()));
    for (Setting setting : Setting.values()) {
      assertThat(text).contains("\"dsm." + setting.key() + '"', setting.meaning());
    }
    Keys.network().forEach(key -> assertThat(text).contains('"' + key.name() + '"'));
    Stream.concat(Keys.listed().stream(), Keys.collection().stream())
        .forEach(key -> assertThat(text).contains("\"dsm.collections[]." + key.name() + '"'));
  }
}
