// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.awaitOneView;
import static io.dsm.transport.jgroups.TestNode.closeAll;
import static io.dsm.transport.jgroups.TestNode.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.GMS.GmsHeader;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that joins one that hardly answers. */
@Timeout(120)
class JoinTest {

  private static final int LOST_ANSWERS = 4;

  private final TestNode[] nodes = cluster(2);
  private final TestNode a = nodes[0];
  private final TestNode b = nodes[1];

  @AfterEach
  void closeNodes() {
    closeAll(nodes);
  }

  @Test
  void aMemberWhoseAdmissionIsSlowNeverGoesAlone() throws Exception {
    a.open();
    SlowAdmission slow = new SlowAdmission();
    a.transport
        .channel()
        .getProtocolStack()
        .insertProtocol(slow, ProtocolStack.Position.BELOW, GMS.class);
    b.open();
    awaitOneView(nodes);
    assertThat(slow.lost).hasValueGreaterThanOrEqualTo(LOST_ANSWERS);
    assertThat(b.views).allSatisfy(seen -> assertThat(seen.view().members()).contains(a.self));
  }

  /** Loses the first answers to requests to join, as a coordinator does that is too busy. */
  private static final class SlowAdmission extends Protocol {
    private static final short GROUP_MEMBERSHIP = ClassConfigurator.getProtocolId(GMS.class);

    final AtomicInteger lost = new AtomicInteger();

    @Override
    public Object down(Message message) {
      return message.getHeader(GROUP_MEMBERSHIP) instanceof GmsHeader header
              && header.getType() == GmsHeader.JOIN_RSP
              && lost.incrementAndGet() <= LOST_ANSWERS
          ? null
          : down_prot.down(message);
    }
  }
}
