import { html, LitElement } from 'lit';
class Stub extends LitElement { protected override render() { return html``; } }
customElements.define('rem-slas', Stub);
