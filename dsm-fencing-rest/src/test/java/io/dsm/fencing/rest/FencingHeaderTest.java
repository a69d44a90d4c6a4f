// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.lease.FencingToken;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FencingHeaderTest {

  private final MultivaluedMap<String, Object> headers =
      new AbstractMultivaluedMap<>(new LinkedHashMap<>()) {};

  private final ClientRequestContext request =
      (ClientRequestContext)
          Proxy.newProxyInstance(
              FencingHeaderTest.class.getClassLoader(),
              new Class<?>[] {ClientRequestContext.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "getHeaders" -> headers;
                    case "getMethod" -> "PUT";
                    case "getUri" -> URI.create("http://reports/daily");
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  @Test
  void aTokenIsReadAsItWasWritten() {
    for (long value : List.of(1L, 42L, Long.MAX_VALUE)) {
      FencingToken token = FencingToken.of(value);
      assertThat(FencingHeader.read(FencingHeader.write(token))).contains(token);
    }
  }

  @Test
  void nothingElseIsAToken() {
    for (String text :
        List.of("", "0", "-1", "+1", "01", " 1", "1,2", "x", "9223372036854775808", "1e3")) {
      assertThat(FencingHeader.read(text)).as(text).isEmpty();
    }
  }

  @Test
  void aRequestCarriesTheTokenOfTheMoment() {
    FencingTokenFilter.of(() -> Optional.of(FencingToken.of(5))).filter(request);
    assertThat(headers.getFirst(FencingHeader.NAME)).isEqualTo("5");
  }

  @Test
  void withoutAValidTokenNothingIsSent() {
    assertThatThrownBy(() -> FencingTokenFilter.of(Optional::empty).filter(request))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("http://reports/daily")
        .hasMessageContaining("was not sent");
    assertThat(headers).isEmpty();
  }

  @Test
  void whatARequestNamesCannotBreakOutOfTheAnswer() {
    assertThat(Json.quoted("a\"b\\c\nd")).isEqualTo("\"a\\\"b\\\\c\\u000ad\"");
  }
}
