// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BrowserTest {

  private final FakeLine line = new FakeLine();
  private final Browser browser = new Browser(line);

  private static final class FakeLine implements Browser.Line {
    private final List<String> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> receipts = new ArrayList<>();
    private boolean closed;

    @Override
    public CompletionStage<?> send(String text) {
      sent.add(text);
      CompletableFuture<Void> receipt = new CompletableFuture<>();
      receipts.add(receipt);
      return receipt;
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void aChangeToldWhileTheStateIsReadComesAfterTheState() {
    browser.tell("change");
    assertThat(line.sent).isEmpty();
    browser.begin("state");
    line.receipts.get(0).complete(null);
    assertThat(line.sent).containsExactly("state", "change");
  }

  @Test
  void changesAreSentOneAfterAnother() {
    browser.begin("state");
    browser.tell("a");
    browser.tell("b");
    assertThat(line.sent).containsExactly("state");
    line.receipts.get(0).complete(null);
    assertThat(line.sent).containsExactly("state", "a");
    line.receipts.get(1).complete(null);
    assertThat(line.sent).containsExactly("state", "a", "b");
  }

  @Test
  void aBrowserThatCannotBeReachedIsCutOffSoThatItConnectsAgain() {
    browser.begin("state");
    line.receipts.get(0).completeExceptionally(new IllegalStateException("gone"));
    assertThat(browser.isGone()).isTrue();
  }

  @Test
  void aBrowserThatDoesNotFollowIsCutOff() {
    browser.begin("state");
    for (int i = 0; i < 501; i++) {
      browser.tell("change " + i);
    }
    assertThat(browser.isGone()).isTrue();
    assertThat(line.sent).containsExactly("state");
  }
}
