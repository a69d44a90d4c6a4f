// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';

/** The cluster as this process sees it; refreshed every second. */
export class QwcDsmCluster extends LitElement {
  jsonRpc = new JsonRpc(this);

  static styles = css`
    :host { display: flex; flex-direction: column; gap: 1em; padding: 0 1em; }
  `;

  static properties = {
    _members: { state: true },
    _collections: { state: true },
    _leases: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this._refresh();
    this._timer = setInterval(() => this._refresh(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this._timer);
    super.disconnectedCallback();
  }

  _refresh() {
    this.jsonRpc.members().then((answer) => { this._members = answer.result; });
    this.jsonRpc.collections().then((answer) => { this._collections = answer.result; });
    this.jsonRpc.leases().then((answer) => { this._leases = answer.result; });
  }

  render() {
    return html`
      ${this._table('Members', this._members, ['member', 'state', 'sees', 'entries', 'role'])}
      ${this._table('Collections', this._collections, ['collection', 'member', 'type', 'entries', 'durability'])}
      ${this._table('Leases', this._leases, ['collection', 'member', 'held', 'acquired', 'lost'])}
    `;
  }

  _table(title, rows, columns) {
    return html`
      <h4>${title}</h4>
      <vaadin-grid .items=${rows ?? []} theme="no-border compact" all-rows-visible>
        ${columns.map((it) => html`<vaadin-grid-sort-column path=${it} auto-width></vaadin-grid-sort-column>`)}
      </vaadin-grid>
    `;
  }
}

customElements.define('qwc-dsm-cluster', QwcDsmCluster);
